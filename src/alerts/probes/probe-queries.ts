import { seriesOf } from '../promql';

const OF_TARGET = 'by (namespace, instance)';
const LONGEST_ROW = 50;

/** What was asked: the job that asks, and the addresses. */
export interface ProbedTargets {
  readonly namespace: string;
  readonly job: string;
  readonly targets: readonly string[];
}

/**
 * PromQL about the answers of some addresses.
 *
 * Every result has the labels `namespace` and `instance`, which is the address, and nothing else, so that an alert
 * stays the same one whichever pod of the blackbox exporter asks.
 */
export class ProbeQueries {
  constructor(private readonly probed: ProbedTargets) {}

  /** The series of a metric, one for each address. */
  public series(metric: string): string {
    const { namespace, job } = this.probed;
    return seriesOf(metric, { namespace, job });
  }

  /** The smallest or largest value, whoever asked. */
  public of(operator: 'max' | 'min', expr: string): string {
    return `${operator} ${OF_TARGET} (${expr})`;
  }

  /** Addresses that nobody has asked, each by itself. */
  public areNotAsked(): string {
    const { namespace, job, targets } = this.probed;
    return anyOf(targets.map((instance) => (
      this.of('max', `absent(${seriesOf('probe_success', { namespace, job, instance })})`)
    )));
  }
}

/** In halves: Prometheus copies what is on the left of each `or`, which would take quadratic time in a row. */
function anyOf(expressions: readonly string[]): string {
  if (expressions.length <= LONGEST_ROW) return expressions.join('\nor ');
  const middle = Math.ceil(expressions.length / 2);
  return `(${anyOf(expressions.slice(0, middle))})\nor (${anyOf(expressions.slice(middle))})`;
}
