import { selectorMatches } from './label-selector';
import { mapOf } from './plain';
import { textOf } from './text';

/** Something that carries labels, and where it stands. */
export interface Labelled<T> {
  readonly value: T;
  readonly namespace: string;
  readonly labels: Record<string, string>;
}

/** Finds what a selector selects without asking all: it looks among those that carry its rarest pair. */
export class LabelIndex<T> {
  private readonly byPair = new Map<string, Labelled<T>[]>();
  private readonly byNamespace = new Map<string, Labelled<T>[]>();

  constructor(entries: readonly Labelled<T>[]) {
    for (const entry of entries) {
      append(this.byNamespace, entry.namespace, entry);
      for (const pair of Object.entries(entry.labels)) append(this.byPair, pairKey(entry.namespace, pair), entry);
    }
  }

  /** What the selector matches in a namespace; an empty selector matches all of it. */
  public selectedBy(namespace: string, selector: unknown): T[] {
    const pairs = Object.entries(mapOf(mapOf(selector).matchLabels)) as [string, string][];
    const all = this.byNamespace.get(namespace) ?? [];
    const candidates = pairs.map((pair) => this.byPair.get(pairKey(namespace, pair)) ?? [])
      .reduce((best, list) => (list.length < best.length ? list : best), all);
    return candidates.filter(({ labels }) => selectorMatches(selector, labels)).map(({ value }) => value);
  }
}

function pairKey(namespace: string, [key, value]: [string, unknown]): string {
  return `${namespace}\0${key}\0${textOf(value)}`;
}

function append<T>(map: Map<string, Labelled<T>[]>, key: string, entry: Labelled<T>): void {
  const list = map.get(key);
  if (list) list.push(entry);
  else map.set(key, [entry]);
}
