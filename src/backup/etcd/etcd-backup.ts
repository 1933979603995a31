import { ApiObject, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { EtcdBackupProps, EtcdRehearsalOptions } from './etcd-backup-props';
import { checkEndpoint, openControlPlane, pkiMounts } from './etcd-node';
import { etcdRestoring } from './etcd-restoring';
import {
  ETCD_BACKUP_SCRIPTS, ETCD_DRILL_SCRIPTS, etcdBackupSteps, etcdDrillSteps, KEYS_FILE, keysFile,
} from './etcd-steps';
import { etcdImage } from './etcd-version';
import { CronJobQueries } from '../../alerts/cron-job-queries';
import { jobRulesObject } from '../../alerts/jobs/job-rules-object';
import { fail } from '../../internal/fail';
import { Since } from '../../internal/kubernetes-version';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { checked } from '../../internal/signatures/checked';
import { Platform } from '../../platform/platform';
import { PulledImage } from '../../pods/containers/pulled-image';
import { ON_CONTROL_PLANE } from '../../pods/jobs/placement';
import { StepJob } from '../../pods/jobs/step-job';
import { filesOf, folder, stepFiles } from '../../pods/jobs/step-volumes';
import { makeContext } from '../../pods/make-context';
import { backupAlerts } from '../backup-alerts';
import { BackupPlan, claimFolder, documentLifecycle, planBackup } from '../backup-plan';
import { RestoreDrill } from '../drills/restore-drill';
import { KnownBackup, KnownBackups } from '../known-backups';
import { ScheduledSteps } from '../scheduled-steps';
import { Bucket, bucketOf } from '../store/bucket-steps';

const DEFAULTS = { every: Duration.hours(6), size: Size.gibibytes(3) };
const WORDS = { alertPrefix: 'EtcdBackup', noun: 'etcd backup' };

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
@checked
export class EtcdBackup extends ScheduledSteps {
  /** Its alert rules: a PrometheusRule, or a ConfigMap with a rule file. */
  public readonly alertRules: ApiObject;
  /**
   * The provider's own document by which the bucket deletes old backups, as text.
   *
   * `ProductionApp` writes it beside the manifests, as `<namespace>.<name>.bucket-lifecycle`.
   */
  public readonly bucketLifecycle: string;
  /** @internal */
  public readonly _job: StepJob;

  private readonly context: WorkloadContext;
  private readonly plan: BackupPlan;
  private readonly bucket: Bucket;
  private readonly image: PulledImage;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props where the backups go, and what is other than the defaults
   */
  constructor(scope: Construct, id: string, private readonly props: EtcdBackupProps) {
    super(scope, id);
    const { name = id, endpoint = 'https://127.0.0.1:2379', destination } = props;
    this.image = etcdImage(this, props);
    const context = this.context = makeContext(this, { name, image: this.image, component: 'backup' });
    const { namespace } = context;
    openControlPlane(context);
    checkEndpoint(this, endpoint);
    const plan = this.plan = planBackup(context, props, DEFAULTS);
    this.bucket = bucketOf(context, props, `${namespace}/${name}`);
    const { path } = this.bucket;
    claimFolder(context, destination, path);
    const pki = pkiMounts(context, props);
    const files = stepFiles(context, ETCD_BACKUP_SCRIPTS);
    this.alertRules = jobRulesObject(context, { rules: backupAlerts({ ...WORDS, namespace, cronJob: name, ...plan }) });
    this._job = new StepJob(context, {
      schedule: plan.schedule,
      deadlineSeconds: plan.deadlineSeconds,
      placement: ON_CONTROL_PLANE,
      steps: etcdBackupSteps(this.parts(context, this.bucket), { endpoint, pki }),
      files,
      scripts: Object.keys(ETCD_BACKUP_SCRIPTS),
      size: plan.size,
      demand: plan.demand,
      accountAnnotations: destination._accountAnnotations,
      podLabels: destination._podLabels,
    });
    this.bucketLifecycle = documentLifecycle(context, { destination, path, retentionDays: plan.retentionDays });
    this._recordAt(this.cronJob, context.waivers);
    KnownBackups.of(this).add(this.known());
  }

  /**
   * Rehearses the restore on a schedule: the newest backup is brought from the bucket, restored, started as a server of
   * its own, and asked whether it has as many keys as the source had.
   *
   * Its pods need nothing of the node, and run on any. Needs Kubernetes 1.29, for a server beside a job.
   *
   * @param options how often, how long it may take, and which keys must be there
   */
  public rehearse(options: EtcdRehearsalOptions = {}): RestoreDrill {
    if (!Platform.of(this)._has(Since.NATIVE_SIDECARS)) {
      const must = 'be 1.29 or later: before that, no server can end with the job that it is for';
      const got = Platform.of(this).kubernetesVersion;
      fail(this, { prop: 'kubernetesVersion', must, got, remedy: 'upgrade the clusters, or rehearse by hand' });
    }
    const { context: { name, namespace }, plan, props, image, bucket: { path } } = this;
    const drill = RestoreDrill._of(this, {
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
    if (namespace === 'kube-system') drill.waive('not-in-system-namespace', 'it restores the etcd of the cluster');
    return drill;
  }

  private known(): KnownBackup {
    const { context: { namespace, name }, bucket, plan, props: { destination } } = this;
    return {
      construct: this,
      saved: 'etcd',
      kind: 'CronJob',
      namespace,
      name,
      place: destination._text(bucket.path),
      plan,
      lastSuccess: new CronJobQueries({ namespace, cronJob: name }).lastSuccess(),
      restoring: () => etcdRestoring(bucket, name),
      use: 'in its own cluster',
      leaves: true,
      reach: [],
      saves: () => false,
      rehearse: () => { this.rehearse(); },
    };
  }

  private parts(context: WorkloadContext, bucket: Bucket) {
    const { image: { name: image }, plan: { size } } = this;
    return { bucket, image, files: folder(context, 'backup', size), scratch: folder(context, 'scratch', size) };
  }
}
