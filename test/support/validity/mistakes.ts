import * as fs from 'fs';
import * as path from 'path';
import { validObject } from './objects';
import { segmentsOf } from '../../../src/checks/loading/lines';
import { readYaml } from '../../../src/checks/model/yaml/kubernetes-yaml';
import { Manifest } from '../schemas';

const FILE = path.resolve(__dirname, '../../data/validity/mistakes.yaml');

/** One thing that is wrong in an object that is right otherwise. */
export interface Mistake {
  readonly name: string;
  /** Of the object that is changed. */
  readonly object: string;
  /** Where, such as `spec.ports[0].name`. */
  readonly place: string;
  /** What is written there; nothing where it is taken out. */
  readonly value?: unknown;
  /** A character and how often it is written there. */
  readonly repeated?: readonly [string, number];
  /** Where it is told, where that is elsewhere. */
  readonly told?: string;
  /** The first minor whose API server refuses it. */
  readonly since?: number;
}

/** By the check that tells them. */
export const MISTAKES = readYaml(fs.readFileSync(FILE, 'utf8')) as Readonly<Record<string, readonly Mistake[]>>;

/** A copy of the object with the mistake in it. */
export function withMistake({ object, place, value, repeated }: Mistake): Manifest {
  const manifest = validObject(object);
  const written = repeated === undefined ? value : repeated[0].repeat(repeated[1]);
  const segments = [...segmentsOf(place)];
  const last = segments.pop()!;
  const parent = segments.reduce((node, segment) => (node[segment] ??= {}), manifest);
  if (written !== undefined) parent[last] = written;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return manifest;
}
