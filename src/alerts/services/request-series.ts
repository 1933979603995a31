import { ControllerKind } from '../../internal/naming/pod-names';
import { promqlString } from '../promql';

/** From here on Go writes a number with an exponent, of two digits at least. */
const LEAST_WITH_EXPONENT = 1_000_000;

/** A service whose requests are asked for. */
export interface RequestSubject {
  readonly namespace: string;
  readonly name: string;
  /** The Services that lead to its pods; one of its name where they are left out. */
  readonly services?: readonly string[];
  /** What makes its pods, where that is called otherwise. */
  readonly workload?: string;
  /** The value of `app.kubernetes.io/instance` of its pods, where that is another one than what makes them. */
  readonly instance?: string;
  /** All that make its pods, where they are several. */
  readonly versions?: readonly string[];
  /** What makes its pods. */
  readonly controller: ControllerKind;
  /** Whether the Prometheus operator finds it, by its Service. */
  readonly usesOperator: boolean;
  /** Where it is one of several versions of a service that are asked for, which one. */
  readonly version?: VersionMark;
}

/** By what the series of one version of a service are told from those of the others. */
export interface VersionMark {
  /** What Prometheus adds to the series of its pods. */
  readonly scraped: Readonly<Record<string, string>>;
  /** The Service that leads to its pods alone, by which meshes know it. */
  readonly service?: string;
  /** What makes its pods alone, by which meshes know it too. */
  readonly workload?: string;
}

/** How the requests of services are counted and timed, under one convention of names. */
export interface RequestSeries {
  /** Counts requests: a counter, or the `_count` of a histogram. */
  readonly count: string;
  /** The `_bucket` of the histogram that times them. */
  readonly bucket: string;
  /** The label that tells which requests failed, and an expression of RE2 for the values that do. */
  readonly failure: { readonly label: string; readonly values: string };
  /** Where the buckets end, in seconds. */
  readonly boundaries: readonly number[];
  /** How many of the histogram's units make a second. */
  readonly unitsPerSecond: number;
  /** What selects the series of a service: for each label its value, or those that it may have. */
  readonly labels: Readonly<Record<string, string | readonly string[]>>;
  /** Matchers of requests to it that did not arrive, which its callers count. */
  readonly undelivered?: readonly string[];
}

/** PromQL about the requests of one service, summed over its pods; none of the results has a label. */
export class RequestQueries {
  private readonly matchers: readonly string[];

  constructor(private readonly series: RequestSeries) {
    this.matchers = Object.entries(series.labels).map(([label, value]) => matcher(label, value));
  }

  /** Requests in a second, over a window that may lie `offset` in the past. */
  public rate(window: string, offset?: string): string {
    return this.counted(offset === undefined ? `[${window}]` : `[${window}] offset ${offset}`);
  }

  /** Failed requests in a second; no result where nothing has failed yet. */
  public failed(window: string): string {
    const { label, values } = this.series.failure;
    return this.counted(`[${window}]`, `${label}=~${promqlString(values)}`);
  }

  /** Failed requests in a second; 0 where nothing has failed yet. */
  public failures(window: string): string {
    return `${this.failed(window)} or 0 * ${this.rate(window)}`;
  }

  /** Requests in a second of which it is known how long they took. */
  public timed(window: string): string {
    return this.sum(this.histogramCount, `[${window}]`);
  }

  /** Requests in a second that took no longer than a boundary; no result where no bucket ends there. */
  public fast(window: string, seconds: number): string {
    return this.sum(this.series.bucket, `[${window}]`, this.boundary(seconds));
  }

  /** Requests in a second that took longer than a boundary. */
  public slow(window: string, seconds: number): string {
    return `${this.timed(window)} - ${this.fast(window, seconds)}`;
  }

  /** Seconds within which a share of the requests was answered. */
  public quantile(share: number, window: string): string {
    const buckets = `sum by (le) (rate(${this.select(this.series.bucket)}[${window}]))`;
    const { unitsPerSecond } = this.series;
    return `histogram_quantile(${share}, ${buckets})${unitsPerSecond === 1 ? '' : ` / ${unitsPerSecond}`}`;
  }

  private get histogramCount(): string {
    return this.series.bucket.replace(/_bucket$/, '_count');
  }

  /** Requests that arrived and are so, and all that did not arrive. */
  private counted(range: string, ...matchers: string[]): string {
    const { count, undelivered } = this.series;
    if (undelivered === undefined) return this.sum(count, range, ...matchers);
    const arrived = `rate(${this.select(count, ...matchers)}${range})`;
    return `sum(${arrived} or rate(${count}{${undelivered.join(',')}}${range}))`;
  }

  private sum(metric: string, range: string, ...matchers: string[]): string {
    return `sum(rate(${this.select(metric, ...matchers)}${range}))`;
  }

  private select(metric: string, ...matchers: string[]): string {
    return `${metric}{${[...this.matchers, ...matchers].join(',')}}`;
  }

  private boundary(seconds: number): string {
    const [spelling, ...others] = spellings(seconds * this.series.unitsPerSecond);
    if (others.length === 0) return `le=${promqlString(spelling)}`;
    return `le=~${promqlString([spelling, ...others].map(escaped).join('|'))}`;
  }
}

/**
 * What the label of a boundary may be. Prometheus keeps what it scrapes, such as `1` and `1800000`; since 3.0 it writes
 * `1.0` and `1.8e+06`, as some clients do too.
 *
 * @see https://prometheus.io/docs/prometheus/latest/migration/
 */
function spellings(boundary: number): string[] {
  // Without the noise of binary fractions: 0.3 seconds are 300 of its thousandths.
  const value = Number(boundary.toPrecision(12));
  const fraction = Number.isInteger(value) ? [`${value}.0`] : [];
  const exponent = value < LEAST_WITH_EXPONENT ? [] : [value.toExponential().replace(/\+(\d)$/, '+0$1')];
  return [String(value), ...fraction, ...exponent];
}

/** What selects series by a label. */
export function matcher(label: string, value: string | readonly string[]): string {
  return typeof value === 'string'
    ? `${label}=${promqlString(value)}`
    : `${label}=~${promqlString(value.map(escaped).join('|'))}`;
}

function escaped(literal: string): string {
  return literal.replace(/[.+]/g, '\\$&');
}
