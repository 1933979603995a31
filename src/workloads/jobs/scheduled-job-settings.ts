import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { JobConcurrency } from './job-concurrency';
import { JobSchedule, jobSchedule } from './job-schedule';
import { DEADLINE_RANGE, jobDefaults, JobSettings } from './job-settings';
import { ScheduledJobProps } from './scheduled-job-props';
import { fail } from '../../internal/fail';
import { cronIntervals } from '../../internal/values/cron/cron-intervals';
import { wholeSeconds } from '../../internal/values/durations';
import { JsonObject } from '../../internal/values/json';
import { checkInteger } from '../../internal/values/numbers';
import { checkReason } from '../../internal/values/plain-text';
import { Platform } from '../../platform/platform';

const USUAL_DEADLINE_SECONDS = 60 * 60;
const USUAL_STARTING_DEADLINE_SECONDS = 30 * 60;
/** The controller of CronJobs looks every ten seconds. */
const SHORTEST_STARTING_DEADLINE_SECONDS = 10;
const USUAL_HISTORY = 3;
const HISTORY_RANGE = { min: 0, max: 100 };
/** The alert about failures needs one that failed. */
const FAILED_RANGE = { min: 1, max: 100 };
/** The controller adds eleven characters to the names of the Jobs. */
const LONGEST_NAME = 52;

/** What a ScheduledJob is made of. */
export interface ScheduledJobSettings extends JobSettings {
  readonly when: JobSchedule;
  readonly concurrency: JobConcurrency;
  readonly deadlineSeconds: number;
  readonly startingDeadlineSeconds: number;
  readonly successfulJobsKept: number;
  readonly failedJobsKept: number;
  /** Why no run starts; undefined where runs do. */
  readonly suspended?: string;
}

/** The defaults of a ScheduledJob. */
export function scheduledJobDefaults(scope: Construct, props: ScheduledJobProps): ScheduledJobSettings {
  const { concurrency = JobConcurrency.forbid(), timeZone = 'Etc/UTC' } = props;
  const settings = jobDefaults(scope, props, 'scheduled-job');
  checkName(scope, settings.name);
  const when = jobSchedule(scope, props.schedule, timeZone);
  return {
    ...settings,
    when,
    concurrency,
    deadlineSeconds: deadlineOf(scope, { deadline: props.deadline, when, overlaps: concurrency._overlaps }),
    startingDeadlineSeconds: startingDeadlineOf(scope, props, when),
    ...keptRuns(scope, props),
    suspended: suspension(scope, props),
  };
}

function checkName(scope: Construct, name: string): void {
  if (name.length <= LONGEST_NAME) return;
  const must = `have at most ${LONGEST_NAME} characters, for those of its Jobs have eleven more`;
  fail(scope, { prop: 'name', must, got: name, remedy: 'give a shorter name' });
}

/** When a run is ended, and when the next one starts. */
interface Deadline {
  readonly deadline?: Duration;
  readonly when: JobSchedule;
  readonly overlaps: boolean;
}

function deadlineOf(scope: Construct, { deadline, when, overlaps }: Deadline): number {
  const { schedule, shortestSeconds } = when;
  if (deadline === undefined) return Math.min(USUAL_DEADLINE_SECONDS, shortestSeconds);
  const seconds = wholeSeconds(scope, { prop: 'deadline', value: deadline }, DEADLINE_RANGE);
  if (overlaps || seconds <= shortestSeconds) return seconds;
  const isByClock = seconds <= cronIntervals(schedule).shortestSeconds;
  fail(scope, {
    prop: 'deadline',
    must: `be at most the shortest time between two runs, ${shortestSeconds} seconds, or one keeps the next away`,
    got: `${seconds} seconds`,
    remedy: 'give a run less time, start it '
      + `${isByClock ? 'by a clock that is never set, such as Etc/UTC' : 'more seldom'}`
      + ', or let runs overlap by JobConcurrency.allow(reason)',
  });
}

function startingDeadlineOf(scope: Construct, { startingDeadline }: ScheduledJobProps, when: JobSchedule): number {
  if (startingDeadline === undefined) {
    return Math.min(USUAL_STARTING_DEADLINE_SECONDS, Math.floor(when.shortestSeconds / 2));
  }
  const range = { min: SHORTEST_STARTING_DEADLINE_SECONDS, max: DEADLINE_RANGE.max };
  return wholeSeconds(scope, { prop: 'startingDeadline', value: startingDeadline }, range);
}

function keptRuns(scope: Construct, props: ScheduledJobProps) {
  const { successfulJobsHistoryLimit: successfulJobsKept = USUAL_HISTORY } = props;
  const { failedJobsHistoryLimit: failedJobsKept = USUAL_HISTORY } = props;
  checkInteger(scope, { prop: 'successfulJobsHistoryLimit', value: successfulJobsKept }, HISTORY_RANGE);
  checkInteger(scope, { prop: 'failedJobsHistoryLimit', value: failedJobsKept }, FAILED_RANGE);
  return { successfulJobsKept, failedJobsKept };
}

/** Holds a CronJob that was changed to as many runs as the props take; without a number, it keeps some of its own. */
export function checkHistory(scope: Construct, spec: JsonObject): void {
  const { successfulJobsHistoryLimit: successful = 0, failedJobsHistoryLimit: failed = 1 } = spec;
  checkInteger(scope, { prop: 'spec.successfulJobsHistoryLimit', value: successful }, HISTORY_RANGE);
  checkInteger(scope, { prop: 'spec.failedJobsHistoryLimit', value: failed }, FAILED_RANGE);
}

function suspension(scope: Construct, { suspend, runsIn }: ScheduledJobProps): string | undefined {
  if (suspend !== undefined) {
    checkReason(scope, 'suspend', suspend);
    return suspend;
  }
  if (runsIn === undefined) return undefined;
  if (runsIn.length === 0) {
    fail(scope, { prop: 'runsIn', must: 'name an environment', got: runsIn, remedy: 'give the reason as suspend' });
  }
  const names = runsIn.map(({ name }) => name);
  return names.includes(Platform.of(scope).environment.name) ? undefined : `it runs in ${names.join(', ')} alone`;
}
