import { createHash } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { gunzipSync } from 'zlib';
import { downloadGoModule, readModuleFile } from './go-module';
import { CrdSource } from './sources';

const KEPT = path.join(__dirname, 'kept');

/** A file of definitions as its project has it, or as it is kept here. */
export interface CrdFile {
  readonly text: string;
  /** The checksum of what it was read from. */
  readonly sum: string;
}

/** Reads the definitions of a source. */
export function readCrdFile({ module: name, version, file, isKept = false }: CrdSource): CrdFile {
  if (isKept) return readKeptFile(name, file);
  const module = downloadGoModule(name, version);
  return { text: readModuleFile(module, file), sum: module.sum };
}

/** Of projects whose releases are no Go modules, the definitions without what is said of them. */
function readKeptFile(module: string, file: string): CrdFile {
  const kept = path.join(KEPT, path.posix.basename(module), `${path.posix.basename(file)}.gz`);
  const text = gunzipSync(fs.readFileSync(kept)).toString('utf8');
  return { text, sum: `sha256:${createHash('sha256').update(text).digest('hex')}` };
}
