import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { wholeSeconds } from '../../internal/values/durations';
import { INT32_MAX } from '../../internal/values/numbers';
import { DeliveryAnalysis } from '../strategy/delivery-analysis';

const INTERVAL = Duration.minutes(1);
const INTERVALS = { min: 10, max: INT32_MAX };
/** Rates are over five minutes: what is measured before there are some says nothing. */
const FIRST_AFTER = 2;
/** Measurements that a promotion waits for, at least. */
const MEASUREMENTS = 5;

/** What judges a new version, and whether it waits for that. */
export interface GivenJudge {
  readonly analysis: DeliveryAnalysis;
  /** How many measurements may fail until it is taken back. */
  readonly failures: number;
  readonly isAwaited: boolean;
}

/** How a new version is judged, checked. */
export interface Judging extends Pick<GivenJudge, 'analysis' | 'failures'> {
  readonly intervalSeconds: number;
  readonly delaySeconds: number;
  /** Undefined where it is measured as long as it comes in. */
  readonly count?: number;
  /** How long it takes until so many have failed that it is taken back. */
  readonly secondsToFail: number;
  /** How long it stands still until it is judged; 0 where it goes on meanwhile. */
  readonly awaitedSeconds: number;
}

/** When a new version is measured; refuses an interval that is too short. */
export function judgingOf(scope: Construct, { analysis, failures, isAwaited }: GivenJudge): Judging {
  const { interval = INTERVAL } = analysis._options;
  const intervalSeconds = wholeSeconds(scope, { prop: 'analysis.interval', value: interval }, INTERVALS);
  const delaySeconds = FIRST_AFTER * intervalSeconds;
  const after = (measurements: number) => delaySeconds + (measurements - 1) * intervalSeconds;
  const judging = { analysis, failures, intervalSeconds, delaySeconds, secondsToFail: after(failures) };
  if (!isAwaited) return { ...judging, awaitedSeconds: 0 };
  // Whatever is counted so far, the controller takes a version for good once nothing is left to measure.
  const count = Math.max(MEASUREMENTS, 2 * failures - 1);
  return { ...judging, count, awaitedSeconds: after(count) };
}
