import { Size, SizeRoundingBehavior } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { BackupProps } from './backup-props';
import { planRuns, RunDefaults, RunPlan } from './backup-schedule';
import { BackupDestination } from './store/backup-destination';
import { Resources } from '../availability/resources';
import { fail, pathOf } from '../internal/fail';
import { WorkloadContext } from '../internal/manifest/workload-context';
import { bucketFolders } from '../internal/tree/claims';
import { CompanionFiles } from '../internal/tree/companion-files';
import { ResourceDemand } from '../internal/tree/namespace-registry';
import { NANOS_PER_UNIT } from '../internal/values/quantity';

const MAX_MEBIBYTES = 1024 ** 3;
/** Logs, the scratch folder and what the runtime keeps, beside the backup itself. */
const OTHER_STORAGE = Size.mebibytes(256);

/** When a backup runs, what is promised of it, and what it asks for. */
export interface BackupPlan extends RunPlan {
  readonly size: Size;
  readonly demand: ResourceDemand;
}

/** What differs between kinds of backups where the props say nothing. */
export interface BackupDefaults extends RunDefaults {
  readonly size: Size;
}

/** The longest name of a CronJob, less the `-drill` of its drill. */
const MAX_NAME_LENGTH = 46;

/** Fills in the defaults; refuses promises that cannot be kept. */
export function planBackup(context: WorkloadContext, props: BackupProps, defaults: BackupDefaults): BackupPlan {
  const { scope } = context;
  checkJobName(context);
  const { size = defaults.size } = props;
  props.destination._check(scope);
  props.encryptionKey?._check(scope, 'encryptionKey');
  return { ...planRuns(scope, props, defaults), size, demand: demandOf(context, props, size) };
}

/** Refuses a name that is too long for the CronJob of a backup, or of its drill. */
export function checkJobName({ scope, name }: Pick<WorkloadContext, 'scope' | 'name'>): void {
  if (name.length <= MAX_NAME_LENGTH) return;
  const must = `have at most ${MAX_NAME_LENGTH} characters: CronJobs may have 52, and its drill has six more`;
  fail(scope, { prop: 'name', must, got: name, remedy: 'give a shorter name' });
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
