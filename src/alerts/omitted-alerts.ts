import { Construct } from 'constructs';
import { fail } from '../internal/fail';
import { OMITTED_ANNOTATION_PREFIX } from '../internal/naming/labels';
import { closestWord } from '../internal/values/closest-word';

/** Names that a prop was given, and those that there are. */
export interface GivenNames {
  readonly prop: string;
  readonly given: Readonly<Record<string, string>>;
  readonly known: readonly string[];
  /** What they are names of, such as `alerts`. */
  readonly what: string;
  /** Where somebody finds them. */
  readonly list: string;
}

/** Refuses a name of nothing. */
export function checkGivenNames(scope: Construct, { prop, given, known, what, list }: GivenNames): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const meant = closestWord(unknown, known);
  const remedy = meant === undefined ? list : `did you mean ${meant}?`;
  fail(scope, { prop, must: `name ${what} that there are`, got: unknown, remedy });
}

/** Metadata that say why something is left out, by its name. */
export function omittedReasons(omit: Readonly<Record<string, string>>): { annotations?: Record<string, string> } {
  const annotations = Object.entries(omit).map(([name, reason]) => [`${OMITTED_ANNOTATION_PREFIX}${name}`, reason]);
  return annotations.length === 0 ? {} : { annotations: Object.fromEntries(annotations) };
}
