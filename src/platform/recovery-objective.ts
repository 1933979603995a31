import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { fail } from '../internal/fail';
import { checked } from '../internal/signatures/checked';
import { inSeconds, wholeSeconds } from '../internal/values/durations';
import { INT32_MAX } from '../internal/values/numbers';

const HOUR = 3600;
const DAY = 24 * HOUR;
const OBJECTIVE_RANGE = { min: 1, max: INT32_MAX };
const RETENTION = Duration.days(30);

/** Numbers for `RecoveryObjective.of`. */
export interface RecoveryObjectiveOptions {
  /** Recovery point objective (RPO): how much may be lost, as the time before the disaster. Whole seconds. */
  readonly pointObjective: Duration;

  /** Recovery time objective (RTO): how long it may take until all of it is back. Whole seconds. */
  readonly timeObjective: Duration;

  /**
   * How long backups are kept, in whole days.
   *
   * @default Duration.days(30)
   */
  readonly retention?: Duration;

  /**
   * How often a restore is rehearsed: 1, 2, 3, 4, 6, 8, 12 or 24 hours, 7 days, or 30 days for once a month.
   *
   * @default - 24 hours where the time objective is below an hour, 7 days where it is below a day, else 30 days
   */
  readonly rehearseEvery?: Duration;
}

/**
 * How much may be lost in a disaster, and how long it may take to be back: by tier, or in numbers.
 *
 * Of backups below a platform with `recoveryObjective`, schedule, deadline, retention and drills follow from it.
 *
 * @example
 *
 * Platform.configure(chart, { recoveryObjective: RecoveryObjective.warm() });
 *
 * @see https://sre.google/sre-book/data-integrity/
 */
@checked
export class RecoveryObjective {
  /**
   * Hot standby: a minute may be lost, and 15 minutes may pass. No schedule of backups keeps that: what is in such a
   * tier must be replicated all the time.
   */
  public static hot(): RecoveryObjective {
    return new RecoveryObjective('hot', { pointObjective: Duration.minutes(1), timeObjective: Duration.minutes(15) });
  }

  /** Warm standby: 30 minutes may be lost, and 4 hours may pass. */
  public static warm(): RecoveryObjective {
    return new RecoveryObjective('warm', { pointObjective: Duration.minutes(30), timeObjective: Duration.hours(4) });
  }

  /** Cold backup: a day may be lost, and 2 days may pass. */
  public static cold(): RecoveryObjective {
    return new RecoveryObjective('cold', { pointObjective: Duration.hours(24), timeObjective: Duration.days(2) });
  }

  /**
   * Objectives in numbers.
   *
   * @param options how much may be lost, and how long it may take
   */
  public static of(options: RecoveryObjectiveOptions): RecoveryObjective {
    return new RecoveryObjective('own', options);
  }

  /** How much may be lost, as the time before the disaster. */
  public readonly pointObjective: Duration;
  /** How long it may take until all of it is back. */
  public readonly timeObjective: Duration;
  /** How long backups are kept. */
  public readonly retention: Duration;
  /** How often a restore is rehearsed. */
  public readonly rehearseEvery: Duration;

  private constructor(
    /** The tier: `hot`, `warm` or `cold`, or `own` where it was given in numbers. */
    public readonly tier: string,
    options: RecoveryObjectiveOptions,
  ) {
    const { pointObjective, timeObjective, retention = RETENTION, rehearseEvery } = options;
    this.pointObjective = pointObjective;
    this.timeObjective = timeObjective;
    this.retention = retention;
    this.rehearseEvery = rehearseEvery ?? rhythmFor(timeObjective);
  }

  /** Refuses what no backup and no drill could follow. @internal */
  public _check(scope: Construct, prop: string): void {
    const { pointObjective, timeObjective, retention } = this;
    wholeSeconds(scope, { prop: `${prop}.pointObjective`, value: pointObjective }, OBJECTIVE_RANGE);
    wholeSeconds(scope, { prop: `${prop}.timeObjective`, value: timeObjective }, OBJECTIVE_RANGE);
    if (inSeconds(retention) >= inSeconds(pointObjective)) return;
    fail(scope, {
      prop: `${prop}.retention`,
      must: 'be at least pointObjective, or a backup would be gone before the next one',
      got: `${inSeconds(retention)} seconds`,
      remedy: 'keep backups longer',
    });
  }
}

/** What must be back soon is rehearsed often. */
function rhythmFor(timeObjective: Duration): Duration {
  const seconds = inSeconds(timeObjective);
  if (seconds < HOUR) return Duration.hours(24);
  return seconds < DAY ? Duration.days(7) : Duration.days(30);
}
