import { AlertMatcher, KnownLabels } from './alert-matchers';
import { beginningsOfPattern, PatternBeginning } from './label-patterns';
import { groupBy } from '../../model/values/group-by';

/** Something that is about the alerts for which all its matchers hold; undefined where they cannot be read. */
interface Matching {
  readonly matchers: readonly AlertMatcher[] | undefined;
}

/** Some of the items, in their order. */
interface Bucket<T> {
  items: readonly T[];
}

/** What asks a label for values, by how those begin. */
interface AskingForLabel<T> {
  readonly all: Bucket<T>;
  readonly whole: ReadonlyMap<string, Bucket<T>>;
  /** By the length of the beginning. */
  readonly beginnings: readonly (readonly [number, ReadonlyMap<string, Bucket<T>>])[];
}

/** A matcher of those of an item, by which alone it is found. */
interface Decisive<T> {
  readonly item: T;
  readonly label: string;
  readonly values: readonly PatternBeginning[];
}

/** Finds, among what has matchers, what they may hold for, without asking all of it. */
export class MatcherIndex<T extends Matching> {
  private readonly others: Bucket<T>;
  private readonly byLabel: ReadonlyMap<string, AskingForLabel<T>>;
  private readonly order: ReadonlyMap<T, number>;

  constructor(items: readonly T[]) {
    this.order = new Map(items.map((item, index) => [item, index]));
    const decisive = decisiveMatchers(items);
    this.others = { items: items.filter((item) => !decisive.has(item)) };
    this.byLabel = new Map([...groupBy([...decisive.values()], ({ label }) => [label])].map(([label, asking]) => (
      [label, askingForLabel(asking)]
    )));
  }

  /** What may hold for an alert, in its order, found as it is asked for. */
  public* candidates(labels: KnownLabels): Generator<T> {
    const buckets = this.bucketsFor(labels);
    const places = buckets.map(() => 0);
    const orderOf = (item: T) => this.order.get(item)!;
    for (let last = -1; ;) {
      const heads = buckets.flatMap(({ items }, index) => {
        while (places[index] < items.length && orderOf(items[places[index]]) <= last) places[index] += 1;
        return items.slice(places[index], places[index] + 1);
      });
      if (heads.length === 0) return;
      const next = heads.reduce((first, one) => (orderOf(one) < orderOf(first) ? one : first));
      last = orderOf(next);
      yield next;
    }
  }

  /** Asks about what may hold for an alert, and never again about that of which the answer was yes. */
  public settle(labels: KnownLabels, isSettled: (item: T) => boolean): void {
    this.bucketsFor(labels).forEach((bucket) => {
      bucket.items = bucket.items.filter((item) => !isSettled(item));
    });
  }

  private bucketsFor(labels: KnownLabels): Bucket<T>[] {
    return [this.others, ...[...this.byLabel].flatMap(([label, { all, whole, beginnings }]) => {
      const value = labels.get(label);
      if (value === undefined) return [all];
      const found = [whole.get(value), ...beginnings.map(([length, byText]) => byText.get(value.slice(0, length)))];
      return found.flatMap((bucket) => bucket ?? []);
    })];
  }
}

/** For each item, the matcher whose values the fewest others have on average. */
function decisiveMatchers<T extends Matching>(items: readonly T[]): Map<T, Decisive<T>> {
  const candidates = items.flatMap((item) => (item.matchers ?? []).flatMap((matcher) => {
    const values = beginningsOf(matcher);
    return values === undefined ? [] : [{ item, label: matcher.label, values }];
  }));
  const keysOf = ({ label, values }: Decisive<T>) => values.map(({ text }) => `${label}\0${text}`);
  const byKey = groupBy(candidates, keysOf);
  const costOf = (one: Decisive<T>) => (
    keysOf(one).reduce((sum, key) => sum + byKey.get(key)!.length, 0) / one.values.length
  );
  const byItem = groupBy(candidates.map((one) => ({ one, cost: costOf(one) })), ({ one }) => [one.item]);
  return new Map([...byItem].map(([item, some]) => [
    item, some.reduce((best, next) => (next.cost < best.cost ? next : best)).one,
  ]));
}

/** Undefined where values may begin with anything. */
function beginningsOf({ operator, value }: AlertMatcher): readonly PatternBeginning[] | undefined {
  if (operator === '=') return [{ text: value, isWhole: true }];
  const values = operator === '=~' ? beginningsOfPattern(value) : undefined;
  return values?.every(({ text, isWhole }) => isWhole || text !== '') === true ? values : undefined;
}

function askingForLabel<T extends Matching>(asking: readonly Decisive<T>[]): AskingForLabel<T> {
  const single = asking.flatMap(({ item, values }) => values.map((value) => ({ item, ...value })));
  const bucketsOf = (some: typeof single) => new Map([...groupBy(some, ({ text }) => [text])].map(([text, alike]) => (
    [text, { items: alike.map(({ item }) => item) }]
  )));
  const byLength = groupBy(single.filter(({ isWhole }) => !isWhole), ({ text }) => [text.length]);
  return {
    all: { items: asking.map(({ item }) => item) },
    whole: bucketsOf(single.filter(({ isWhole }) => isWhole)),
    beginnings: [...byLength].map(([length, some]) => [length, bucketsOf(some)] as const),
  };
}
