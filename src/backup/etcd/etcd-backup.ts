import { ApiObject, Duration, JsonPatch, Size } from 'cdk8s';
import { ConfigMap, CronJob, ServiceAccount } from 'cdk8s-plus-28';
import { Construct, IConstruct } from 'constructs';
import { backupAlerts } from '../backup-alerts';
import { BackupPlan, claimFolder, documentLifecycle, planBackup } from '../backup-plan';
import { EtcdBackupProps, EtcdRehearsalOptions } from './etcd-backup-props';
import { checkEndpoint, openControlPlane, pkiMounts } from './etcd-node';
import {
  ETCD_BACKUP_SCRIPTS, ETCD_DRILL_SCRIPTS, etcdBackupSteps, etcdDrillSteps, KEYS_FILE, keysFile,
} from './etcd-steps';
import { etcdImage } from './etcd-version';
import { WaiverOptions } from '../../contracts/waiver-options';
import { fail } from '../../internal/fail';
import { Since } from '../../internal/kubernetes-version';
import { mergePatchWithin, patchWithin } from '../../internal/manifest/escape-hatch';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { Platform } from '../../platform/platform';
import { workloadContext } from '../../workloads/workload-context';
import { RestoreDrill } from '../drills/restore-drill';
import { JobObjects } from '../job-objects';
import { filesOf, folder } from '../job-volumes';
import { Bucket, bucketOf } from '../store/bucket-steps';

const DEFAULTS = { every: Duration.hours(6), size: Size.gibibytes(3) };

/**
 * Backups of the cluster's etcd that are restored before they count as backups.
 *
 * Every run asks etcd for its health, counts its keys, saves a snapshot, restores it into a folder that is thrown away,
 * uploads it, and compares what the bucket then holds with what was sent. Only then it writes the record that makes it
 * a backup. Where runs fail, take too long, are suspended or stay away, an alert says so.
 *
 * Writes a CronJob for the control-plane nodes, its ServiceAccount, a ConfigMap with its scripts, and alert rules; with
 * `rehearse`, a `RestoreDrill` too. Its pods run as root on the network of the node, which the `kube-system` of kubeadm
 * admits and a namespace that enforces Pod Security `baseline` or `restricted` does not.
 *
 * @example
 *
 * const backup = new EtcdBackup(chart, 'etcd', {
 *   destination: BackupDestination.s3('acme-etcd', { region: 'eu-west-1' }),
 * });
 * backup.rehearse({ every: Duration.days(7), within: Duration.minutes(30) });
 *
 * @see https://etcd.io/docs/v3.6/op-guide/recovery/
 */
export class EtcdBackup extends Construct {
  /** The CronJob. */
  public readonly cronJob: CronJob;
  /** The ServiceAccount of its pods. */
  public readonly serviceAccount: ServiceAccount;
  /** The ConfigMap with its scripts. */
  public readonly files: ConfigMap;
  /** Its alert rules: a PrometheusRule, or a ConfigMap with a rule file. */
  public readonly alertRules: ApiObject;
  /**
   * The provider's own document by which the bucket deletes old backups, as text.
   *
   * `ProductionApp` writes it beside the manifests, as `<namespace>.<name>.bucket-lifecycle`.
   */
  public readonly bucketLifecycle: string;

  private readonly context: WorkloadContext;
  private readonly plan: BackupPlan;
  private readonly bucket: Bucket;
  private readonly image: string;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props where the backups go, and what is other than the defaults
   */
  constructor(scope: Construct, id: string, private readonly props: EtcdBackupProps) {
    super(scope, id);
    const { name = id, endpoint = 'https://127.0.0.1:2379' } = props;
    this.image = etcdImage(this, props);
    this.context = workloadContext(this, { name, image: this.image, component: 'backup' });
    const { namespace } = this.context;
    openControlPlane(this.context);
    checkEndpoint(this, endpoint);
    this.plan = planBackup(this.context, props, DEFAULTS);
    this.bucket = bucketOf(this.context, props, `${namespace}/${name}`);
    claimFolder(this.context, props.destination, this.bucket.path);
    const pki = pkiMounts(this.context, props);
    const objects = new JobObjects(this.context, {
      ...this.plan,
      destination: props.destination,
      scripts: ETCD_BACKUP_SCRIPTS,
      files: {},
      rules: backupAlerts({ ...this.plan, kind: 'EtcdBackup', namespace, cronJob: name }),
      isOnControlPlane: true,
      steps: () => etcdBackupSteps(this.parts(this.context, this.bucket), { endpoint, pki }),
    });
    this.cronJob = objects.cronJob;
    this.serviceAccount = objects.serviceAccount;
    this.files = objects.files;
    this.alertRules = objects.alertRules;
    this.bucketLifecycle = documentLifecycle(this.context, props.destination, { ...this.plan, path: this.bucket.path });
  }

  /**
   * Rehearses the restore on a schedule: the newest backup is brought from the bucket, restored, started as a server of
   * its own, and asked whether it has as many keys as the source had.
   *
   * Its pods need nothing of the node, and run on any. Needs Kubernetes 1.29, for a server beside a job.
   *
   * @param options how often, how long it may take, and which keys must be there
   */
  public rehearse(options: EtcdRehearsalOptions): RestoreDrill {
    if (!Platform.of(this)._has(Since.NATIVE_SIDECARS)) {
      const must = 'be 1.29 or later: before that, no server can end with the job that it is for';
      const got = Platform.of(this).kubernetesVersion;
      fail(this, { prop: 'kubernetesVersion', must, got, remedy: 'upgrade the clusters, or rehearse by hand' });
    }
    const { context: { name }, plan, props, image, bucket: { path } } = this;
    return RestoreDrill._of(this, {
      name,
      image,
      plan,
      path,
      props,
      scripts: ETCD_DRILL_SCRIPTS,
      files: { [KEYS_FILE]: keysFile(this, options) },
      steps: (context, bucket, files) => {
        const checks = filesOf(context, files, { name: 'checks', files: [KEYS_FILE] });
        return etcdDrillSteps(this.parts(context, bucket), checks, plan.objectiveSeconds);
      },
    }, options);
  }

  /**
   * Records the decision not to follow a check of the readiness checklist.
   *
   * In the manifest: annotation `preflight/waive.<check id>` of the CronJob.
   *
   * @param checkId the id of the check
   * @param reason why it does not hold here
   * @param options who decided, until when, and where it was discussed
   */
  public waive(checkId: string, reason: string, options: WaiverOptions = {}): void {
    const owner = options.owner ?? Platform.of(this)._owner;
    this.context.waivers.add({ ...options, owner, checkId, reason });
  }

  /**
   * Changes an object of this backup by JSON Patch; applied after everything else.
   *
   * Fails before any file is written where an operation addresses nothing or changes nothing.
   *
   * @param target one of the public objects of this backup
   * @param operations applied in this order
   */
  public patch(target: IConstruct, ...operations: JsonPatch[]): void {
    patchWithin(this, target, operations);
  }

  /**
   * Changes an object of this backup by JSON Merge Patch; applied after everything else.
   *
   * Fails before any file is written where the document changes nothing.
   *
   * @param target one of the public objects of this backup
   * @param document what to merge; null removes
   */
  public mergePatch(target: IConstruct, document: { [key: string]: any }): void {
    mergePatchWithin(this, target, document);
  }

  private parts(context: WorkloadContext, bucket: Bucket) {
    const { image, plan: { size } } = this;
    return { bucket, image, files: folder(context, 'backup', size), scratch: folder(context, 'scratch', size) };
  }
}
