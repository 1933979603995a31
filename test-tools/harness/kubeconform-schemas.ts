import * as fs from 'fs';
import * as path from 'path';
import { readIndex, readSchema } from '../../test/support/schemas';

interface SchemaDocument {
  /** By apiVersion and kind, the name of the definition. */
  readonly kinds: Record<string, string>;
}

/** Where the schema of a kind lies in the folder, as a template of kubeconform; its group is `v1` for core objects. */
export const SCHEMA_PATH = '{{.Group}}/{{.ResourceKind}}-{{.ResourceAPIVersion}}.json';

/** Writes what a cluster of a minor knows into an empty folder: a file for each kind, as kubeconform looks for it. */
export function writeSchemas(folder: string, minor: string): void {
  const entries = readIndex().filter((entry) => entry.minor === minor || entry.crd !== undefined);
  for (const [index, { file }] of entries.entries()) {
    const document = readSchema(file) as SchemaDocument;
    const definitions = `definitions-${index}.json`;
    fs.writeFileSync(path.join(folder, definitions), JSON.stringify(document));
    for (const [type, name] of Object.entries(document.kinds)) {
      const target = path.join(folder, pathOf(type));
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, JSON.stringify({ $ref: `../${definitions}#/definitions/${name}` }));
    }
  }
}

function pathOf(type: string): string {
  const [kind, version, group = version] = type.split('/').reverse();
  return `${group}/${kind.toLowerCase()}-${version}.json`;
}
