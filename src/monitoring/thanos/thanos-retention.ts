import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { checked } from '../../internal/signatures/checked';
import { wholeSeconds } from '../../internal/values/durations';

const HOUR = 3600;
const DAY = 24 * HOUR;
const YEARS_10 = 3650 * DAY;
/** Samples are averaged over five minutes when they are so old. */
const BEFORE_FIVE_MINUTES = 40 * HOUR;
/** And those over an hour. */
const BEFORE_ONE_HOUR = 10 * DAY;

/** Options for `ThanosRetention.of`. */
export interface ThanosRetentionOptions {
  /**
   * How long every sample is kept as it was measured, at least two days.
   *
   * In the manifest: argument `--retention.resolution-raw` of the compactor.
   *
   * @default Duration.days(30)
   */
  readonly raw?: Duration;

  /**
   * How long one value for each five minutes is kept, at least eleven days, and as long as `raw`.
   *
   * In the manifest: argument `--retention.resolution-5m` of the compactor.
   *
   * @default Duration.days(180)
   */
  readonly fiveMinutes?: Duration;

  /**
   * How long one value for each hour is kept, at least as long as `fiveMinutes`.
   *
   * In the manifest: argument `--retention.resolution-1h` of the compactor.
   *
   * @default Duration.days(730)
   */
  readonly oneHour?: Duration;
}

/**
 * How long metrics are kept in an object store, the finer ones for less time.
 *
 * A query over months takes the coarsest that still shows something, so that each is kept at least as long as the finer
 * one. What is deleted earlier than it is averaged would be lost, which is why there are bounds.
 *
 * @see https://thanos.io/tip/components/compact.md/#downsampling
 */
@checked
export class ThanosRetention {
  /**
   * Keeps metrics for these times.
   *
   * @param options how long each resolution is kept
   */
  public static of(options: ThanosRetentionOptions = {}): ThanosRetention {
    const { raw = Duration.days(30), fiveMinutes = Duration.days(180), oneHour = Duration.days(730) } = options;
    return new ThanosRetention(raw, fiveMinutes, oneHour);
  }

  private constructor(
    private readonly raw: Duration,
    private readonly fiveMinutes: Duration,
    private readonly oneHour: Duration,
  ) {}

  /** The arguments of the compactor. @internal */
  public _arguments(scope: Construct): string[] {
    const raw = secondsOf(scope, ['raw', this.raw], BEFORE_FIVE_MINUTES + 8 * HOUR);
    const fiveMinutes = secondsOf(scope, ['fiveMinutes', this.fiveMinutes], BEFORE_ONE_HOUR + DAY);
    const oneHour = secondsOf(scope, ['oneHour', this.oneHour], BEFORE_ONE_HOUR + DAY);
    checkOrder(scope, ['raw', raw], ['fiveMinutes', fiveMinutes]);
    checkOrder(scope, ['fiveMinutes', fiveMinutes], ['oneHour', oneHour]);
    return [
      `--retention.resolution-raw=${raw}s`,
      `--retention.resolution-5m=${fiveMinutes}s`,
      `--retention.resolution-1h=${oneHour}s`,
    ];
  }
}

function secondsOf(scope: Construct, [name, value]: readonly [string, Duration], min: number): number {
  return wholeSeconds(scope, { prop: `retention.${name}`, value }, { min, max: YEARS_10 });
}

function checkOrder(
  scope: Construct, [finer, least]: readonly [string, number], [coarser, seconds]: readonly [string, number],
): void {
  if (seconds >= least) return;
  fail(scope, {
    prop: `retention.${coarser}`,
    must: `be at least as long as retention.${finer}, ${least} seconds, or queries over long times find a hole`,
    got: `${seconds} seconds`,
    remedy: `keep it longer, or ${finer} less long`,
  });
}
