import * as fs from 'fs';
import * as path from 'path';
import { Autoscaling, ProductionService } from '../src';
import { messageOf } from './support/errors';
import { codeBlocks, readDocument } from './support/markdown';
import { readYaml, stage } from './support/render';

const ROOT = path.resolve(__dirname, '..');
const DOCUMENTS = ['README.md', ...markdownIn('docs'), ...markdownIn('examples')];
const PROGRAMS = fs.readdirSync(path.join(ROOT, 'examples'))
  .map((name) => path.join('examples', name, 'main.ts'))
  .filter((file) => fs.existsSync(path.join(ROOT, file)))
  .map((file) => readDocument(file));

describe.each(DOCUMENTS)('%s', (document) => {
  const text = readDocument(document);

  it('shows only code that an example compiles', () => {
    const foreign = codeBlocks(text, 'ts').filter((block) => !PROGRAMS.some((program) => program.includes(block)));
    expect(foreign).toEqual([]);
  });

  it('links only to files that exist', () => {
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#]+)(#[^)]*)?\)/g)].map((match) => match[1]);
    const missing = targets.filter((target) => !fs.existsSync(path.join(ROOT, path.dirname(document), target)));
    expect(missing).toEqual([]);
  });
});

describe('the README', () => {
  const readme = readDocument('README.md');

  it('begins with a whole application, then shows the smallest one in full', () => {
    const [first, second] = codeBlocks(readme, 'ts');
    expect(readDocument('examples/online-boutique/main.ts')).toContain(first);
    expect(second).toBe(readDocument('examples/hello-service/main.ts'));
  });

  it.each([
    ['These', 'hello-service/main.ts', 'hello-service/expected/hello-service.k8s.yaml'],
    ['So', 'online-boutique/main.ts', 'online-boutique/expected/online-boutique.k8s.yaml'],
  ])('counts the lines and what they become: %s lines of %s', (word, program, manifests) => {
    const written = readDocument(`examples/${manifests}`);
    const count = `${readYaml(written).length} objects in ${linesOf(written)} lines of YAML`;
    const lines = linesOf(readDocument(`examples/${program}`));
    expect(readme.replace(/\n/g, ' ')).toContain(`${word} ${lines} lines become [${count}]`);
  });

  it('quotes a real message', () => {
    const { chart } = stage();
    const scaling = Autoscaling.onCpu({ min: 6, max: 3 });
    const message = messageOf(() => new ProductionService(chart, 'api', { image: 'acme/api:1', scaling }));
    expect(codeBlocks(readme, 'text')).toEqual([`${message}\n`]);
  });
});

function linesOf(text: string): number {
  return text.trimEnd().split('\n').length;
}

function markdownIn(folder: string): string[] {
  const entries = fs.readdirSync(path.join(ROOT, folder), { recursive: true }) as string[];
  return entries.filter((name) => name.endsWith('.md')).map((name) => path.join(folder, name)).sort();
}
