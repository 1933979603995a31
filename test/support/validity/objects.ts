import * as fs from 'fs';
import * as path from 'path';
import { splitDocuments } from '../../../src/checks/loading/documents';
import { readYaml } from '../../../src/checks/model/yaml/kubernetes-yaml';
import { Manifest } from '../schemas';

const FILE = path.resolve(__dirname, '../../data/validity/valid.yaml');

/** The first minor of those that the oldest does not serve, or that have fields which it does not have. */
const SINCE: Readonly<Record<string, number>> = {
  'FlowSchema few': 29,
  'Pod accompanied': 29,
  'Pod sleeper': 30,
  'PriorityLevelConfiguration few': 29,
  'ValidatingAdmissionPolicy replicas': 30,
  'ValidatingAdmissionPolicyBinding replicas': 30,
};

const VALID_OBJECTS: readonly Manifest[] = splitDocuments(fs.readFileSync(FILE, 'utf8'))
  .map(({ text }) => readYaml(text))
  .filter((value) => value !== null && value !== undefined);

/** Objects that the API server of a minor, such as 30, takes. */
export function validObjects(minor: number): readonly Manifest[] {
  return VALID_OBJECTS.filter((one) => minor >= (SINCE[nameOf(one)] ?? 0));
}

/** One of them by its kind and name. */
export function validObject(kindAndName: string): Manifest {
  const found = VALID_OBJECTS.find((one) => nameOf(one) === kindAndName);
  if (found === undefined) throw new Error(`there is no ${kindAndName}`);
  return structuredClone(found);
}

/** Its kind and name. */
export function nameOf({ kind, metadata: { name, generateName } }: Manifest): string {
  return `${kind} ${name ?? generateName}`;
}
