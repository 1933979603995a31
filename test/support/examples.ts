import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as cdk8s from 'cdk8s';
import * as plus from 'cdk8s-plus-28';
import * as constructs from 'constructs';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import * as library from '../../src';
import * as versions from '../../src/internal/kubernetes-version';

const EXAMPLES = path.resolve(__dirname, '../../examples');

/** The examples, by the names of their folders. */
export const EXAMPLE_NAMES = fs.readdirSync(EXAMPLES)
  .filter((name) => fs.existsSync(path.join(EXAMPLES, name, 'main.ts')))
  .sort();

/** The files that an example writes, by name, where a platform that names no minor means this one. */
export function synthesizeExample(name: string, defaultMinor: number): Record<string, string> {
  const replaced = jest.replaceProperty(versions as { DEFAULT_MINOR: number }, 'DEFAULT_MINOR', defaultMinor);
  try {
    return synthesizeWith(name, library);
  } finally {
    replaced.restore();
  }
}

/** The files that cdk8s' own App writes of an example. */
export function synthesizeByApp(name: string): Record<string, string> {
  return synthesizeWith(name, { ...library, ProductionApp: cdk8s.App });
}

/** Runs the program of an example anew, with what is loaded already. */
function synthesizeWith(name: string, preflight: object): Record<string, string> {
  const loaded = Object.entries({ '../../src': preflight, cdk8s, 'cdk8s-plus-28': plus, constructs });
  return filesWritten(() => jest.isolateModules(() => {
    for (const [module, exports] of loaded) jest.doMock(module, () => exports);
    try {
      jest.requireActual(path.join(EXAMPLES, name, 'main.ts'));
    } finally {
      for (const [module] of loaded) jest.dontMock(module);
    }
  }));
}

/** The files that an example would write if its program were another one. */
export function synthesizeEdited(name: string, edit: (program: string) => string): Record<string, string> {
  const program = fs.readFileSync(path.join(EXAMPLES, name, 'main.ts'), 'utf8');
  const { outputText } = transpileModule(edit(program), {
    compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
  });
  return filesWritten(() => jest.isolateModules(() => {
    new Function('require', 'exports', outputText)(require, {});
  }));
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

function filesWritten(run: () => void): Record<string, string> {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'example-'));
  process.env.CDK8S_OUTDIR = outdir;
  try {
    run();
    return readFiles(outdir);
  } finally {
    delete process.env.CDK8S_OUTDIR;
    fs.rmSync(outdir, { recursive: true });
  }
}

function readFiles(folder: string): Record<string, string> {
  // The index of what was written is no part of it.
  const names = fs.readdirSync(folder).filter((name) => !name.startsWith('.')).sort();
  return Object.fromEntries(names.map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}
