import { ApiObject, Duration, Size } from 'cdk8s';
import { EnvFieldPaths, EnvValue } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { VOLUMES_SCRIPTS } from './embedded-scripts';
import { RestoredClaim } from './restored-claim';
import { driverProblems, makesSnapshotClass } from './snapshot-drivers';
import { snapshotRestoring } from './snapshot-restoring';
import { RestoredClaimOptions, VolumeSnapshotsProps } from './volume-snapshots-props';
import { bindingObject, roleObject } from '../../access/role-objects';
import { CronJobQueries } from '../../alerts/cron-job-queries';
import { jobRulesObject } from '../../alerts/jobs/job-rules-object';
import { Resources } from '../../availability/resources';
import { fail } from '../../internal/fail';
import { Images } from '../../internal/images/third-party-images';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { checkDnsSubdomain } from '../../internal/naming/names';
import { checked } from '../../internal/signatures/checked';
import { matchesLabels } from '../../internal/values/label-selectors';
import { checkInteger, COUNT_RANGE } from '../../internal/values/numbers';
import { openKubernetesApi } from '../../network/kubernetes-api-flow';
import { WorkloadPolicy } from '../../network/workload-policy';
import { pulledImage } from '../../pods/containers/pulled-image';
import { mountJobToken } from '../../pods/jobs/job-token';
import { onAnyNode } from '../../pods/jobs/placement';
import { StepJob } from '../../pods/jobs/step-job';
import { stepFiles } from '../../pods/jobs/step-volumes';
import { makeContext } from '../../pods/make-context';
import { backupAlerts } from '../backup-alerts';
import { checkJobName } from '../backup-plan';
import { planRuns, RunPlan } from '../backup-schedule';
import { RestoreDrill } from '../drills/restore-drill';
import { SnapshotRehearsalOptions } from '../drills/snapshots/snapshot-rehearsal-options';
import { KnownBackup, KnownBackups } from '../known-backups';
import { ScheduledSteps } from '../scheduled-steps';

const DEFAULTS = { every: Duration.days(1) };
const WORDS = { alertPrefix: 'VolumeSnapshots', noun: 'volume snapshot' };
const DAY = 24 * 3600;
const KEPT = 3;
/** What of a run is left for its pod to come up, and to delete what was kept long enough. */
const OTHER_SECONDS = 60;
const JOB_LABEL = 'batch.kubernetes.io/job-name';
const RULES = [
  { apiGroups: [''], resources: ['persistentvolumeclaims'], verbs: ['list'] },
  { apiGroups: ['snapshot.storage.k8s.io'], resources: ['volumesnapshots'], verbs: ['create', 'list', 'delete'] },
];

/**
 * Snapshots of the volumes of claims, taken by their CSI driver on a schedule, and deleted when they are old.
 *
 * Every run takes one of each claim that is selected and bound, waits until all can be used, and fails where one
 * cannot, where a volume is lost, and where there is no such claim. Then it deletes those that are older than
 * `retention`, and never those of others, nor the newest of each claim that can be used. Where a claim's snapshot
 * failed, all of its usable ones stay. Where runs fail, take too long, are suspended or stay away, an alert says so.
 *
 * A snapshot holds what was on the disk at one moment, as after a power failure, and of each volume at another moment.
 * Most drivers keep it in the storage system of the volume, which takes it along when it is lost: it is the fast way
 * back, beside a backup that leaves. The cluster needs the snapshot controller and a VolumeSnapshotClass.
 *
 * Writes a CronJob with its ServiceAccount, ConfigMap and NetworkPolicy, a Role that may list claims, and create, list
 * and delete snapshots of its namespace, and alert rules.
 *
 * Fails where the platform does not know the addresses of the API servers.
 *
 * @example
 *
 * new VolumeSnapshots(chart, 'store-snapshots', {
 *   claims: ClaimSelector.ofService(store),
 *   every: Duration.hours(6),
 *   retention: Duration.days(7),
 * });
 *
 * @see https://kubernetes.io/docs/concepts/storage/volume-snapshots/
 */
