import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { App, Chart } from 'cdk8s';
import { jsiiTypes, JsiiMember, JsiiType } from './support/project/assembly';
import { lintText } from './support/project/lint';
import { readDocument } from './support/project/markdown';
import { stage } from './support/render';
import { MINORS, readIndex } from './support/schemas';
import { SMALLEST_CALLS } from './support/smallest-calls';
import { SIGNATURES_FILE } from '../scripts/api/signatures-file';
import { namesOf } from '../scripts/new-construct/names';
import { PLACEHOLDER } from '../scripts/new-construct/placeholder';
import { sourceText } from '../scripts/new-construct/source-file';
import { testText } from '../scripts/new-construct/test-file';
import * as library from '../src';
import { Severity } from '../src/checks/model/severity';
import { PUBLIC_API } from '../src/internal/signatures/public-api';
import { expectReady } from '../src/testing/expect-ready';

const ROOT = path.resolve(__dirname, '..');
const TYPES = jsiiTypes();
/** What the command line needs; docs/architecture.md says why. */
const BUNDLED = /^node_modules\/(js-yaml|argparse|@prometheus-io|@lezer|re2js)\//;
const DOCUMENTS_AT_TOP = ['API.md', 'CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md'];
/** Where `npm test` writes what `npm run docgen` would. */
const FRESH_API = 'tmp/api';
const API_PAGES = fs.readdirSync(path.join(ROOT, 'docs/api')).map((page) => `docs/api/${page}`);
const CONSTRUCTS = TYPES.filter((type) => type.base === 'constructs.Construct');

