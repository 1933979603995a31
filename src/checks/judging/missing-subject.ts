import { closestWord } from '../../internal/values/closest-word';
import type { Manifest } from '../model/manifest';

/** As many names are compared with what may be a slip of the pen. */
const MAX_COMPARED = 1000;

/** Why a waiver is about no container of the objects; undefined where it is about one, or about all. */
export function missingContainer(container: string | undefined, manifests: readonly Manifest[]): string | undefined {
  if (container === undefined) return undefined;
  const names = new Set(manifests.flatMap(({ pods }) => (
    pods.flatMap(({ containers }) => containers.map(({ name }) => name))
  )));
  if (names.has(container)) return undefined;
  return `names container ${JSON.stringify(container)}, and there is no container of that name`
    + suggestion(container, names);
}

/** What was meant, ready to follow a sentence; empty where nothing is near. */
export function suggestion(word: string, known: Iterable<string>, what = ''): string {
  const meant = closestWord(word, [...new Set(known)].filter((one) => one !== '').slice(0, MAX_COMPARED));
  return meant === undefined ? '' : `; did you mean ${what}${meant}?`;
}