@checked
export class VolumeSnapshots extends ScheduledSteps {
  /** The NetworkPolicy: its pods reach the API servers and DNS, and nothing reaches them. */
  public readonly networkPolicy: ApiObject;
  /** What it may do in its namespace: list claims, and create, list and delete snapshots. */
  public readonly role: ApiObject;
  /** Who may: its ServiceAccount. */
  public readonly roleBinding: ApiObject;
  /** Its alert rules: a PrometheusRule, or a ConfigMap with a rule file. */
  public readonly alertRules: ApiObject;
  /** @internal */
  public readonly _job: StepJob;
  /** When it runs, and what is promised of it. @internal */
  public readonly _runPlan: RunPlan;
  private readonly context: WorkloadContext;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props of which claims, and what is other than the defaults
   */
  constructor(scope: Construct, id: string, private readonly props: VolumeSnapshotsProps) {
    super(scope, id);
    const { name = id, image = Images.KUBECTL, claims, snapshotClassName } = props;
    const pulled = pulledImage(this, 'image', image);
    const context = this.context = makeContext(this, { name, image: pulled, component: 'backup' });
    const { namespace } = context;
    checkJobName(context);
    claims._check(this, namespace);
    checkKept(this, props);
    const plan = this._runPlan = planRuns(this, props, DEFAULTS);
    noteClass(context, snapshotClassName);
    const policy = new WorkloadPolicy(context);
    openKubernetesApi({ context, policy });
    this.networkPolicy = policy.policy;
    this.alertRules = jobRulesObject(context, { rules: backupAlerts({ ...WORDS, namespace, cronJob: name, ...plan }) });
    this._job = snapshotJob(context, plan, { ...props, image: pulled.name });
    const rights = { name, namespace };
    this.role = roleObject(this, 'Role', { ...rights, rules: RULES });
    const subjects = [{ kind: 'ServiceAccount', name: this.serviceAccount.name, namespace }];
    this.roleBinding = bindingObject(this, 'RoleBinding', { ...rights, role: this.role, subjects });
    this._recordAt(this.cronJob, context.waivers);
    this.node.addValidation({ validate: () => this.problems() });
    KnownBackups.of(this).add(this.known());
  }

  /**
   * Rehearses the restore on a schedule: of the newest snapshot of each claim a claim is made in a namespace that is
   * there for nothing else, and a pod looks at its volume. What was made for that is deleted in the end.
   *
   * @param options how often, how long it may take, and what looks at the volumes
   */
  public rehearse(options: SnapshotRehearsalOptions = {}): RestoreDrill {
    const { _name: name, _namespace: namespace, _runPlan: plan } = this;
    return RestoreDrill._ofSnapshots(this, { name, namespace, plan, snapshotsLabel: name }, options);
  }

  /**
   * Writes a claim whose volume begins with what a snapshot holds, and that has the labels of the selected ones.
   *
   * A StatefulSet takes a claim of the name that it would make, such as `data-store-0`, as its own. A claim that is
   * there already cannot be changed: it must be gone first. Fails where another call made a claim of that name.
   *
   * @param name of the claim
   * @param options which snapshot, and how large
   */
  public restoreClaim(name: string, options: RestoredClaimOptions): RestoredClaim {
    return RestoredClaim._of(this, { name, namespace: this._namespace, labels: this._claimLabels }, options);
  }

  /** What the selected claims have. @internal */
  public get _claimLabels(): Record<string, string> {
    return this.props.claims._labels;
  }

  /** Where claims and snapshots are. @internal */
  public get _namespace(): string {
    return this.context.namespace;
  }

  /** Of the CronJob, and the value of the label of its snapshots. @internal */
  public get _name(): string {
    return this.context.name;
  }

