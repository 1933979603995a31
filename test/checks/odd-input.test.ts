import * as fs from 'fs';
import * as path from 'path';
import { load } from 'js-yaml';
import { CHECKS } from '../../src/checks/catalogue';
import { readDocuments } from '../../src/checks/loading/documents';
import { Cluster } from '../../src/checks/model/cluster';
import { Manifest } from '../../src/checks/model/manifest';
import { isMap } from '../../src/checks/model/values/plain-data';

const CASES = path.resolve(__dirname, 'cases');
const FILES = (fs.readdirSync(CASES, { recursive: true }) as string[]).filter((name) => name.endsWith('.yaml')).sort();
/** What a stranger may write where something else is meant. */
const ODD: unknown[] = [
  null, 'text', 7, -1.5, true, [], [null], [['a']], {}, { a: null }, { toString: 1 }, NaN, '', '50%',
];

interface Place {
  readonly parent: Record<string, unknown>;
  readonly key: string;
}

describe('no check fails by itself, whatever a manifest holds', () => {
  it.each(FILES)('%s', (file) => {
    const id = path.basename(file, '.yaml');
    const check = CHECKS.find((one) => one.id === id);
    if (check === undefined) return;
    let turn = 0;
    for (const { objects } of load(fs.readFileSync(path.join(CASES, file), 'utf8')) as { objects: string }[]) {
      const contents = readDocuments(file, objects).manifests.map(({ content }) => content);
      for (const place of contents.flatMap((content) => placesIn(content))) {
        const before = place.parent[place.key];
        for (const odd of oddsFor(turn += 1)) {
          place.parent[place.key] = odd;
          const { key } = place;
          expect({ odd, key, error: errorOf(check, contents) }).toEqual({ odd, key, error: undefined });
        }
        place.parent[place.key] = before;
      }
    }
  });
});

/** Each place gets three of them, the next place the next ones: together they see all. */
function oddsFor(turn: number): unknown[] {
  return [0, 1, 2].map((step) => ODD[(turn * 3 + step) % ODD.length]);
}

function placesIn(value: unknown): Place[] {
  if (!isMap(value) && !Array.isArray(value)) return [];
  const parent = value as Record<string, unknown>;
  return Object.keys(parent).filter((key) => key !== 'apiVersion' && key !== 'kind')
    .flatMap((key) => [{ parent, key }, ...placesIn(parent[key])]);
}

function errorOf(check: typeof CHECKS[number], contents: readonly Record<string, unknown>[]): string | undefined {
  try {
    const cluster = new Cluster(contents.map((content) => new Manifest(content)), 33);
    for (const manifest of cluster.manifests) check.evaluate(manifest, cluster);
    return undefined;
  } catch (error) {
    return (error as Error).stack?.split('\n').slice(0, 3).join(' ');
  }
}
