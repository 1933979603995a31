import { KeptFinds } from './kept-finds';
import { keyOfLabel, pairKey, pairKeys } from './label-pairs';
import { selectorMatches } from './label-selector';
import { MadeLabels, NAMED_BY_MAKER } from './made-labels';
import { selectorKey } from './selector-key';
import { groupBy } from '../values/group-by';
import { isMap, listOf, mapOf, mapsIn, PlainMap } from '../values/plain-data';
import { textOf } from '../values/text-of';

/** What the API server takes. */
const LONGEST_VALUE = 63;

/** Something that carries labels, and where it stands. */
export interface Labelled<T> {
  readonly value: T;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  /** What controllers add to the labels. */
  readonly made?: MadeLabels;
  /** The name of what makes it. */
  readonly maker?: string;
}

interface Entry<T> extends Labelled<T> {
  readonly position: number;
}

/**
 * Finds what a selector selects without asking all: it looks among those that carry its rarest label, or leaves out
 * those that carry what it does not want. Selectors that say the same get the same list.
 */
export class LabelIndex<T> {
  private readonly byPair: ReadonlyMap<string, Entry<T>[]>;
  private readonly byLabel: ReadonlyMap<string, Entry<T>[]>;
  private readonly byNamespace: ReadonlyMap<string, Entry<T>[]>;
  private readonly byMaker: ReadonlyMap<string, Entry<T>[]>;
  private readonly madeKeys: ReadonlySet<string>;
  private readonly finds = new KeptFinds<T>();

  constructor(labelled: readonly Labelled<T>[]) {
    const entries = labelled.map((one, position) => ({ ...one, position }));
    this.byPair = groupBy(entries, ({ namespace, labels }) => pairKeys(namespace, labels));
    this.byLabel = groupBy(entries, ({ namespace, labels }) => (
      Object.keys(labels).map((label) => keyOfLabel(namespace, label))
    ));
    this.byNamespace = groupBy(entries, ({ namespace }) => [namespace]);
    const made = entries.filter((entry) => entry.made !== undefined);
    this.byMaker = groupBy(made, ({ namespace, maker = '' }) => [makerKey(namespace, maker)]);
    this.madeKeys = new Set(made.flatMap((entry) => Object.keys(entry.made ?? {})));
  }

  /** What the selector matches in a namespace, in a list that others get too; an empty selector matches all of it. */
  public selectedBy(namespace: string, selector: unknown): readonly T[] {
    const words = selectorKey(selector);
    const key = words === undefined ? undefined : `${namespace}\0${words}`;
    return this.finds.get(key, () => this.find(namespace, selector));
  }

  private find(namespace: string, selector: unknown): readonly T[] {
    if (!isMap(selector)) return [];
    const all = this.byNamespace.get(namespace) ?? [];
    const candidates = this.candidates(namespace, selector);
    if (candidates !== undefined && candidates.length < all.length) return matching(candidates, selector);
    const unwanted = this.unwanted(namespace, selector);
    return unwanted === undefined ? matching(all, selector) : without(all, unwanted, selector);
  }

  /** The fewest among whom all must be that the selector matches; undefined where it asks for nothing. */
  private candidates(namespace: string, { matchLabels, matchExpressions }: PlainMap): Entry<T>[] | undefined {
    const pairs = Object.entries(mapOf(matchLabels)).flatMap(([key, value]) => this.withPair(namespace, key, value));
    const lists = mapsIn(matchExpressions).filter(({ item }) => !this.madeKeys.has(textOf(item.key)))
      .flatMap(({ item }) => this.carrying(namespace, item));
    const fewest = [...pairs, ...lists].reduce<Entry<T>[] | undefined>((best, list) => (
      best === undefined || list.length < best.length ? list : best
    ), undefined);
    return fewest;
  }

  /** Those that may have a label with a value; no list where all may. */
  private withPair(namespace: string, key: string, value: unknown): Entry<T>[][] {
    const written = this.byPair.get(pairKey(namespace, key, value)) ?? [];
    if (!this.madeKeys.has(key)) return [written];
    if (!NAMED_BY_MAKER.has(key)) return [];
    const made = beginningsOf(textOf(value)).flatMap((maker) => this.byMaker.get(makerKey(namespace, maker)) ?? []);
    return [inOrder([...new Set([...written, ...made])])];
  }

  private carrying(namespace: string, { key, operator, values }: PlainMap): Entry<T>[][] {
    if (operator === 'Exists') return [this.byLabel.get(keyOfLabel(namespace, textOf(key))) ?? []];
    if (operator !== 'In') return [];
    const keys = new Set(listOf(values).map((value) => pairKey(namespace, textOf(key), value)));
    return [inOrder([...keys].flatMap((pair) => this.byPair.get(pair) ?? []))];
  }

  /** All that the selector does not match and some others, where it says only what it does not want. */
  private unwanted(namespace: string, { matchLabels, matchExpressions }: PlainMap): Entry<T>[] | undefined {
    if (!isMap(matchLabels ?? {}) || Object.keys(mapOf(matchLabels)).length > 0) return undefined;
    const expressions = mapsIn(matchExpressions).map(({ item }) => item);
    const isPlain = ({ key, operator }: PlainMap) => operator === 'NotIn'
      || operator === 'DoesNotExist' && !this.madeKeys.has(textOf(key));
    if (!expressions.every(isPlain)) return undefined;
    const lists = expressions.flatMap(({ key, operator, values }) => (
      operator === 'DoesNotExist' ? [this.byLabel.get(keyOfLabel(namespace, textOf(key)))]
        : listOf(values).map((value) => this.byPair.get(pairKey(namespace, textOf(key), value)))
    ));
    return inOrder([...new Set(lists.flatMap((list) => list ?? []))]);
  }
}

function inOrder<T>(entries: Entry<T>[]): Entry<T>[] {
  return entries.sort((left, right) => left.position - right.position);
}

function matching<T>(candidates: readonly Entry<T>[], selector: unknown): T[] {
  return candidates.filter(({ labels, made }) => selectorMatches(selector, labels, made)).map(({ value }) => value);
}

/** Both lists are in their order; of those that may be unwanted each is asked. */
function without<T>(all: readonly Entry<T>[], unwanted: readonly Entry<T>[], selector: unknown): T[] {
  const refused = unwanted.filter(({ labels, made }) => !selectorMatches(selector, labels, made));
  const left: T[] = [];
  let next = 0;
  for (const entry of all) {
    if (entry === refused[next]) next += 1;
    else left.push(entry.value);
  }
  return left;
}

function makerKey(namespace: string, maker: string): string {
  return `${namespace}\0${maker}`;
}

/** The names of which a value may be made: none, and what stands before each of its hyphens. */
function beginningsOf(value: string): string[] {
  const words = value.slice(0, LONGEST_VALUE).split('-');
  return ['', ...words.slice(1).map((_, index) => words.slice(0, index + 1).join('-'))];
}
