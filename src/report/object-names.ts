import { Manifest } from '../checks/model/manifest';
import { Result } from '../checks/model/result';
import { mapOf } from '../checks/model/values/plain-data';
import { textOf } from '../checks/model/values/text-of';
import { maskedText } from '../internal/secrets/masked-text';
import { shownText } from '../internal/values/visible-text';

/** No name that the API server takes is longer, with its kind and namespace. */
const MAX_LENGTH = 400;

/** What the API server makes a name of, where an object has none; empty where there is nothing. */
export function generateNameOf({ name, content }: Manifest): string {
  return name === '' ? textOf(mapOf(content.metadata).generateName) : '';
}

/** What a finding is about: `Deployment shop/web`, or a file where no object could be read. */
export function subjectOf({ manifest, file }: Result): string {
  return shownName(manifest === undefined ? file ?? 'input' : `${manifest.kind} ${nameOf(manifest)}`);
}

/** What an object is called, part by part, as it may be shown. */
export function namePartsOf(manifest: Manifest): { kind: string; namespace: string; name: string } {
  const { kind, namespace } = manifest;
  return { kind: shownName(kind), namespace: shownName(namespace), name: shownName(calledOf(manifest)) };
}

/** One finding of each object, or of each file where no object could be read. */
export function subjectsOf(results: readonly Result[]): Result[] {
  return [...new Map(results.map((result) => [result.manifest ?? result.file, result])).values()];
}

/** What findings are about, as much of it as fits, and how many `more` there are; the kind is said where it changes. */
export function subjectList(results: readonly Result[], width: number, more = 0): string {
  const subjects = subjectsOf(results);
  let text = '';
  for (const [index, result] of subjects.entries()) {
    const name = nameAfter(subjects[index - 1], result);
    const longer = text === '' ? name : `${text}, ${name}`;
    const rest = subjects.length - index - 1 + more;
    const isFull = longer.length + (rest === 0 ? 0 : ` and ${rest} more`.length) > width;
    if (isFull && text !== '') return `${text} and ${rest + 1} more`;
    text = longer;
  }
  return more === 0 ? text : `${text} and ${more} more`;
}

function nameAfter(before: Result | undefined, result: Result): string {
  const { manifest } = result;
  return manifest !== undefined && manifest.kind === before?.manifest?.kind
    ? shownName(nameOf(manifest)) : subjectOf(result);
}

function shownName(name: string): string {
  return shownText(maskedText(name), MAX_LENGTH);
}

function nameOf(manifest: Manifest): string {
  const { namespace } = manifest;
  const called = calledOf(manifest);
  return namespace === '' ? called : `${namespace}/${called}`;
}

function calledOf(manifest: Manifest): string {
  const generated = generateNameOf(manifest);
  return generated === '' ? manifest.name || '(no name)' : `(generateName ${generated})`;
}
