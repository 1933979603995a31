import { spawnSync } from 'child_process';
import { createHash } from 'crypto';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

/** A Go program that is built from a folder of this repository. */
export interface GoProgram {
  readonly name: string;
  readonly folder: string;
  /** What it is made of, the file of its pinned modules included; relative to the folder. */
  readonly files: readonly string[];
  /** The package to build, where it is another module's. */
  readonly package?: string;
  readonly modFile?: string;
  readonly ldflags?: string;
  /** Build tags, separated by commas. */
  readonly tags?: string;
}

/** A Go program of another module. */
export type ModuleProgram = Pick<GoProgram, 'name' | 'folder'> & Required<Pick<GoProgram, 'package'>>;

/** The path of a program, built where the cache does not have it; needs Go. */
export function buildProgram(program: GoProgram): string {
  const target = path.join(cacheFolder(), `${program.name}-${fingerprint(program)}`);
  if (fs.existsSync(target)) return target;
  fs.mkdirSync(path.dirname(target), { recursive: true });
  // Renamed when it is whole: a build that is killed leaves nothing that looks finished, and needs no lock.
  const unfinished = `${target}.${process.pid}`;
  compile(program, unfinished);
  fs.renameSync(unfinished, target);
  return target;
}

/** A program that is another module's, whose version the `go.mod` in the folder pins. */
export function buildModuleProgram({ name, folder, package: packagePath }: ModuleProgram): string {
  return buildProgram({ name, folder, files: ['go.mod', 'go.sum'], package: packagePath });
}

function compile(program: GoProgram, output: string): void {
  const flags = ['-trimpath', '-buildvcs=false', `-modfile=${program.modFile ?? 'go.mod'}`, ...tagFlags(program)];
  const args = ['build', ...flags, '-ldflags', ldflagsOf(program), '-o', output, program.package ?? '.'];
  const { error, status } = spawnSync('go', args, {
    cwd: program.folder,
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') {
    throw new Error(`${program.name} is built with Go, and there is no 'go' on the PATH; install Go 1.26 or newer`);
  }
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`Go could not build ${program.name}, see above; exit code ${status}`);
}

/** Changes with whatever the binary is made of. */
function fingerprint(program: GoProgram): string {
  const hash = createHash('sha256').update(ldflagsOf(program)).update(process.arch).update(process.platform);
  hash.update(program.package ?? '').update(tagFlags(program).join());
  for (const file of program.files) hash.update(fs.readFileSync(path.join(program.folder, file)));
  return hash.digest('hex').slice(0, 16);
}

function tagFlags({ tags }: GoProgram): string[] {
  return tags === undefined ? [] : ['-tags', tags];
}

function ldflagsOf({ ldflags = '-s -w' }: GoProgram): string {
  return ldflags;
}

function cacheFolder(): string {
  return path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'cdk8s-preflight');
}
