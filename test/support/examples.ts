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

/** What an example writes, of each default that it was asked with, or of any where it never reads the default. */
const WRITTEN = new Map<string, Record<string, string>>();
const WHATEVER_MINOR = 'whatever';

/** The files that an example writes, by name, where a platform that names no minor means this one. */
export function synthesizeExample(name: string, defaultMinor: number): Record<string, string> {
  const known = WRITTEN.get(`${name} ${defaultMinor}`) ?? WRITTEN.get(`${name} ${WHATEVER_MINOR}`);
  if (known !== undefined) return known;
  let isRead = false;
  const readDefault = () => {
    isRead = true;
    return defaultMinor;
  };
  const before = Object.getOwnPropertyDescriptor(versions, 'DEFAULT_MINOR')!;
  Object.defineProperty(versions, 'DEFAULT_MINOR', { configurable: true, enumerable: true, get: readDefault });
  try {
    const files = synthesizeWith(name, library);
    WRITTEN.set(`${name} ${isRead ? defaultMinor : WHATEVER_MINOR}`, files);
    return files;
  } finally {
    Object.defineProperty(versions, 'DEFAULT_MINOR', before);
  }
}

/** The files that cdk8s' own App writes of an example. */
export function synthesizeByApp(name: string): Record<string, string> {
  return synthesizeWith(name, { ...library, ProductionApp: cdk8s.App });
}

/** The files that an example would write if its program were another one. */
export function synthesizeEdited(name: string, edit: (program: string) => string): Record<string, string> {
  return synthesizeWith(name, library, edit);
}

type Modules = Record<string, unknown>;

/** Runs the program of an example anew, with what is loaded already: checks take longer to load than to run. */
function synthesizeWith(name: string, preflight: object, edit = (program: string) => program): Record<string, string> {
  const loaded: Modules = { 'cdk8s-preflight': preflight, cdk8s, 'cdk8s-plus-28': plus, constructs };
  return filesWritten(() => runFile(path.join(EXAMPLES, name, 'main.ts'), loaded, edit));
}

/** What a file exports; those beside it that it imports run once. */
function runFile(file: string, loaded: Modules, edit = (program: string) => program): Modules {
  const exported: Modules = {};
  const load = (id: string) => {
    if (id.startsWith('./')) loaded[id] ??= runFile(path.join(path.dirname(file), `${id}.ts`), loaded);
    if (loaded[id] === undefined) throw new Error(`${file} imports ${id}, which is not loaded here`);
    return loaded[id];
  };
  new Function('require', 'exports', compiled(edit(fs.readFileSync(file, 'utf8'))))(load, exported);
  return exported;
}

const COMPILED = new Map<string, string>();

function compiled(program: string): string {
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true };
  const known = COMPILED.get(program) ?? transpileModule(program, { compilerOptions }).outputText;
  COMPILED.set(program, known);
  return known;
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
