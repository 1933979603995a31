import * as fs from 'fs';
import * as path from 'path';
import * as yaml from 'js-yaml';
import { Writer } from './writer';
import { newFolder } from '../measure';

const LIMIT_SECONDS = 120;

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** All manifests below a folder. */
export function manifestsIn(folder: string): Manifest[] {
  return textsIn(folder).flatMap((text) => yaml.loadAll(text) as Manifest[]);
}

function textsIn(folder: string): string[] {
  const files = fs.readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return files.map((file) => fs.readFileSync(path.join(folder, file), 'utf8'));
}

/** How many characters a writer writes. */
export function lengthOf(writer: Writer): number {
  return textsIn(folderBy(writer)).join('').length;
}

/** Fails where the writers do not write objects of the same kinds and names; says how many they are. */
export function compare(writers: readonly Writer[]): number {
  const [first, ...others] = writers.map((writer) => ({ name: writer.name, objects: inventoryOf(writer) }));
  for (const other of others) {
    const different = firstDifference(first.objects, other.objects);
    if (different !== undefined) throw new Error(`${first.name} and ${other.name} differ in ${different}`);
  }
  return first.objects.length;
}

function inventoryOf(writer: Writer): string[] {
  const manifests = manifestsIn(folderBy(writer));
  return manifests.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`).sort();
}

/** What a writer has written to. */
function folderBy(writer: Writer): string {
  const folder = newFolder();
  writer.write(folder, LIMIT_SECONDS);
  return folder;
}

function firstDifference(left: readonly string[], right: readonly string[]): string | undefined {
  const longer = left.length >= right.length ? left : right;
  const index = longer.findIndex((_, position) => left[position] !== right[position]);
  return index === -1 ? undefined : longer[index];
}
