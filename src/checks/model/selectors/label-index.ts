import { pairKeys } from './label-pairs';
import { selectorMatches } from './label-selector';
import { MadeLabels, NAMED_BY_MAKER } from './made-labels';
import { groupBy } from '../values/group-by';
import { mapOf } from '../values/plain-data';
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

/** Finds what a selector selects without asking all: it looks among those that carry its rarest pair. */
export class LabelIndex<T> {
  private readonly byPair: Map<string, Labelled<T>[]>;
  private readonly byNamespace: Map<string, Labelled<T>[]>;
  private readonly byMaker: Map<string, Labelled<T>[]>;
  private readonly madeKeys: ReadonlySet<string>;

  constructor(entries: readonly Labelled<T>[]) {
    this.byPair = groupBy(entries, ({ namespace, labels }) => pairKeys(namespace, labels));
    this.byNamespace = groupBy(entries, ({ namespace }) => [namespace]);
    const made = entries.filter((entry) => entry.made !== undefined);
    this.byMaker = groupBy(made, ({ namespace, maker = '' }) => [makerKey(namespace, maker)]);
    this.madeKeys = new Set(made.flatMap((entry) => Object.keys(entry.made ?? {})));
  }

  /** What the selector matches in a namespace; an empty selector matches all of it. */
  public selectedBy(namespace: string, selector: unknown): T[] {
    const all = this.byNamespace.get(namespace) ?? [];
    const candidates = Object.entries(mapOf(mapOf(selector).matchLabels))
      .map(([key, value]) => this.carrying(namespace, key, value) ?? all)
      .reduce((best, list) => (list.length < best.length ? list : best), all);
    return candidates.filter(({ labels, made }) => selectorMatches(selector, labels, made)).map(({ value }) => value);
  }

  /** Those that may have a label with a value; undefined where all may. */
  private carrying(namespace: string, key: string, value: unknown): Labelled<T>[] | undefined {
    const written = pairKeys(namespace, { [key]: value }).flatMap((pair) => this.byPair.get(pair) ?? []);
    if (!this.madeKeys.has(key)) return written;
    if (!NAMED_BY_MAKER.has(key)) return undefined;
    const made = beginningsOf(textOf(value)).flatMap((maker) => this.byMaker.get(makerKey(namespace, maker)) ?? []);
    return [...new Set([...written, ...made])];
  }
}

function makerKey(namespace: string, maker: string): string {
  return `${namespace}\0${maker}`;
}

/** The names of which a value may be made: none, and what stands before each of its hyphens. */
function beginningsOf(value: string): string[] {
  const words = value.slice(0, LONGEST_VALUE).split('-');
  return ['', ...words.slice(1).map((_, index) => words.slice(0, index + 1).join('-'))];
}
