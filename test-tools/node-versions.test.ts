import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { installPackage, run } from './harness/installed-package';
import { NODE_LINES, nodeOf } from './harness/node-lines';
import { EXAMPLE_NAMES } from '../test/support/examples';
import { readDocument } from '../test/support/project/markdown';
import { filesIn, inFolder } from '../test/support/system/folders';

const EXAMPLES = path.resolve(__dirname, '../examples');
const COMPILER_OPTIONS = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };

let installed: string;

beforeAll(() => {
  installed = installPackage('2');
  for (const name of EXAMPLE_NAMES) compile(name);
}, 300_000);

afterAll(() => fs.rmSync(installed, { recursive: true }));

describe.each(NODE_LINES)('on Node $version', ({ version, end }) => {
  let node: string;

  beforeAll(() => {
    node = nodeOf(version);
  }, 300_000);

  it('is the version that is asked', () => {
    expect(run(os.tmpdir(), [node, '--version']).trim()).toBe(`v${version}`);
  });

  it.each(EXAMPLE_NAMES)('the package, as users install it, writes the bytes of the example %s', (name) => {
    const written = inFolder((folder) => {
      run(installed, [node, path.join(name, 'main.js')], { CDK8S_OUTDIR: folder });
      return filesIn(folder);
    });
    expect(written).toEqual(filesIn(path.join(EXAMPLES, name, 'expected')));
  });

  it('runs preflight', () => {
    const expected = path.join(EXAMPLES, 'hello-service/expected');
    const preflight = path.join(installed, 'node_modules/cdk8s-preflight/lib/cli/main.js');
    expect(run(installed, [node, preflight, 'check', expected])).toMatch(/ready/i);
  });

  it('is in the README, with its end of life', () => {
    expect(readDocument('README.md')).toMatch(new RegExp(`\\| ${version.split('.')[0]} \\|[^\\n]*${end}`));
  });
});

/** Writes the programs of an example as JavaScript beside the package. */
function compile(name: string): void {
  const files = fs.readdirSync(path.join(EXAMPLES, name), { recursive: true }) as string[];
  for (const file of files.filter((each) => each.endsWith('.ts'))) {
    const target = path.join(installed, name, file.replace(/\.ts$/, '.js'));
    const program = fs.readFileSync(path.join(EXAMPLES, name, file), 'utf8');
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, transpileModule(program, { compilerOptions: COMPILER_OPTIONS }).outputText);
  }
}
