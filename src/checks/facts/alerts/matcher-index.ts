import { AlertMatcher, askedEdges, KnownLabels } from './alert-matchers';
import { KeptFinds } from '../../model/selectors/kept-finds';
import { groupBy } from '../../model/values/group-by';

/** Something that is about the alerts for which all its matchers hold; undefined where they cannot be read. */
interface Matching {
  readonly matchers: readonly AlertMatcher[] | undefined;
}

type Edge = 'first' | 'last';

/** The places of items, in their order. */
type Places = readonly number[];

/** Who asks a label for values, by how those begin or end. */
interface AskingForLabel {
  readonly whole: ReadonlyMap<string, Places>;
  readonly edges: readonly AskingForEdge[];
}

/** Who asks for values that begin or end with texts of one length. */
interface AskingForEdge {
  readonly edge: Edge;
  readonly length: number;
  readonly byText: ReadonlyMap<string, Places>;
}

/** A matcher of those of an item, by which alone it is found. */
interface Decisive {
  readonly place: number;
  readonly label: string;
  readonly edge: Edge;
  readonly values: readonly { readonly text: string; readonly isWhole: boolean }[];
}

/** Finds, among what has matchers, what they may hold for, without asking all of it. */
export class MatcherIndex<T extends Matching> {
  private readonly decisive: ReadonlyMap<number, Decisive>;
  private readonly byLabel: ReadonlyMap<string, AskingForLabel>;
  private readonly open = new KeptFinds<number>();

  constructor(private readonly items: readonly T[]) {
    this.decisive = decisiveMatchers(items);
    this.byLabel = new Map([...groupBy([...this.decisive.values()], ({ label }) => [label])].map(([label, asking]) => (
      [label, askingForLabel(asking)]
    )));
  }

  /** What may hold for an alert, in its order, found as it is asked for. */
  public* candidates(labels: KnownLabels): Generator<T> {
    const asked = [...labels].filter(([label]) => this.byLabel.has(label));
    const found = asked.flatMap(([label, value]) => askingFor(value, this.byLabel.get(label)!));
    for (const place of merged([this.openTo(asked.map(([label]) => label)), ...found])) yield this.items[place];
  }

  /** Those that no label decides of the ones that are known. */
  private openTo(known: readonly string[]): Places {
    return this.open.get(JSON.stringify(known), () => [...this.items.keys()].filter((place) => {
      const decisive = this.decisive.get(place);
      return decisive === undefined || !known.includes(decisive.label);
    }));
  }
}

function askingFor(value: string, { whole, edges }: AskingForLabel): Places[] {
  const found = edges.map(({ edge, length, byText }) => (
    byText.get(edge === 'first' ? value.slice(0, length) : value.slice(-length))
  ));
  return [whole.get(value), ...found].filter((places) => places !== undefined);
}

/** What is in any of the lists, in order and once. */
function* merged(lists: readonly Places[]): Generator<number> {
  const heads = lists.map(() => 0);
  for (let last = -1; last < Infinity;) {
    let next = Infinity;
    for (const [index, places] of lists.entries()) {
      while (places[heads[index]] <= last) heads[index] += 1;
      next = Math.min(next, places[heads[index]] ?? Infinity);
    }
    if (next < Infinity) yield next;
    last = next;
  }
}

/** For each item, the matcher whose values the fewest others have on average. */
function decisiveMatchers(items: readonly Matching[]): Map<number, Decisive> {
  const candidates = items.flatMap(({ matchers = [] }, place) => matchers.flatMap((matcher) => (
    (['first', 'last'] as const).flatMap((edge) => {
      const values = valuesBy(edge, matcher);
      return values === undefined ? [] : [{ place, label: matcher.label, edge, values }];
    })
  )));
  const keysOf = ({ label, edge, values }: Decisive) => values.map(({ text }) => `${label}\0${edge}\0${text}`);
  const byKey = groupBy(candidates, keysOf);
  const costOf = (one: Decisive) => (
    keysOf(one).reduce((sum, key) => sum + byKey.get(key)!.length, 0) / one.values.length
  );
  const byPlace = groupBy(candidates.map((one) => ({ one, cost: costOf(one) })), ({ one }) => [one.place]);
  return new Map([...byPlace].map(([place, some]) => [
    place, some.reduce((best, next) => (next.cost < best.cost ? next : best)).one,
  ]));
}

/** Undefined where values may begin, or end, with anything. */
function valuesBy(edge: Edge, matcher: AlertMatcher): Decisive['values'] | undefined {
  const values = askedEdges(matcher)?.map(({ isWhole, ...edges }) => ({ text: edges[edge], isWhole }));
  return values?.every(({ text, isWhole }) => isWhole || text !== '') === true ? values : undefined;
}

function askingForLabel(asking: readonly Decisive[]): AskingForLabel {
  const single = asking.flatMap(({ place, edge, values }) => values.map((value) => ({ place, edge, ...value })));
  const placesOf = (some: typeof single) => new Map([...groupBy(some, ({ text }) => [text])].map(([text, alike]) => (
    [text, alike.map(({ place }) => place)]
  )));
  const byEdge = groupBy(single.filter(({ isWhole }) => !isWhole), ({ edge, text }) => [`${edge} ${text.length}`]);
  return {
    whole: placesOf(single.filter(({ isWhole }) => isWhole)),
    edges: [...byEdge.values()].map((some) => (
      { edge: some[0].edge, length: some[0].text.length, byText: placesOf(some) }
    )),
  };
}
