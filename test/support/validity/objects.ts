import * as fs from 'fs';
import * as path from 'path';
import { splitDocuments } from '../../../src/checks/loading/documents';
import { readYaml } from '../../../src/checks/model/yaml/kubernetes-yaml';
import { Manifest } from '../schemas';

const FILE = path.resolve(__dirname, '../../data/validity/valid.yaml');

/** Objects that every API server from `since` on takes. */
export const VALID_OBJECTS: readonly Manifest[] = splitDocuments(fs.readFileSync(FILE, 'utf8'))
  .map(({ text }) => readYaml(text))
  .filter((value) => value !== null && value !== undefined);

/** The first minor that has all of their fields. */
export const VALID_SINCE = 30;

/** One of them by its kind and name. */
export function validObject(kindAndName: string): Manifest {
  const found = VALID_OBJECTS.find(
    (one) => `${one.kind} ${one.metadata.name ?? one.metadata.generateName}` === kindAndName,
  );
  if (found === undefined) throw new Error(`there is no ${kindAndName}`);
  return structuredClone(found);
}
