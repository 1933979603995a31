import { NANOS_PER_UNIT, Nanos } from '../../internal/values/quantity';
import { promqlNumber } from '../promql';

const HOURS_PER_DAY = 24n;

/** How fast an error budget is spent, over a long window and one that tells that it still is. */
export interface BurnRate {
  readonly long: Window;
  /** As Prometheus writes it. */
  readonly short: string;
  /** The share of the budget that is spent within the long window at this rate, in percent. */
  readonly percentOfBudget: bigint;
}

/** A window as Prometheus writes it. */
interface Window {
  readonly text: string;
  readonly hours: bigint;
}

const HOUR: Window = { text: '1h', hours: 1n };
const SIX_HOURS: Window = { text: '6h', hours: 6n };
const DAY: Window = { text: '1d', hours: HOURS_PER_DAY };
const THREE_DAYS: Window = { text: '3d', hours: 3n * HOURS_PER_DAY };

/** Rates that wake somebody up. @see https://sre.google/workbook/alerting-on-slos/ */
export const PAGES: readonly BurnRate[] = [
  { long: HOUR, short: '5m', percentOfBudget: 2n },
  { long: SIX_HOURS, short: '30m', percentOfBudget: 5n },
];

/** Rates that wait for the morning. */
export const TICKETS: readonly BurnRate[] = [
  { long: DAY, short: '2h', percentOfBudget: 10n },
  { long: THREE_DAYS, short: SIX_HOURS.text, percentOfBudget: 10n },
];

/** What may fail of all, in billionths of one. */
export class ErrorBudget {
  /** @param percent the objective, such as `99.9`, in billionths of a percent */
  constructor(private readonly percent: Nanos, private readonly days: number) {}

  /** The objective as a share of one. */
  public get objective(): string {
    return promqlNumber(this.percent / 100n);
  }

  /** What is left of one. */
  public get share(): string {
    return promqlNumber(this.budget);
  }

  /** The share of failures at which the budget is spent at a rate. */
  public threshold(rate: BurnRate): string {
    return promqlNumber(this.thresholdOf(rate));
  }

  /** Whether there can be so many failures. */
  public canBurn(rate: BurnRate): boolean {
    return this.thresholdOf(rate) < NANOS_PER_UNIT;
  }

  private get budget(): Nanos {
    return NANOS_PER_UNIT - this.percent / 100n;
  }

  private thresholdOf({ long, percentOfBudget }: BurnRate): Nanos {
    return (this.budget * percentOfBudget * BigInt(this.days) * HOURS_PER_DAY) / (100n * long.hours);
  }
}
