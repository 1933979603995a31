import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { cachedFolder } from './cache';

/** A module whose source lacks files that it embeds, which releases are built with. */
export interface IncompleteModule {
  /** Where `go.mod` pins its version and `go.sum` its content. */
  readonly folder: string;
  readonly module: string;
  /** What it lacks, by path, with what stands in for it. */
  readonly missing: Readonly<Record<string, string>>;
}

/** A copy of the module's source with what it lacks, for modules in Go's own cache cannot be changed. */
export function completedSource({ folder, module, missing }: IncompleteModule): string {
  const pins = ['go.mod', 'go.sum'].map((file) => fs.readFileSync(path.join(folder, file), 'utf8'));
  return cachedFolder(`${path.basename(module)}-source`, [...pins, JSON.stringify(missing)].join(''), (target) => {
    fs.cpSync(downloadedModule(folder, module), target, { recursive: true });
    makeWritable(target);
    for (const [file, text] of Object.entries(missing)) {
      fs.mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
      fs.writeFileSync(path.join(target, file), text);
    }
  });
}

/** Where Go keeps a module that the `go.mod` of a folder pins, after it was compared with its checksum. */
export function downloadedModule(folder: string, module: string): string {
  const { error, status, stdout } = spawnSync('go', ['mod', 'download', '-json', module], {
    cwd: folder,
    env: { ...process.env, GOFLAGS: '-mod=readonly', GOWORK: 'off' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (error !== undefined) throw error;
  const { Dir, Error: problem } = JSON.parse(stdout) as { Dir?: string; Error?: string };
  if (status !== 0 || Dir === undefined) throw new Error(`Go could not download ${module}: ${problem}`);
  return Dir;
}

/** Go's cache is read only, and so is a copy of it. */
function makeWritable(folder: string): void {
  fs.chmodSync(folder, 0o755);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) makeWritable(full);
    else fs.chmodSync(full, 0o644);
  }
}