  private known(): KnownBackup {
    const { _name: name, _namespace: namespace, _runPlan: plan, _claimLabels: claimLabels } = this;
    const { _text: selector } = this.props.claims;
    return {
      construct: this,
      saved: `volumes of claims with ${selector}`,
      kind: 'CronJob',
      namespace,
      name,
      place: 'the storage system of the volumes',
      plan,
      lastSuccess: new CronJobQueries({ namespace, cronJob: name }).lastSuccess(),
      use: 'in its own storage',
      leaves: false,
      restoring: () => snapshotRestoring({ namespace, name, claimLabels, selector }),
      reach: [namespace],
      saves: ({ claims }) => claims.every(({ labels }) => matchesLabels({ matchLabels: claimLabels }, labels)),
      rehearse: () => { this.rehearse(); },
    };
  }

  private problems(): string[] {
    const { claims, snapshotClassName: className } = this.props;
    const source = { namespace: this._namespace, labels: this._claimLabels };
    const drivers = className === undefined ? [] : driverProblems(this, { ...source, className });
    return [...claims._problems(this), ...drivers];
  }
}

function checkKept(scope: Construct, { keepAtLeast = KEPT, keepAtMost }: VolumeSnapshotsProps): void {
  checkInteger(scope, { prop: 'keepAtLeast', value: keepAtLeast }, COUNT_RANGE);
  if (keepAtMost === undefined) return;
  checkInteger(scope, { prop: 'keepAtMost', value: keepAtMost }, COUNT_RANGE);
  if (keepAtMost >= keepAtLeast) return;
  const must = `be at least keepAtLeast, which is ${keepAtLeast}`;
  fail(scope, { prop: 'keepAtMost', must, got: keepAtMost, remedy: 'keep more, or give keepAtLeast a smaller number' });
}

/** Says of the class that others make it, unless the tree does. */
function noteClass({ scope, externals }: WorkloadContext, name: string | undefined): void {
  if (name === undefined) return;
  checkDnsSubdomain(scope, 'snapshotClassName', name);
  externals.derive('VolumeSnapshotClass', () => (makesSnapshotClass(scope, name) ? [] : [name]));
}

function snapshotJob(
  context: WorkloadContext, plan: RunPlan, props: VolumeSnapshotsProps & { readonly image: string },
): StepJob {
  const { scope, namespace, name } = context;
  const { image, resources = Resources.small() } = props;
  const job = new StepJob(context, {
    schedule: plan.schedule,
    deadlineSeconds: plan.deadlineSeconds,
    placement: onAnyNode(scope),
    steps: [{
      name,
      image,
      command: ['/bin/sh', '/scripts/take-snapshots.sh'],
      env: { NAMESPACE: namespace, SNAPSHOTS: name, ...variablesOf(plan, props) },
    }],
    files: stepFiles(context, VOLUMES_SCRIPTS),
    scripts: Object.keys(VOLUMES_SCRIPTS),
    size: Size.mebibytes(64),
    demand: resources._demand(context),
    accountAnnotations: {},
    podLabels: {},
  });
  const [container] = job.cronJob.containers;
  // All tries of a run have it in common.
  container.env.addVariable('RUN', EnvValue.fromFieldRef(EnvFieldPaths.POD_LABEL, { key: JOB_LABEL }));
  mountJobToken(scope, job.cronJob);
  return job;
}

function variablesOf({ deadlineSeconds, retentionDays }: RunPlan, props: VolumeSnapshotsProps) {
  const { claims, snapshotClassName, keepAtLeast = KEPT, keepAtMost } = props;
  return {
    CLAIMS: claims._text,
    ...(snapshotClassName === undefined ? {} : { CLASS: snapshotClassName }),
    KEEP_AT_LEAST: String(keepAtLeast),
    ...(keepAtMost === undefined ? {} : { KEEP_AT_MOST: String(keepAtMost) }),
    RETENTION_SECONDS: String(retentionDays * DAY),
    WAIT_SECONDS: String(Math.max(deadlineSeconds - OTHER_SECONDS, Math.floor(deadlineSeconds / 2))),
  };
}
