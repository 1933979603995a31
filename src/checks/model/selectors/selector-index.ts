import { pairKey, pairKeys } from './label-pairs';
import { selectorMatches } from './label-selector';
import { selectorKey } from './selector-key';
import { groupBy } from '../values/group-by';
import { listOf, mapOf, mapsIn } from '../values/plain-data';
import { textOf } from '../values/text-of';

/** Where what selects labels may wait; of each map of labels for the namespace that was asked for last. */
const KEYS = new WeakMap<Record<string, string>, { readonly namespace: string; readonly keys: readonly string[] }>();

/** Something that selects by labels, and where it stands. */
export interface Selecting<T> {
  readonly value: T;
  readonly namespace: string;
  readonly selector: unknown;
}

/** All that selects the same in the same words. */
interface Group<T> {
  readonly namespace: string;
  readonly selector: unknown;
  readonly values: T[];
  /** It waits under one of these lists of keys, under all keys of that list. */
  readonly places: readonly (readonly string[])[];
}

/**
 * Finds what selects given labels without asking all: selectors that say the same are one group, which waits under its
 * rarest pair.
 *
 * Where all selectors of a platform begin with the same pair, the first one would be no help. One without pairs waits
 * under its namespace.
 */
export class SelectorIndex<T> {
  private readonly byKey: ReadonlyMap<string, Group<T>[]>;
  private readonly all: readonly Group<T>[];

  constructor(entries: readonly Selecting<T>[]) {
    const groups = groupsOf(entries);
    this.all = groups;
    const byEveryKey = groupBy(groups, ({ places }) => places.flat());
    const countOf = (keys: readonly string[]) => (
      keys.reduce((sum, key) => sum + (byEveryKey.get(key)?.length ?? 0), 0)
    );
    this.byKey = groupBy(groups, ({ places, namespace }) => (
      places.length === 0 ? [namespace] : fewest(places.map((keys) => ({ keys, count: countOf(keys) }))).keys
    ));
  }

  /** All groups of those whose selectors say the same. */
  public allGroups(): (readonly T[])[] {
    return this.all.map(({ values }) => values);
  }

  /** What selects the labels in a namespace. */
  public matching(namespace: string, labels: Record<string, string>): T[] {
    return this.matchingGroups(namespace, labels).flat();
  }

  /** The same in groups of those whose selectors say the same; each group is the same list every time. */
  public matchingGroups(namespace: string, labels: Record<string, string>): readonly T[][] {
    const found: T[][] = [];
    this.visit(namespace, labels, (values) => found.push(values) > 0);
    return found;
  }

  /** The first of what selects the labels in a namespace, where it is enough to know some. */
  public first(namespace: string, labels: Record<string, string>, count: number): T[] {
    const found: T[] = [];
    this.visit(namespace, labels, (values) => found.push(...values.slice(0, count - found.length)) < count);
    return found;
  }

  /**
   * The groups one after the other, for those who ask no further than they must.
   *
   * @param isMeant what a group must be for anybody to ask whether it selects the labels
   */
  public *groups(
    namespace: string, labels: Record<string, string>, isMeant: (group: readonly T[]) => boolean = () => true,
  ): Generator<readonly T[]> {
    for (const key of keysFor(namespace, labels)) {
      for (const { selector, values } of this.byKey.get(key) ?? []) {
        if (isMeant(values) && selectorMatches(selector, labels)) yield values;
      }
    }
  }

  /** Goes on as long as it is told to; a generator would cost more than what it finds. */
  private visit(namespace: string, labels: Record<string, string>, goesOn: (values: T[]) => boolean): void {
    for (const key of keysFor(namespace, labels)) {
      const waiting = this.byKey.get(key);
      if (waiting === undefined) continue;
      for (const { selector, values } of waiting) {
        if (selectorMatches(selector, labels) && !goesOn(values)) return;
      }
    }
  }
}

/** The labels of a pod are looked for by a dozen checks. */
function keysFor(namespace: string, labels: Record<string, string>): readonly string[] {
  let known = KEYS.get(labels);
  if (known === undefined || known.namespace !== namespace) {
    known = { namespace, keys: [...pairKeys(namespace, labels), namespace] };
    KEYS.set(labels, known);
  }
  return known.keys;
}

function groupsOf<T>(entries: readonly Selecting<T>[]): Group<T>[] {
  const groups = new Map<unknown, Group<T>>();
  for (const { value, namespace, selector } of entries) {
    const words = selectorKey(selector);
    // One that is like no other is a group of its own.
    const key = words === undefined ? {} : `${namespace}\0${words}`;
    const group = groups.get(key);
    if (group !== undefined) group.values.push(value);
    else groups.set(key, { namespace, selector, values: [value], places: placesOf(namespace, selector) });
  }
  return [...groups.values()];
}

function placesOf(namespace: string, selector: unknown): string[][] {
  const { matchLabels, matchExpressions } = mapOf(selector);
  const lists = mapsIn(matchExpressions).filter(({ item }) => item.operator === 'In').map(({ item }) => [
    ...new Set(listOf(item.values).map((value) => pairKey(namespace, textOf(item.key), value))),
  ]);
  return [...pairKeys(namespace, mapOf(matchLabels)).map((key) => [key]), ...lists];
}

function fewest<T extends { readonly count: number }>(lists: readonly T[]): T {
  return lists.reduce((best, list) => (list.count < best.count ? list : best));
}
