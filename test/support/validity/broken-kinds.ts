import { Manifest, readIndex, readSchema } from '../schemas';

/** An object that no API server takes, and where it is wrong. */
export interface BrokenObject {
  readonly manifest: Manifest;
  readonly path: string;
}

interface SchemaDocument {
  readonly kinds: Record<string, string>;
  readonly definitions: Record<string, { readonly properties?: Record<string, object> }>;
}

/** Of each kind of a minor: one with a field that it does not have, one with metadata that are a text. */
export function brokenKinds(minor: string): BrokenObject[] {
  const { file } = readIndex().find((entry) => entry.minor === minor)!;
  const { kinds } = readSchema(file) as SchemaDocument;
  return Object.keys(kinds).flatMap((type) => {
    const [kind, ...group] = type.split('/').reverse();
    const object = { apiVersion: group.reverse().join('/'), kind, metadata: { name: 'broken' } };
    return [
      { manifest: { ...object, unknownField: 1 }, path: 'unknownField' },
      { manifest: { ...object, metadata: { name: 'broken', labels: 'none' } }, path: 'metadata.labels' },
    ];
  });
}
