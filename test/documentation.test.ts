import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Autoscaling, Probes, ProductionService, Resources } from '../src';
import { messageOf } from './support/errors';
import { jsiiTypes, JsiiType } from './support/project/assembly';
import { isWhole, typeErrors } from './support/project/compiler';
import { deadLinks } from './support/project/links';
import { codeBlocks, readDocument } from './support/project/markdown';
import { readYaml, stage } from './support/render';
import { CHECKS } from '../src/checks/catalogue';
import { judge } from '../src/checks/judging/judge';
import { readPaths } from '../src/checks/loading/files';
import { Cluster } from '../src/checks/model/cluster';
import { Severity } from '../src/checks/model/severity';
import { locateResults } from '../src/cli/check/locate';
import { CHECK_OPTIONS } from '../src/cli/options';
import { Colors } from '../src/report/colors';
import { makeReport } from '../src/report/report';
import { textReport } from '../src/report/text-report';

const ROOT = path.resolve(__dirname, '..');
const DOCUMENTS = ['API.md', 'README.md', 'SECURITY.md', ...markdownIn('docs'), ...markdownIn('examples')];
const PROGRAMS = (fs.readdirSync(path.join(ROOT, 'examples'), { recursive: true }) as string[])
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readDocument(path.join('examples', name)));
/** Compiled and run like an example, but for the indentation. */
const API_EXAMPLES = readDocument('test/support/api-examples.ts').replace(/^ {4}/gm, '');
const COMPILED = [...PROGRAMS, API_EXAMPLES];
const PAGE_LIMITS = [['API.md', 60], ...markdownIn('docs/api').map((page) => [page, 400] as const)] as const;

describe.each(DOCUMENTS)('%s', (document) => {
  const text = readDocument(document);

  it('shows only code that an example compiles', () => {
    const foreign = codeBlocks(text, 'ts').filter((block) => !COMPILED.some((program) => program.includes(block)));
    expect(foreign).toEqual([]);
  });

  it('shows whole statements, which can be copied', () => {
    expect(codeBlocks(text, 'ts').filter((block) => !isWhole(block))).toEqual([]);
  });

  it('links only to files, headings and anchors that exist', () => {
    expect(deadLinks(document)).toEqual([]);
  });
});

