import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const EXAMPLES = path.resolve(__dirname, '../../examples');
const VERSIONS = '../../src/internal/kubernetes-version';

/** The examples, by the names of their folders. */
export const EXAMPLE_NAMES = fs.readdirSync(EXAMPLES)
  .filter((name) => fs.existsSync(path.join(EXAMPLES, name, 'main.ts')))
  .sort();

/** The files that an example writes, by name, where a platform that names no minor means this one. */
export function synthesizeExample(name: string, defaultMinor: number): Record<string, string> {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'example-'));
  process.env.CDK8S_OUTDIR = outdir;
  try {
    jest.isolateModules(() => {
      jest.doMock(VERSIONS, () => ({ ...jest.requireActual(VERSIONS), DEFAULT_MINOR: defaultMinor }));
      jest.requireActual(path.join(EXAMPLES, name, 'main.ts'));
    });
    return readFiles(outdir);
  } finally {
    jest.dontMock(VERSIONS);
    delete process.env.CDK8S_OUTDIR;
    fs.rmSync(outdir, { recursive: true });
  }
}

/** The files that an example should write, by name. */
export function expectedFiles(name: string): Record<string, string> {
  return readFiles(path.join(EXAMPLES, name, 'expected'));
}

/** The oldest minor that an example says it runs on; undefined where it leaves that to the platform's default. */
export function declaredMinor(name: string): number | undefined {
  const sources = fs.readdirSync(path.join(EXAMPLES, name)).filter((file) => file.endsWith('.ts'));
  const source = sources.map((file) => fs.readFileSync(path.join(EXAMPLES, name, file), 'utf8')).join('\n');
  const minor = /kubernetesVersion: '1\.(\d+)'/.exec(source)?.[1];
  return minor === undefined ? undefined : Number(minor);
}

function readFiles(folder: string): Record<string, string> {
  const names = fs.readdirSync(folder).sort();
  return Object.fromEntries(names.map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}
