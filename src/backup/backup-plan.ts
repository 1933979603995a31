import { Duration, Size, SizeRoundingBehavior } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { BackupProps, RehearsalOptions } from './backup-props';
import { BackupDestination } from './store/backup-destination';
import { Resources } from '../availability/resources';
import { fail, pathOf } from '../internal/fail';
import { WorkloadContext } from '../internal/manifest/workload-context';
import { bucketFolders } from '../internal/tree/claims';
import { CompanionFiles } from '../internal/tree/companion-files';
import { ResourceDemand } from '../internal/tree/namespace-registry';
import { checkRunbook } from '../internal/values/addresses/web-address';
import { wholeSeconds } from '../internal/values/durations';
import { INT32_MAX } from '../internal/values/numbers';
import { NANOS_PER_UNIT } from '../internal/values/quantity';
import { Schedule, scheduleOf } from '../pods/jobs/schedule';

const DAY = 24 * 3600;
const SECONDS = { integral: false };
const SHORTEST_RUN = 10;
const DEADLINE_RANGE = { min: SHORTEST_RUN, max: 7 * DAY };
const RUNBOOK = 'https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/runbooks/backups.md';
const MAX_MEBIBYTES = 1024 ** 3;
/** Logs, the scratch folder and what the runtime keeps, beside the backup itself. */
const OTHER_STORAGE = Size.mebibytes(256);

/** When a backup runs, and what is promised of it. */
export interface BackupPlan {
  readonly schedule: Schedule;
  readonly deadlineSeconds: number;
  readonly objectiveSeconds: number;
  readonly retentionDays: number;
  readonly size: Size;
  readonly demand: ResourceDemand;
  readonly runbook: string;
}

/** What differs between kinds of backups where the props say nothing. */
export interface BackupDefaults {
  readonly every: Duration;
  readonly size: Size;
}

/** The longest name of a CronJob, less the `-drill` of its drill. */
const MAX_NAME_LENGTH = 46;

/** Fills in the defaults; refuses promises that cannot be kept. */
export function planBackup(context: WorkloadContext, props: BackupProps, defaults: BackupDefaults): BackupPlan {
  const { scope, name } = context;
  if (name.length > MAX_NAME_LENGTH) {
    const must = `have at most ${MAX_NAME_LENGTH} characters: CronJobs may have 52, and its drill has six more`;
    fail(scope, { prop: 'name', must, got: name, remedy: 'give a shorter name' });
  }
  const { every = defaults.every, startingAt = '00:00', deadline = Duration.hours(1), size = defaults.size } = props;
  props.destination._check(scope);
  props.encryptionKey?._check(scope, 'encryptionKey');
  const { runbook = RUNBOOK } = props;
  checkRunbook(scope, 'runbook', runbook);
  const schedule = scheduleOf(scope, { prop: 'every', every, startingAt });
  const deadlineSeconds = wholeSeconds(scope, { prop: 'deadline', value: deadline }, DEADLINE_RANGE);
  checkDeadline(scope, schedule, deadlineSeconds);
  return {
    schedule,
    deadlineSeconds,
    objectiveSeconds: objectiveOf(scope, props, schedule.longestSeconds + deadlineSeconds),
    retentionDays: retentionOf(scope, props, schedule),
    size,
    demand: demandOf(context, props, size),
    runbook,
  };
}

/** Refuses a folder that another backup of the tree writes to: drills take the newest that they find there. */
export function claimFolder({ scope }: WorkloadContext, destination: BackupDestination, path: string): void {
  const other = bucketFolders(scope).claim(destination._address(path), scope);
  if (other === undefined) return;
  const must = `name a folder of the bucket that no other backup has, and ${pathOf(other)} has it`;
  const remedy = 'give each a prefix of its own, such as cluster-1/etcd';
  fail(scope, { prop: 'destination.prefix', must, got: path, remedy });
}

/** The document of the bucket; where a ProductionApp writes the tree, it lies beside the manifests. */
export function documentLifecycle({ scope, namespace, name }: WorkloadContext, kept: KeptBackups): string {
  const text = kept.destination._lifecycle(kept.path, kept.retentionDays);
  CompanionFiles.of(scope).add({ construct: scope, file: `${namespace}.${name}.bucket-lifecycle`, text });
  return text;
}

/** What a bucket keeps, and for how long. */
export interface KeptBackups {
  readonly destination: BackupDestination;
  readonly path: string;
  readonly retentionDays: number;
}

/** When a restore is rehearsed, and when its run is given up. */
export interface RehearsalPlan {
  readonly schedule: Schedule;
  readonly withinSeconds: number;
  readonly deadlineSeconds: number;
}

/** Refuses an objective that the schedule of the rehearsals cannot meet. */
export function planRehearsal(scope: Construct, options: RehearsalOptions): RehearsalPlan {
  const { every, within, startingAt = '03:00' } = options;
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

function checkDeadline(scope: Construct, { shortestSeconds }: Schedule, deadlineSeconds: number): void {
  if (deadlineSeconds < shortestSeconds) return;
  fail(scope, {
    prop: 'deadline',
    must: `be shorter than every, ${shortestSeconds} seconds, or a run would still be there when the next one is due`,
    got: `${deadlineSeconds} seconds`,
    remedy: 'back up more seldom, or give a run less time',
  });
}

function objectiveOf(scope: Construct, { recoveryPointObjective }: BackupProps, least: number): number {
  if (recoveryPointObjective === undefined) return least;
  const seconds = recoveryPointObjective.toSeconds(SECONDS);
  if (Number.isInteger(seconds) && seconds >= least) return seconds;
  fail(scope, {
    prop: 'recoveryPointObjective',
    must: `be at least ${least} seconds, which is every and deadline together`,
    got: `${seconds} seconds`,
    remedy: 'back up more often, or promise less',
  });
}

function retentionOf(scope: Construct, { retention = Duration.days(30) }: BackupProps, schedule: Schedule): number {
  const seconds = retention.toSeconds(SECONDS);
  if (seconds < schedule.longestSeconds) {
    const must = `be at least ${schedule.longestSeconds} seconds, or the bucket would be empty before the next backup`;
    fail(scope, { prop: 'retention', must, got: `${seconds} seconds`, remedy: 'keep backups longer' });
  }
  if (!Number.isInteger(seconds / DAY) || seconds / DAY > INT32_MAX) {
    const remedy = 'write Duration.days(30)';
    const must = `be whole days, at most ${INT32_MAX}, as buckets count`;
    fail(scope, { prop: 'retention', must, got: `${seconds} seconds`, remedy });
  }
  return seconds / DAY;
}

/** The volumes count as the pod's local storage: the backup, and what is restored from it. */
export function demandOf(context: WorkloadContext, { resources = ENOUGH }: BackupProps, size: Size): ResourceDemand {
  const mebibytes = size.toMebibytes({ rounding: SizeRoundingBehavior.NONE });
  if (!Number.isInteger(mebibytes) || mebibytes < 1 || mebibytes > MAX_MEBIBYTES) {
    const must = 'be whole MiB, at least one, and at most 1 PiB';
    fail(context.scope, { prop: 'size', must, got: size.asString(), remedy: 'write Size.gibibytes(10)' });
  }
  const storage = BigInt((2 * mebibytes + OTHER_STORAGE.toMebibytes()) * 1024 * 1024) * NANOS_PER_UNIT;
  return { ...resources._demand(context), ephemeralStorageRequest: storage, ephemeralStorageLimit: storage };
}

const ENOUGH = Resources.of({
  cpuRequest: Cpu.millis(100), cpuLimit: Cpu.units(1), memory: Size.gibibytes(1),
});
