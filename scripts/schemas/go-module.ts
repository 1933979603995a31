import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

/** A module unpacked in Go's module cache. */
export interface GoModule {
  readonly name: string;
  readonly version: string;
  readonly directory: string;
  /** The `h1:` checksum, which Go has verified against its checksum database. */
  readonly sum: string;
}

/** Downloads one version of a Go module. */
export function downloadGoModule(name: string, version: string): GoModule {
  // Go reads the go.mod of the folder it runs in; an empty one keeps the answer independent of the caller.
  const emptyFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'update-schemas-'));
  try {
    const answer = JSON.parse(runGo(['mod', 'download', '-json', `${name}@${version}`], emptyFolder));
    return { name, version, directory: answer.Dir, sum: answer.Sum };
  } finally {
    fs.rmSync(emptyFolder, { recursive: true });
  }
}

/** Whether a module has a file. */
export function hasModuleFile(module: GoModule, file: string): boolean {
  return fs.existsSync(path.join(module.directory, file));
}

/** Reads one text file of a module. */
export function readModuleFile(module: GoModule, file: string): string {
  const location = path.join(module.directory, file);
  if (!hasModuleFile(module, file)) {
    throw new Error(`${module.name}@${module.version} has no file ${file}`);
  }
  return fs.readFileSync(location, 'utf8');
}

function runGo(argumentsOfGo: string[], folder: string): string {
  const environment = { ...process.env, GO111MODULE: 'on', GOFLAGS: '-mod=mod', GOWORK: 'off' };
  try {
    return execFileSync('go', argumentsOfGo, { cwd: folder, env: environment, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    throw new Error(`'go ${argumentsOfGo.join(' ')}' failed: ${outputOf(error)}`);
  }
}

function outputOf(error: unknown): string {
  const { stderr, stdout, message } = error as { stderr?: string; stdout?: string; message?: string };
  // With -json, Go reports a refused download on stdout and leaves stderr empty.
  return [stderr, stdout].map((text) => text?.trim()).filter(Boolean).join('\n') || String(message);
}
