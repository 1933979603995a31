import { LabelValues, placesIn, sizeOf } from './label-values';
import { groupBy } from '../../../model/values/group-by';
import { AlertMatcher, askedEdges, KnownLabels, namesValue } from '../alert-matchers';

/** An alert by its labels. */
interface Labelled {
  readonly labels: KnownLabels;
}

/** More alerts than these are not looked at for one inhibition; what they say of it is not known then. */
export const MOST_LOOKED_AT = 5_000;

const NO_VALUES = new LabelValues([]);

/** Finds, among alerts, those for which matchers may hold, without asking all: it looks by the rarest values. */
export class AlertIndex<T extends Labelled> {
  private readonly byLabel: ReadonlyMap<string, LabelValues>;

  /** Labels that an alert does not say are empty, or may have any value. */
  constructor(private readonly alerts: readonly T[], private readonly others: 'empty' | 'unknown') {
    const values = alerts.flatMap(({ labels }, place) => [...labels].map(([label, text]) => ({ label, text, place })));
    this.byLabel = new Map([...groupBy(values, ({ label }) => [label])].map(([label, some]) => (
      [label, new LabelValues(some)]
    )));
  }

  /** The alerts for which all matchers may hold, and some more, in their order; all alerts where those are many. */
  public candidates(matchers: readonly AlertMatcher[]): readonly T[] {
    const found = matchers.flatMap((matcher) => this.having(matcher) ?? []);
    const [fewest] = found.sort((left, right) => left.size - right.size);
    if (fewest === undefined || fewest.size > Math.min(MOST_LOOKED_AT, this.alerts.length / 2)) return this.alerts;
    return [...new Set(fewest.runs.flatMap(placesIn))].sort((left, right) => left - right)
      .map((place) => this.alerts[place]);
  }

  /** Undefined where others may be meant too. */
  private having(matcher: AlertMatcher) {
    const edges = askedEdges(matcher);
    const values = this.byLabel.get(matcher.label) ?? NO_VALUES;
    const mayLackIt = this.others === 'unknown' || namesValue(matcher, '') !== false;
    if (edges === undefined || mayLackIt && values.count < this.alerts.length) return undefined;
    const runs = edges.map((one) => values.runOf(one));
    return { runs, size: runs.reduce((sum, run) => sum + sizeOf(run), 0) };
  }
}