describe('every exported type', () => {
  it.each(TYPES)('$name has a summary, and so has each of its members', (type) => {
    const undocumented = [type, ...membersOf(type)].filter(({ docs }) => !/\.$/.test(docs?.summary ?? ''));
    expect(undocumented.map(({ name }) => name)).toEqual([]);
  });

  it.each(TYPES.filter(({ datatype }) => datatype))('$name has a default for each optional prop', (type) => {
    const silent = (type.properties ?? []).filter(({ optional, docs }) => optional && !docs?.default);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it.each(TYPES)('$name documents each parameter of its methods', (type) => {
    const parameters = (type.methods ?? []).filter((method) => !method.overrides)
      .flatMap((method) => (method.parameters ?? []).map((parameter) => ({ method: method.name, ...parameter })));
    expect(parameters.filter(({ docs }) => !docs?.summary).map(({ method, name }) => `${method}.${name}`)).toEqual([]);
  });

  it('is exported by a sorted index of nothing but files', () => {
    const lines = fs.readFileSync(path.join(ROOT, 'src/index.ts'), 'utf8').trimEnd().split('\n');
    expect(lines.filter((line) => !/^export \* from '\.\/[-a-z/]+';$/.test(line))).toEqual([]);
    expect(lines).toEqual([...lines].sort());
  });
});

describe('every file that is not compiled', () => {
  it.each(['test', 'test-cluster', 'test-fuzz', 'test-tools', 'bench', 'examples', 'scripts', 'projenrc'])(
    'in %s has its types checked by the linter, whatever else it is told to pass by', (folder) => {
      const files = fs.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' });
      const unchecked = files.filter((file) => file.endsWith('.ts')).filter((file) => {
        const text = fs.readFileSync(path.join(ROOT, folder, file), 'utf8');
        return /^\/\* eslint-disable(?: \*\/$| [^*]*type-errors)/m.test(text);
      });
      expect(unchecked).toEqual([]);
    },
  );
});

describe('every public class', () => {
  const classes = TYPES.filter(({ kind }) => kind === 'class');

  it.each(classes)('$name is @checked, so that it refuses what is none of its arguments', ({ name }) => {
    const { prototype } = (library as unknown as Record<string, { readonly prototype: object }>)[name];
    expect(prototype).toHaveProperty([Symbol.for(`cdk8s-preflight.class.${name}`)], true);
    expect(Object.keys(PUBLIC_API.classes)).toContain(name);
  });

  it.each(classes)('$name has no property that can be set, for nothing would check it', ({ properties }) => {
    expect((properties ?? []).filter(({ immutable }) => !immutable).map(({ name }) => name)).toEqual([]);
  });
});

describe('every public enum', () => {
  it.each(TYPES.filter(({ kind }) => kind === 'enum'))('$name refuses a member that it does not have', ({ name }) => {
    const { [name]: members } = library as unknown as Record<string, Record<string, string>>;
    expect(() => members.NO_SUCH_MEMBER).toThrow(`'NO_SUCH_MEMBER' must be a member of ${name}`);
  });
});

describe('every construct', () => {
  it('has a smallest call here', () => {
    expect(Object.keys(SMALLEST_CALLS).sort()).toEqual(CONSTRUCTS.map(({ name }) => name).sort());
  });

  it.each(CONSTRUCTS)('$name has a test file beside its source file', ({ locationInModule }) => {
    const source = locationInModule.filename;
    expect(fs.existsSync(path.join(ROOT, source.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts')))).toBe(true);
  });

  it.each(Object.entries(SMALLEST_CALLS))('%s renders the same twice', (_name, make) => {
    const { app, chart } = stage();
    make(chart);
    const first = app.synthYaml();
    expect(app.synthYaml()).toBe(first);
  });

  it.each(Object.entries(SMALLEST_CALLS))('%s works in a plain App, with the same bytes', (_name, make) => {
    const ours = stage();
    make(ours.chart);
    const plain = new App();
    make(new Chart(plain, 'shop', { namespace: 'shop' }));
    expect(plain.synthYaml()).toBe(ours.app.synthYaml());
  });

  it.each(Object.entries(SMALLEST_CALLS))('%s passes the readiness checks', (_name, make) => {
    const { chart } = stage();
    make(chart);
    // The Service of the smallest route is foreign, and a namespace gets its quota with the first workload.
    const skip = ['ingress-backend-exists', 'namespace-has-quota'];
    expect(() => expectReady(chart, { failOn: Severity.WARNING, skip })).not.toThrow();
  });

  it('has nothing left to write of what new:construct marked', () => {
    const documents = ['API.md', ...filesBelow('docs').filter((file) => file.endsWith('.md'))];
    const files = [...documents, ...[...filesBelow('src'), ...filesBelow('test')].filter(isCode)];
    const marked = files.flatMap((file) => readDocument(file).split('\n')
      .flatMap((line, index) => (line.includes(PLACEHOLDER) ? [`${file}:${index + 1}: ${line.trim()}`] : [])));
    expect(marked).toEqual([]);
  });

  it.each(CONSTRUCTS)('$name can be patched', ({ methods }) => {
    expect((methods ?? []).map(({ name }) => name)).toEqual(expect.arrayContaining(['patch', 'mergePatch']));
  });
});

describe('the package', () => {
  it('has an up-to-date API.md, with its pages, its examples and the signatures that calls are checked by', () => {
    const written = fs.readdirSync(path.join(ROOT, FRESH_API), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(path.join(ROOT, FRESH_API), path.join(entry.parentPath, entry.name)));
    expect(written).toEqual(expect.arrayContaining(['API.md', SIGNATURES_FILE, ...API_PAGES]));
    const stale = written.filter((file) => readDocument(file) !== readDocument(path.join(FRESH_API, file)));
    expect(stale).toEqual([]);
  });

  it('holds the compiled sources and what documents them, and nothing else', () => {
    const pack = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, stdio: 'pipe' });
    const [{ files }] = JSON.parse(pack.toString()) as { files: { path: string }[] }[];
    const packed = files.map((file) => file.path).filter((file) => !BUNDLED.test(file));
    const compiled = sourceFiles().flatMap((file) => [`lib/${file}.d.ts`, `lib/${file}.js`]);
    const read = [...DOCUMENTS_AT_TOP, ...shippedDocuments(), ...shippedExamples()];
    const schemas = schemaSets().flatMap((set) => (
      ['js', 'json'].map((form) => `lib/compiled-schemas/${set}.${form}.gz`)
    ));
    expect(packed.sort()).toEqual(['.jsii', 'package.json', ...read, ...compiled, ...schemas].sort());
  });

  it('holds whatever its documents lead to', () => {
    const packed = new Set([...shippedDocuments(), ...shippedExamples(), ...DOCUMENTS_AT_TOP]);
    const pages = [...packed].filter((file) => file.endsWith('.md'));
    const lost = pages.flatMap((page) => (
      linksOf(page).filter((file) => !isPacked(file, packed)).map((file) => [page, file])
    ));
    expect(lost).toEqual([]);
  });

  it('depends on nothing but its peers and what it bundles at run time', () => {
    const { dependencies, bundledDependencies, peerDependencies } = JSON.parse(readDocument('package.json'));
    const lezer = ['@lezer/common', '@lezer/highlight', '@lezer/lr', '@prometheus-io/lezer-promql'];
    const bundled = [...lezer, 'js-yaml', 're2js'];
    expect(Object.keys(dependencies)).toEqual(bundled);
    expect(bundledDependencies).toEqual(bundled);
    expect(Object.keys(peerDependencies)).toEqual(['cdk8s', 'cdk8s-plus-28', 'constructs']);
  });
});

describe('the linter', () => {
  it.each([
    ['src/internal/fail.ts', 'export function f(a: 1, b: 2, c: 3, d: 4) { return [a, b, c, d]; }', 'max-params'],
    ['src/internal/fail.ts', `export function f() {\n${'  f();\n'.repeat(26)}}\n`, 'function-length'],
    ['src/internal/fail.ts', '\n'.repeat(401), 'max-lines'],
    ['src/cli/check/command.ts', "console.log('x');", 'no-console'],
    ['src/report/report.ts', "process.stdout.write('x');", 'no-restricted-properties'],
    ['src/cli/dry-run/verdict.ts', "process.stderr.write('x');", 'no-restricted-properties'],
    ['src/internal/fail.ts', `export const x = [${'1, '.repeat(60)}];`, '@stylistic/max-len'],
  ])('refuses in %s what the architecture forbids', async (file, text, rule) => {
    expect(await lintText(path.join(ROOT, file), text)).toContain(rule);
  }, 60_000);

  it('finds nothing in what new:construct writes', async () => {
    const kind = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', hasSpec: true, isClusterScoped: false };
    // It judges no text whose file it does not know.
    const names = namesOf('network/default-deny-policy', kind);
    expect(await lintText(path.join(ROOT, `src/${names.path}.ts`), sourceText(names))).toEqual([]);
    expect(await lintText(path.join(ROOT, `test/${names.path}.test.ts`), testText(names))).toEqual([]);
  }, 60_000);
});

function membersOf(type: JsiiType): JsiiMember[] {
  const own = [...type.properties ?? [], ...type.methods ?? []].filter((member) => !member.overrides);
  return [...own, ...type.members ?? []];
}

/** The files and folders that a page leads to by a path. */
function linksOf(page: string): string[] {
  const links = [...readDocument(page).matchAll(/\]\(([^)\s#]+)/g)].map(([, link]) => link);
  return links.filter((link) => !/^[a-z]+:/.test(link)).map((link) => path.join(path.dirname(page), link));
}

function isPacked(file: string, packed: ReadonlySet<string>): boolean {
  return packed.has(file) || [...packed].some((one) => one.startsWith(`${file.replace(/\/$/, '')}/`));
}

/** What somebody reads of the examples; how this repository compiles them is none of it. */
function shippedExamples(): string[] {
  return filesBelow('examples').filter((file) => isFile(file) && file !== 'examples/tsconfig.json');
}

function shippedDocuments(): string[] {
  return filesBelow('docs').filter(isFile);
}

function isFile(file: string): boolean {
  return fs.statSync(path.join(ROOT, file)).isFile();
}

/** The files of `src`, without their extension. */
function sourceFiles(): string[] {
  return filesBelow('src').filter((file) => file.endsWith('.ts')).map((file) => file.replace(/^src\/(.*)\.ts$/, '$1'));
}

function filesBelow(folder: string): string[] {
  const entries = fs.readdirSync(path.join(ROOT, folder), { recursive: true }) as string[];
  return entries.map((name) => path.join(folder, name));
}

/** Those that are about the marks themselves are not asked. */
/** What there are validators of: minors, and groups of custom resources. */
function schemaSets(): string[] {
  const groups = readIndex().flatMap(({ crd }) => (crd === undefined ? [] : [crd.slice(crd.indexOf('.') + 1)]));
  return [...MINORS.map((minor) => `v${minor}`), ...new Set(groups)];
}

function isCode(file: string): boolean {
  const isAboutMarks = file.startsWith('test/scripts/') || file === 'test/conventions.test.ts';
  return file.endsWith('.ts') && !isAboutMarks;
}