describe('the API', () => {
  it.each(PAGE_LIMITS)('%s can be read on one page of a forge: less than %i kB', (page, kilobytes) => {
    expect(readDocument(page).length).toBeLessThan(kilobytes * 1000);
  });

  it('names every public type in its index, those that are used by name with a link', () => {
    const index = readDocument('API.md');
    const isLinked = ({ kind, datatype }: JsiiType) => kind === 'class' || (kind === 'interface' && !datatype);
    const linked = [...index.matchAll(/\[(\w+)\]\(docs\/api\/[a-z]+\.md#\1\)/g)].map(([, name]) => name);
    const listed = [...index.matchAll(/^(\w+)[,.]$/gm)].map(([, name]) => name);
    const names = (types: JsiiType[]) => types.map(({ name }) => name).sort();
    expect(linked.sort()).toEqual(names(jsiiTypes().filter(isLinked)));
    expect(listed.sort()).toEqual(names(jsiiTypes().filter((type) => !isLinked(type))));
  });

  it.each(jsiiTypes())('the page of $name has each of its members', (type) => {
    const [, domain] = type.locationInModule.filename.split('/');
    const page = readDocument(`docs/api/${domain}.md`);
    const members = [...type.properties ?? [], ...type.methods ?? [], ...type.members ?? []];
    const ids = (name: string) => [`${type.name}.${name}`, `${type.name}.property.${name}`];
    const missing = members.filter(({ name }) => !ids(name).some((id) => page.includes(` id="${id}"`)));
    expect(missing.map(({ name }) => name)).toEqual([]);
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
    expect(codeBlocks(readme, 'text')[1]).toBe(`${message}\n`);
  });

  it('quotes real messages about types', () => {
    const { chart } = stage();
    const misspelt = { image: 'acme/api:1', resource: Resources.small() };
    const messages = [
      messageOf(() => new ProductionService(chart, 'api', misspelt)),
      messageOf(() => Probes.http({ timeout: '3s' as never })),
    ];
    expect(codeBlocks(readme, 'text')[2]).toBe(`${messages.join('\n')}\n`);
  });

  it('checks the smallest application by a configuration that finds a misspelt prop', () => {
    const { compilerOptions, files } = JSON.parse(codeBlocks(readme, 'json')[0]);
    expect(files).toEqual(['main.ts']);
    const application = codeBlocks(readme, 'ts')[1];
    expect(typeErrors(application, compilerOptions)).toEqual([]);
    expect(typeErrors(application.replace('port:', 'prot:'), compilerOptions))
      .toEqual(["Object literal may only specify known properties, and 'prot' does not exist in type"
        + " 'ProductionServiceProps'."]);
  }, 60_000);

  it('shows what preflight check really says', () => {
    const { manifests } = readPaths([path.join(ROOT, 'test/data/shop.yaml')]);
    const knownIds = new Set(CHECKS.map(({ id }) => id));
    const results = judge(new Cluster(manifests, 30), { checks: CHECKS, knownIds, asOf: '2026-01-01' });
    const report = makeReport({ manifests, checks: CHECKS, results: locateResults(results) });
    const options = { colors: new Colors(false), failOn: Severity.CRITICAL, isAll: false, areBoxesShown: false };
    const folder = path.join(ROOT, 'test/data/');
    const lines = [...textReport(report, options)].join('').replaceAll(folder, '').split('\n');
    const shown = codeBlocks(readme, 'text')[0].trimEnd().split('\n').filter((line) => line !== '...');
    expect(shown.filter((line) => !lines.includes(line))).toEqual([]);
  });
});

describe('the readiness checklist', () => {
  const readiness = readDocument('docs/readiness.md');

  it('shows a file of waivers that holds as it says', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'waivers-'));
    const [text] = codeBlocks(readiness, 'yaml').filter((block) => block.startsWith('waivers:'));
    fs.writeFileSync(path.join(folder, 'preflight.yaml'), text);
    const containers = '[{name: main}, {name: log-shipper}]';
    const jobs = ['batch', 'shop'].map((namespace) => (
      `{apiVersion: batch/v1, kind: CronJob, metadata: {name: report-daily, namespace: ${namespace}}, `
        + `spec: {jobTemplate: {spec: {template: {spec: {containers: ${containers}}}}}}}`
    ));
    fs.writeFileSync(path.join(folder, 'jobs.yaml'), jobs.join('\n---\n'));
    const { manifests, waivers, unreadable } = readPaths([folder]);
    fs.rmSync(folder, { recursive: true });
    expect(unreadable).toEqual([]);
    const checks = CHECKS.filter(({ id }) => id.startsWith('has-cpu-limit') || id === 'has-memory-limit');
    const knownIds = new Set(CHECKS.map(({ id }) => id));
    const results = judge(new Cluster(manifests, 30), { checks, knownIds, asOf: '2027-06-30', written: waivers });
    const waived = results.filter(({ status }) => status === 'waived');
    expect(waived.map(({ manifest, check }) => `${manifest?.namespace} ${check.id}`))
      .toEqual(['has-cpu-limit', 'has-cpu-limit', 'has-memory-limit', 'has-memory-limit'].map((id) => `batch ${id}`));
    const valid = results.filter(({ check }) => check.id === 'waiver-is-valid').map(({ status }) => status);
    expect(valid).toEqual(['passed', 'passed', 'passed']);
  });

  it.each(Object.keys(CHECK_OPTIONS).filter((name) => name !== 'output' && name !== 'only' && name !== 'skip'))(
    'speaks of --%s', (name) => { expect(readiness).toContain(`--${name}`); },
  );
});

function linesOf(text: string): number {
  return text.trimEnd().split('\n').length;
}

function markdownIn(folder: string): string[] {
  const entries = fs.readdirSync(path.join(ROOT, folder), { recursive: true }) as string[];
  return entries.filter((name) => name.endsWith('.md')).map((name) => path.join(folder, name)).sort();
}
