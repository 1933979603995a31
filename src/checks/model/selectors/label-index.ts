import { pairKeys } from './label-pairs';
import { selectorMatches } from './label-selector';
import { MadeLabels } from './made-labels';
import { groupBy } from '../values/group-by';
import { mapOf } from '../values/plain-data';

/** Something that carries labels, and where it stands. */
export interface Labelled<T> {
  readonly value: T;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  /** What controllers add to the labels. */
  readonly made?: MadeLabels;
}

/** Finds what a selector selects without asking all: it looks among those that carry its rarest pair. */
export class LabelIndex<T> {
  private readonly byPair: Map<string, Labelled<T>[]>;
  private readonly byNamespace: Map<string, Labelled<T>[]>;
  private readonly madeKeys: ReadonlySet<string>;

  constructor(entries: readonly Labelled<T>[]) {
    this.byPair = groupBy(entries, ({ namespace, labels }) => pairKeys(namespace, labels));
    this.byNamespace = groupBy(entries, ({ namespace }) => [namespace]);
    this.madeKeys = new Set(entries.flatMap(({ made = {} }) => Object.keys(made)));
  }

  /** What the selector matches in a namespace; an empty selector matches all of it. */
  public selectedBy(namespace: string, selector: unknown): T[] {
    const all = this.byNamespace.get(namespace) ?? [];
    // What is made stands in no list.
    const written = Object.entries(mapOf(mapOf(selector).matchLabels)).filter(([key]) => !this.madeKeys.has(key));
    const candidates = pairKeys(namespace, Object.fromEntries(written))
      .map((key) => this.byPair.get(key) ?? [])
      .reduce((best, list) => (list.length < best.length ? list : best), all);
    return candidates.filter(({ labels, made }) => selectorMatches(selector, labels, made)).map(({ value }) => value);
  }
}
