import { isDeclaredExternal } from './external';
import { together } from './findings';
import { Finding } from '../check';
import type { Manifest } from '../manifest';

/** That one object names another one. */
export interface Reference {
  readonly kind: string;
  readonly name: string;
  readonly path: string;
}

/** Judges whether what an object names exists; what somebody declared to be elsewhere is not judged. */
export function judgeReferences(
  manifest: Manifest, references: readonly Reference[], exists: (reference: Reference) => boolean,
): Finding[] {
  const judged = references.filter(({ kind, name }) => name !== '' && !isDeclaredExternal(manifest, kind, name));
  // A name that stands at ten places is missing once.
  const byName = new Map(judged.map((reference) => [`${reference.kind}/${reference.name}`, reference]));
  const findings = [...byName.values()].map((reference) => {
    const { kind, name, path } = reference;
    const message = `names ${kind} ${name}, which is not in the manifests`;
    const expected = `${kind} ${name} in the manifests, or the annotation preflight/external: ${kind}/${name}`;
    return { passed: exists(reference), path, message, actual: name, expected };
  });
  const names = [...byName.values()].map(({ kind, name }) => `${kind} ${name}`);
  return together(findings, `names ${names.join(', ')}, and it exists`);
}
