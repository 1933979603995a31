import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { AlertRoutingProps } from './alert-routing-props';
import { fail } from '../../internal/fail';
import { wholeSeconds } from '../../internal/values/durations';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** For so long Alertmanager remembers by default what it has sent. */
const RETENTION = 5 * DAY;
const SHORTEST_WATCHDOG = 10;

/** When a group of alerts is sent, in seconds. */
export interface GroupTimes {
  readonly groupWait: number;
  readonly groupInterval: number;
  readonly repeatInterval: number;
}

/** The times of all groups; refuses a repetition that Alertmanager would round up, or forget. */
export function groupTimes(scope: Construct, props: AlertRoutingProps): GroupTimes {
  const {
    groupWait = Duration.seconds(30), groupInterval = Duration.minutes(5), repeatInterval = Duration.hours(4),
  } = props;
  const times = {
    groupWait: wholeSeconds(scope, { prop: 'groupWait', value: groupWait }, { min: 0, max: HOUR }),
    groupInterval: wholeSeconds(scope, { prop: 'groupInterval', value: groupInterval }, { min: 1, max: DAY }),
    repeatInterval: wholeSeconds(scope, { prop: 'repeatInterval', value: repeatInterval }, { min: 1, max: RETENTION }),
  };
  if (times.repeatInterval % times.groupInterval !== 0) {
    if (props.repeatInterval === undefined) {
      const must = `divide repeatInterval, which is ${durationOf(times.repeatInterval)} where it is left out`;
      const remedy = 'give repeatInterval too, as a multiple of it';
      fail(scope, { prop: 'groupInterval', must, got: `${times.groupInterval} seconds`, remedy });
    }
    const must = `be a multiple of groupInterval, ${times.groupInterval} seconds, for only then anything is sent`;
    const remedy = 'give such a multiple';
    fail(scope, { prop: 'repeatInterval', must, got: `${times.repeatInterval} seconds`, remedy });
  }
  return times;
}

/**
 * The times of the Watchdog.
 *
 * A group is looked at once an interval, and what was sent less than the repetition ago is not sent again. It was sent
 * a moment after it was looked at, so that from one message to the next it takes both together.
 */
export function watchdogTimes(scope: Construct, interval: Duration = Duration.minutes(5)): GroupTimes {
  const range = { min: SHORTEST_WATCHDOG, max: DAY };
  const seconds = wholeSeconds(scope, { prop: 'watchdogInterval', value: interval }, range);
  const groupInterval = Math.min(MINUTE, Math.floor(seconds / 5));
  // A fifth that leaves a rest would be rounded up.
  const looks = Math.floor(seconds / groupInterval);
  return { groupWait: 0, groupInterval, repeatInterval: (looks - 1) * groupInterval };
}

/** A duration as Alertmanager reads it. */
export function durationOf(seconds: number): string {
  if (seconds > 0 && seconds % HOUR === 0) return `${seconds / HOUR}h`;
  return seconds > 0 && seconds % MINUTE === 0 ? `${seconds / MINUTE}m` : `${seconds}s`;
}
