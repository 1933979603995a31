import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { readYaml } from './support/render';
import { MINORS, schemaProblems } from './support/schemas';

const EXAMPLES = path.resolve(__dirname, '../examples');
const NAMES = fs.readdirSync(EXAMPLES).filter((name) => fs.existsSync(path.join(EXAMPLES, name, 'main.ts')));
const VERSIONS = '../src/internal/kubernetes-version';
const DEFAULT_MINOR = 30;

/** The files that an example writes, by name, where a platform that names no minor means this one. */
function synthesize(name: string, defaultMinor: number): Record<string, string> {
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

function readFiles(folder: string): Record<string, string> {
  const names = fs.readdirSync(folder).sort();
  return Object.fromEntries(names.map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}

/** What the schemas from `oldest` on say against the files. */
function problemsFrom(oldest: number, files: Record<string, string>): string[] {
  const manifests = Object.values(files).flatMap(readYaml);
  const minors = MINORS.filter((minor) => Number(minor.split('.')[1]) >= oldest);
  return minors.flatMap((minor) => manifests.flatMap((manifest) => schemaProblems(minor, manifest)));
}

describe.each(NAMES)('example %s', (name) => {
  const source = fs.readFileSync(path.join(EXAMPLES, name, 'main.ts'), 'utf8');
  const declared = /kubernetesVersion: '1\.(\d+)'/.exec(source)?.[1];

  it('writes what its expected folder holds', () => {
    expect(synthesize(name, DEFAULT_MINOR)).toEqual(readFiles(path.join(EXAMPLES, name, 'expected')));
  });

  it.each(MINORS)('written for %s is valid there and on every newer minor', (minor) => {
    const oldest = Math.max(Number(minor.split('.')[1]), Number(declared ?? 0));
    expect(problemsFrom(oldest, synthesize(name, oldest))).toEqual([]);
  });

  it('has a README', () => {
    expect(fs.readFileSync(path.join(EXAMPLES, name, 'README.md'), 'utf8')).toMatch(/^# /);
  });
});
