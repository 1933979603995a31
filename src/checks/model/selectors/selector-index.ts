import { pairKeys } from './label-pairs';
import { selectorMatches } from './label-selector';
import { groupBy } from '../values/group-by';
import { mapOf } from '../values/plain-data';

/** Something that selects by labels, and where it stands. */
export interface Selecting<T> {
  readonly value: T;
  readonly namespace: string;
  readonly selector: unknown;
}

/**
 * Finds what selects given labels without asking all: each selector waits under its rarest pair.
 *
 * Where all selectors of a platform begin with the same pair, the first one would be no help. One without pairs waits
 * under its namespace.
 */
export class SelectorIndex<T> {
  private readonly byKey: Map<string, Selecting<T>[]>;

  constructor(entries: readonly Selecting<T>[]) {
    const keyed = entries.map((entry) => ({ ...entry, keys: keysOf(entry) }));
    const byEveryKey = groupBy(keyed, ({ keys }) => keys);
    this.byKey = groupBy(keyed, ({ keys }) => [rarest(keys, byEveryKey)]);
  }

  /** What selects the labels in a namespace. */
  public matching(namespace: string, labels: Record<string, string>): T[] {
    const candidates = [...pairKeys(namespace, labels), namespace].flatMap((key) => this.byKey.get(key) ?? []);
    return candidates.filter(({ selector }) => selectorMatches(selector, labels)).map(({ value }) => value);
  }
}

function keysOf({ namespace, selector }: Selecting<unknown>): string[] {
  const keys = pairKeys(namespace, mapOf(mapOf(selector).matchLabels));
  return keys.length > 0 ? keys : [namespace];
}

function rarest(keys: readonly string[], byKey: ReadonlyMap<string, readonly unknown[]>): string {
  const countOf = (key: string) => byKey.get(key)?.length ?? 0;
  return keys.reduce((best, key) => (countOf(key) < countOf(best) ? key : best));
}
