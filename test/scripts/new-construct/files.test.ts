import * as path from 'path';
import * as ts from 'typescript';
import { withExport, withSmallestCall } from '../../../scripts/new-construct/insertions';
import { Kind } from '../../../scripts/new-construct/kinds';
import { namesOf } from '../../../scripts/new-construct/names';
import { PLACEHOLDER } from '../../../scripts/new-construct/placeholder';
import { sourceText } from '../../../scripts/new-construct/source-file';
import { testText } from '../../../scripts/new-construct/test-file';
import { messageOf } from '../../support/errors';
import { readDocument } from '../../support/project/markdown';

const ROOT = path.resolve(__dirname, '../../..');
const NETWORK_POLICY: Kind = {
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', hasSpec: true, isClusterScoped: false,
};
const PRIORITY_CLASS: Kind = {
  apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', hasSpec: false, isClusterScoped: true,
};
const CASES = [
  ['of a namespace', namesOf('network/made-by-test', NETWORK_POLICY)],
  ['of the cluster, below a domain', namesOf('backup/etcd/tier-made-by-test', PRIORITY_CLASS)],
] as const;

describe('names', () => {
  it('follow from the path and the kind', () => {
    expect(namesOf('backup/etcd/etcd-v3-backup', NETWORK_POLICY)).toMatchObject({
      className: 'EtcdV3Backup', id: 'etcd-v3-backup', field: 'networkPolicy',
    });
  });
});

describe.each(CASES)('a new construct %s', (_, names) => {
  it('marks what its author has to write', () => {
    const [source, test] = [sourceText(names), testText(names)].map((text) => text.split(PLACEHOLDER).length - 1);
    expect([source, test]).toEqual([4, 2]);
  });
});

describe('new constructs', () => {
  it('compile, with their tests', () => {
    const index = CASES.reduce((text, [, names]) => withExport(text, names), readDocument('src/index.ts'));
    const files = CASES.flatMap(([, names]) => [
      [`src/${names.path}.ts`, sourceText(names)], [`test/${names.path}.test.ts`, testText(names)],
    ]);
    expect(compileErrors({ ...Object.fromEntries(files), 'src/index.ts': index })).toEqual([]);
  }, 60_000);
});

describe('the lines of a new construct', () => {
  const [[, names]] = CASES;

  it('are one of the index, in its place', () => {
    const index = "export * from './network/allow-traffic';\nexport * from './network/traffic-peer';\n";
    expect(withExport(index, names).split('\n')[1]).toBe("export * from './network/made-by-test';");
  });

  it('are its smallest call, in its place, and the import', () => {
    const before = readDocument('test/support/smallest-calls.ts');
    const after = withSmallestCall(before, names);
    const call = "  MadeByTest: (scope) => new MadeByTest(scope, 'made-by-test'),\n";
    expect(after.replace(call, '').replace(/import \{[^}]+\} from '..\/..\/src';/, ''))
      .toBe(before.replace(/import \{[^}]+\} from '..\/..\/src';/, ''));
    expect(after).toMatch(/\n {2}EtcdBackup: [\s\S]*\n {2}MadeByTest: [\s\S]*\n {2}PostgresBackup: /);
    expect(after).toMatch(/KubesealOutput,\s+MadeByTest,\s+MetricsFlavor,[^}]*\} from/);
    expect(Math.max(...after.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it('are left to a person where the file of the smallest calls looks otherwise', () => {
    expect(messageOf(() => withSmallestCall('export const CALLS = {};', names)))
      .toMatch(/^test\/support\/smallest-calls.ts has nothing like .*; add the call by hand$/);
  });
});

/** What the compiler says of texts in the place of files. */
function compileErrors(texts: Record<string, string>): string[] {
  const { config } = ts.readConfigFile(path.join(ROOT, 'test/tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, path.join(ROOT, 'test'));
  const given = new Map(Object.entries(texts).map(([file, text]) => [path.join(ROOT, file), text]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => given.has(file) || fileExists(file);
  host.readFile = (file) => given.get(file) ?? readFile(file);
  const program = ts.createProgram([...given.keys()], options, host);
  return [...given.keys()].flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file)))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
