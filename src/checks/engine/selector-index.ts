import { selectorMatches } from './label-selector';
import { mapOf } from './plain';
import { textOf } from './text';

/** Something that selects by labels, and where it stands. */
export interface Selecting<T> {
  readonly value: T;
  readonly namespace: string;
  readonly selector: unknown;
}

/**
 * Finds what selects given labels without asking all: each selector waits under its rarest pair.
 *
 * Where all selectors of a platform begin with the same pair, the first one would be no help.
 */
export class SelectorIndex<T> {
  private readonly byPair = new Map<string, Selecting<T>[]>();
  private readonly withoutPair = new Map<string, Selecting<T>[]>();

  constructor(entries: readonly Selecting<T>[]) {
    const counts = new Map<string, number>();
    const keyed = entries.map((entry) => ({ entry, keys: pairKeys(entry) }));
    for (const key of keyed.flatMap(({ keys }) => keys)) counts.set(key, (counts.get(key) ?? 0) + 1);
    for (const { entry, keys } of keyed) {
      if (keys.length === 0) append(this.withoutPair, entry.namespace, entry);
      else append(this.byPair, rarest(keys, counts), entry);
    }
  }

  /** What selects the labels in a namespace. */
  public matching(namespace: string, labels: Record<string, string>): T[] {
    const keys = Object.entries(labels).map((pair) => pairKey(namespace, pair));
    const candidates = [...keys.flatMap((key) => this.byPair.get(key) ?? []), ...this.withoutPair.get(namespace) ?? []];
    return candidates.filter(({ selector }) => selectorMatches(selector, labels)).map(({ value }) => value);
  }
}

function rarest(keys: readonly string[], counts: ReadonlyMap<string, number>): string {
  return keys.reduce((best, key) => ((counts.get(key) ?? 0) < (counts.get(best) ?? 0) ? key : best));
}

function pairKeys({ namespace, selector }: Selecting<unknown>): string[] {
  return Object.entries(mapOf(mapOf(selector).matchLabels)).map((pair) => pairKey(namespace, pair));
}

function pairKey(namespace: string, [key, value]: [string, unknown]): string {
  return `${namespace}\0${key}\0${textOf(value)}`;
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
