import * as fs from 'fs';
import * as path from 'path';
import { load } from 'js-yaml';
import { caseFiles } from './support/cases';
import { CHECKS } from '../../src/checks/catalogue';
import { readDocuments } from '../../src/checks/loading/documents';
import type { ICheck } from '../../src/checks/model/check';
import { Cluster } from '../../src/checks/model/cluster';
import { Manifest } from '../../src/checks/model/manifest';
import { isMap } from '../../src/checks/model/values/plain-data';

const CASES = path.resolve(__dirname, 'cases');
/** What a stranger may write where something else is meant. */
const ODD: unknown[] = [
  null, 'text', 7, -1.5, true, [], [null], [['a']], {}, { a: null }, { toString: 1 }, NaN, '', '50%',
];
const NO_TEXT = { toString: 1 };
const ODD_VALUES_FOR_EACH_PLACE = 2;

interface Place {
  readonly parent: Record<string, unknown>;
  readonly key: string;
}

describe('no check fails by itself, whatever a manifest holds', () => {
  it.each(caseFiles())('%s', (file) => {
    const check = checkOfFile(file);
    expect(check?.id).toBe(path.basename(file, '.yaml'));
    const places = contentsIn(file).flatMap((contents) => (
      contents.flatMap(placesIn).map((place) => ({ contents, place }))
    ));
    expect(places.length).toBeGreaterThan(0);
    expect(places.flatMap((place, index) => errorsOf(check!, { ...place, turn: index + 1 }))).toEqual([]);
  });
});

describe('what is no text, and throws where it is made one', () => {
  it.each([
    ['autoscaling/v2', 'HorizontalPodAutoscaler', { minReplicas: NO_TEXT, maxReplicas: NO_TEXT }],
    ['apps/v1', 'Deployment', { minReadySeconds: NO_TEXT, progressDeadlineSeconds: NO_TEXT }],
    ['apps/v1', 'Deployment', { 'minReady%Seconds': 1, 'a%20b': { '%': 1 } }],
    ['networking.k8s.io/v1', 'NetworkPolicy', { ingress: [{ ports: [{ port: NO_TEXT, endPort: NO_TEXT }] }] }],
    ['batch/v1', 'CronJob', { concurrencyPolicy: NO_TEXT }],
  ])('%s %s %j', (apiVersion, kind, spec) => {
    const content = { apiVersion, kind, metadata: { name: 'odd' }, spec };
    expect(CHECKS.map((check) => errorOf(check, [content])).filter((error) => error !== undefined)).toEqual([]);
  });
});

function checkOfFile(file: string): ICheck | undefined {
  return CHECKS.find(({ id }) => id === path.basename(file, '.yaml'));
}

/** The objects of each case in a file. */
function contentsIn(file: string): Record<string, unknown>[][] {
  const cases = load(fs.readFileSync(path.join(CASES, file), 'utf8')) as { objects: string }[];
  return cases.map(({ objects }) => readDocuments(file, objects).manifests.map(({ content }) => content));
}

function placesIn(value: unknown): Place[] {
  if (!isMap(value) && !Array.isArray(value)) return [];
  const parent = value as Record<string, unknown>;
  return Object.keys(parent).filter((key) => key !== 'apiVersion' && key !== 'kind')
    .flatMap((key) => [{ parent, key }, ...placesIn(parent[key])]);
}

interface Question {
  readonly contents: readonly Record<string, unknown>[];
  readonly place: Place;
  readonly turn: number;
}

/** Not by `expect` for each of forty thousand values, which would cost as much as all checks. */
function errorsOf(check: ICheck, { contents, place: { parent, key }, turn }: Question): string[] {
  const before = parent[key];
  const errors = oddValuesFor(turn).flatMap((odd) => {
    parent[key] = odd;
    const error = errorOf(check, contents);
    return error === undefined ? [] : [`${key}: ${JSON.stringify(odd)}: ${error}`];
  });
  parent[key] = before;
  return errors;
}

/** Each place gets some of them, the next place the next ones: together they see all. */
function oddValuesFor(turn: number): unknown[] {
  return Array.from({ length: ODD_VALUES_FOR_EACH_PLACE }, (_, step) => (
    ODD[(turn * ODD_VALUES_FOR_EACH_PLACE + step) % ODD.length]
  ));
}

function errorOf(check: ICheck, contents: readonly Record<string, unknown>[]): string | undefined {
  try {
    const cluster = new Cluster(contents.map((content) => new Manifest(content)), 33);
    for (const manifest of cluster.manifests) check.evaluate(manifest, cluster);
    return undefined;
  } catch (error) {
    return (error as Error).stack?.split('\n').slice(0, 3).join(' ');
  }
}
