import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { BackupScheduleProps, RehearsalOptions } from './backup-props';
import { fail } from '../internal/fail';
import { checkRunbook } from '../internal/values/addresses/web-address';
import { inSeconds, wholeSeconds } from '../internal/values/durations';
import { INT32_MAX } from '../internal/values/numbers';
import { Platform } from '../platform/platform';
import { RecoveryObjective } from '../platform/recovery-objective';
import { RHYTHMS, Schedule, scheduleOf } from '../pods/jobs/schedule';

const HOUR = 3600;
const DAY = 24 * HOUR;
const SHORTEST_RUN = 10;
const DEADLINE_RANGE = { min: SHORTEST_RUN, max: 7 * DAY };
const RETENTION = Duration.days(30);
const RUNBOOK = 'https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/runbooks/backups.md';

/** When a backup runs, and what is promised of it. */
export interface RunPlan {
  readonly schedule: Schedule;
  readonly deadlineSeconds: number;
  /** How old the newest backup may become. */
  readonly objectiveSeconds: number;
  readonly retentionDays: number;
  readonly runbook: string;
  /** What schedule and drills follow from, where there is one. */
  readonly objective?: RecoveryObjective;
}

/** What differs between kinds of backups where neither props nor an objective say anything. */
export interface RunDefaults {
  readonly every: Duration;
}

/** Fills in the defaults, those of the objective first; refuses promises that cannot be kept. */
export function planRuns(scope: Construct, props: BackupScheduleProps, defaults: RunDefaults): RunPlan {
  const { startingAt = '00:00', runbook = RUNBOOK } = props;
  const objective = objectiveFor(scope, props);
  checkRunbook(scope, 'runbook', runbook);
  const every = props.every ?? shorter(defaults.every, rhythmFor(scope, props, objective));
  const schedule = scheduleOf(scope, { prop: 'every', every, startingAt, allowsMinutes: true });
  const deadline = props.deadline ?? Duration.seconds(deadlineFor(schedule.shortestSeconds));
  const deadlineSeconds = wholeSeconds(scope, { prop: 'deadline', value: deadline }, DEADLINE_RANGE);
  checkDeadline(scope, schedule, deadlineSeconds);
  return {
    schedule,
    deadlineSeconds,
    objectiveSeconds: pointOf(scope, props, { objective, least: schedule.longestSeconds + deadlineSeconds }),
    retentionDays: retentionOf(scope, props, { objective, schedule }),
    runbook,
    objective,
  };
}

/** When a restore is rehearsed, and when its run is given up. */
export interface RehearsalPlan {
  readonly schedule: Schedule;
  readonly withinSeconds: number;
  readonly deadlineSeconds: number;
}

/** Refuses an objective that the schedule of the rehearsals cannot meet. */
export function planRehearsal(
  scope: Construct, options: RehearsalOptions, objective?: RecoveryObjective,
): RehearsalPlan {
  const { startingAt = '03:00' } = options;
  const every = options.every ?? objective?.rehearseEvery ?? failUnknown(scope, 'every');
  const within = options.within ?? objective?.timeObjective ?? failUnknown(scope, 'within');
  const schedule = scheduleOf(scope, { prop: 'rehearse.every', every, startingAt });
  const withinSeconds = wholeSeconds(scope, { prop: 'rehearse.within', value: within }, DEADLINE_RANGE);
  const deadlineSeconds = 2 * withinSeconds;
  if (deadlineSeconds > schedule.shortestSeconds) {
    const must = 'be at most half of every, for a rehearsal is given twice its objective';
    const remedy = 'rehearse more seldom, or restore faster';
    fail(scope, { prop: 'rehearse.within', must, got: `${withinSeconds} seconds`, remedy });
  }
  return { schedule, withinSeconds, deadlineSeconds };
}

function failUnknown(scope: Construct, prop: string): never {
  const must = 'be given where neither the backup nor its platform has a recovery objective';
  const remedy = 'give both every and within, or objective of the backup';
  fail(scope, { prop: `rehearse.${prop}`, must, got: undefined, remedy });
}

function objectiveFor(scope: Construct, { objective }: BackupScheduleProps): RecoveryObjective | undefined {
  objective?._check(scope, 'objective');
  return objective ?? Platform.of(scope).recoveryObjective;
}

/** No objective makes backups more seldom than they are without one. */
function shorter(usual: Duration, asked: Duration | undefined): Duration {
  return asked === undefined || inSeconds(usual) < inSeconds(asked) ? usual : asked;
}

/** The most seldom rhythm that an objective lets; undefined where there is none. */
function rhythmFor(
  scope: Construct, { deadline }: BackupScheduleProps, objective: RecoveryObjective | undefined,
): Duration | undefined {
  if (objective === undefined) return undefined;
  const seconds = inSeconds(objective.pointObjective);
  const runs = (every: number) => deadline === undefined ? deadlineFor(every) : inSeconds(deadline);
  const fitting = RHYTHMS.filter(({ longestSeconds }) => longestSeconds + runs(longestSeconds) <= seconds);
  if (fitting.length > 0) return fitting[fitting.length - 1].every;
  const [{ longestSeconds: least }] = RHYTHMS;
  fail(scope, {
    prop: 'objective.pointObjective',
    must: `be at least ${least + runs(least)} seconds, which is the shortest rhythm of backups and a run of it`,
    got: `${seconds} seconds`,
    remedy: 'replicate what may not be lost, and give its backup an objective of its own',
  });
}

/** How long a run may take where nobody says it. */
function deadlineFor(everySeconds: number): number {
  return Math.min(HOUR, everySeconds / 2);
}

function checkDeadline(scope: Construct, { shortestSeconds }: Schedule, deadlineSeconds: number): void {
  if (deadlineSeconds < shortestSeconds) return;
  fail(scope, {
    prop: 'deadline',
    must: `be shorter than every, ${shortestSeconds} seconds, or a run would still be there when the next one is due`,
    got: `${deadlineSeconds} seconds`,
    remedy: 'back up more seldom, or give a run less time',
  });
}

function pointOf(
  scope: Construct, props: BackupScheduleProps, { objective, least }: Pick<RunPlan, 'objective'> & { least: number },
): number {
  const { recoveryPointObjective: own } = props;
  const given = own ?? objective?.pointObjective;
  if (given === undefined) return least;
  const seconds = inSeconds(given);
  if (Number.isInteger(seconds) && seconds >= least) return seconds;
  fail(scope, {
    prop: own === undefined ? 'objective.pointObjective' : 'recoveryPointObjective',
    must: `be at least ${least} seconds, which is every and deadline together`,
    got: `${seconds} seconds`,
    remedy: 'back up more often, or promise less',
  });
}

function retentionOf(
  scope: Construct, props: BackupScheduleProps, { objective, schedule }: Pick<RunPlan, 'objective' | 'schedule'>,
): number {
  const { retention = objective?.retention ?? RETENTION } = props;
  const seconds = inSeconds(retention);
  const least = 2 * schedule.longestSeconds;
  if (seconds < least) {
    const must = `be at least ${least} seconds, twice as long as from one to the next, or a run that fails would `
      + 'leave none';
    fail(scope, { prop: 'retention', must, got: `${seconds} seconds`, remedy: 'keep backups longer' });
  }
  if (!Number.isInteger(seconds / DAY) || seconds / DAY > INT32_MAX) {
    const remedy = 'write Duration.days(30)';
    const must = `be whole days, at most ${INT32_MAX}`;
    fail(scope, { prop: 'retention', must, got: `${seconds} seconds`, remedy });
  }
  return seconds / DAY;
}
