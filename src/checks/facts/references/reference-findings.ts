import { isDeclaredExternal } from './declared-external';
import type { ObjectReference } from './object-reference';
import { Finding } from '../../model/check';
import type { Manifest } from '../../model/manifest';
import { mapOf } from '../../model/values/plain-data';
import { failuresOrPass } from '../failures-or-pass';

/** Judges whether what an object names exists; what somebody declared to be elsewhere is not judged. */
export function judgeReferences(
  manifest: Manifest, references: readonly ObjectReference[], exists: (reference: ObjectReference) => boolean,
): Finding[] {
  const judged = references.filter(({ kind, name }) => name !== '' && !isDeclaredExternal(manifest, kind, name));
  // A name that stands at ten places is missing once.
  const keyOf = ({ kind, name, entry }: ObjectReference) => [kind, name, entry ?? []].flat().join('/');
  const byName = new Map(judged.map((reference) => [keyOf(reference), reference]));
  const findings = [...byName.values()].map((reference) => (
    { ...missingReference(reference), passed: exists(reference) }
  ));
  const names = new Set([...byName.values()].map(({ kind, name }) => `${kind} ${name}`));
  return failuresOrPass(findings, `names ${[...names].join(', ')}, and it exists`);
}

function missingReference({ kind, name, path, entry }: ObjectReference): Omit<Finding, 'passed'> {
  if (entry !== undefined) {
    const message = `takes ${entry} from ${kind} ${name}, which has no such entry`;
    return { path, message, actual: entry, expected: `an entry of ${kind} ${name}` };
  }
  const message = `names ${kind} ${name}, which is not in the manifests`;
  const expected = `${kind} ${name} in the manifests, or the annotation preflight/external: ${kind}/${name}`;
  return { path, message, actual: name, expected };
}

/** Read once, however many ask for one of them. */
const entriesOf = new WeakMap<Manifest, ReadonlySet<string>>();

/** Whether an object has an entry; one without any is filled by somebody else, and who is not here says nothing. */
export function mayHaveEntry(holder: Manifest | undefined, entry: string): boolean {
  if (holder === undefined) return true;
  let entries = entriesOf.get(holder);
  if (entries === undefined) {
    const { data, stringData, binaryData } = holder.content;
    entries = new Set([data, stringData, binaryData].flatMap((field) => Object.keys(mapOf(field))));
    entriesOf.set(holder, entries);
  }
  return entries.size === 0 || entries.has(entry);
}
