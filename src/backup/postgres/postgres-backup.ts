import { ApiObject, Duration, Size } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { PostgresBackupProps, PostgresRehearsalOptions } from './postgres-backup-props';
import { checkDatabases, checkFiles, databaseFiles, postgresImage } from './postgres-databases';
import { PostgresHost } from './postgres-host';
import { postgresRestoring } from './postgres-restoring';
import {
  passwdFiles, POSTGRES_BACKUP_SCRIPTS, POSTGRES_DRILL_SCRIPTS, POSTGRES_RESTORE_SCRIPTS, postgresBackupSteps,
  postgresDrillSteps, USER_FILE,
} from './postgres-steps';
import { CronJobQueries } from '../../alerts/cron-job-queries';
import { jobRulesObject } from '../../alerts/jobs/job-rules-object';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { checked } from '../../internal/signatures/checked';
import { PulledImage } from '../../pods/containers/pulled-image';
import { onAnyNode } from '../../pods/jobs/placement';
import { StepJob } from '../../pods/jobs/step-job';
import { stepFiles } from '../../pods/jobs/step-volumes';
import { makeContext } from '../../pods/make-context';
import { backupAlerts } from '../backup-alerts';
import { BackupPlan, claimFolder, documentLifecycle, planBackup } from '../backup-plan';
import { RestoreDrill } from '../drills/restore-drill';
import { KnownBackup, KnownBackups } from '../known-backups';
import { ScheduledSteps } from '../scheduled-steps';
import { bucketPolicy } from '../store/bucket-policy';
import { Bucket, bucketOf } from '../store/bucket-steps';

const DEFAULTS = { every: Duration.hours(24), size: Size.gibibytes(10) };
const WORDS = { alertPrefix: 'PostgresBackup', noun: 'PostgreSQL backup' };

/**
 * Dumps of the databases of a PostgreSQL server that are read to their end before they count as backups.
 *
 * Every run dumps roles and each database in the custom format, reads each dump completely and counts its rows, uploads
 * all of it, and compares what the bucket then holds with what was sent. Only then it writes the record that makes it a
 * backup. Where runs fail, take too long, are suspended or stay away, an alert says so.
 *
 * A dump is the state of one moment, not point-in-time recovery: what was written since the last one is lost with the
 * server. For that, archive the write-ahead log with pgBackRest, as the guide shows.
 *
 * Roles are saved without their passwords, so that the bucket holds none.
 *
 * Writes a CronJob, its ServiceAccount, a ConfigMap with its scripts, a NetworkPolicy and alert rules; with `rehearse`,
 * a `RestoreDrill` too.
 *
 * @example
 *
 * const backup = new PostgresBackup(chart, 'orders-backup', {
 *   server: PostgresServer.at('db.example.com', {
 *     user: 'backup',
 *     password: SecretKey.of('orders-backup', 'password'),
 *     certificateAuthority: SecretKey.of('db-ca', 'ca.crt'),
 *   }),
 *   databases: ['orders'],
 *   destination: BackupDestination.s3('acme-backups', { region: 'eu-west-1' }),
 * });
 * backup.rehearse({ every: Duration.days(1), within: Duration.minutes(30) });
 *
 * @see https://www.postgresql.org/docs/current/backup-dump.html
 */
@checked
export class PostgresBackup extends ScheduledSteps {
  /** The NetworkPolicy: its pods reach the server, the bucket and DNS, and nothing reaches them. */
  public readonly networkPolicy: ApiObject;
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
   * @param props what is backed up and where it goes, and what is other than the defaults
   */
  constructor(scope: Construct, id: string, private readonly props: PostgresBackupProps) {
    super(scope, id);
    const { name = id, server, databases, restoresEachRun = false, destination } = props;
    this.image = postgresImage(this, props);
    const context = this.context = makeContext(this, { name, image: this.image, component: 'backup' });
    const { namespace, selector } = context;
    checkDatabases(this, databases);
    const host = server._host(context);
    const plan = this.plan = planBackup(context, props, DEFAULTS);
    this.bucket = bucketOf(context, props, `${namespace}/${name}`);
    const { path } = this.bucket;
    claimFolder(context, destination, path);
    const scripts = { ...POSTGRES_BACKUP_SCRIPTS, ...(restoresEachRun ? POSTGRES_RESTORE_SCRIPTS : {}) };
    const files = stepFiles(context, { ...scripts, ...this.dataFiles() });
    const policy = bucketPolicy(context, destination);
    host.open(policy, { namespace, labels: selector });
    this.networkPolicy = policy.policy;
    this.alertRules = jobRulesObject(context, { rules: backupAlerts({ ...WORDS, namespace, cronJob: name, ...plan }) });
    this._job = new StepJob(context, {
      schedule: plan.schedule,
      deadlineSeconds: plan.deadlineSeconds,
      placement: onAnyNode(this),
      steps: postgresBackupSteps(this.parts(context, this.bucket, files), { server, host, databases, restoresEachRun }),
      files,
      scripts: Object.keys(scripts),
      size: plan.size,
      demand: plan.demand,
      accountAnnotations: destination._accountAnnotations,
      podLabels: destination._podLabels,
    });
    this.bucketLifecycle = documentLifecycle(context, { destination, path, retentionDays: plan.retentionDays });
    this._recordAt(this.cronJob, context.waivers);
    KnownBackups.of(this).add(this.known(host));
  }

  /**
   * Rehearses the restore on a schedule: the newest backup is brought from the bucket and restored into a server that
   * lives as long as the pod, each table is counted, and the team's own questions are asked.
   *
   * @param options how often, how long it may take, and what must be true
   */
  public rehearse(options: PostgresRehearsalOptions = {}): RestoreDrill {
    const { context: { name }, plan, props, image, bucket: { path } } = this;
    const checks = checkFiles(this, props.databases, options.checks ?? []);
    return RestoreDrill._of(this, {
      name,
      image,
      plan,
      path,
      props,
      scripts: POSTGRES_DRILL_SCRIPTS,
      files: { ...passwdFiles(this), ...checks },
      steps: (context, bucket, configMap) => (
        postgresDrillSteps(this.parts(context, bucket, configMap), Object.keys(checks), plan.objectiveSeconds)
      ),
    }, options);
  }

  /** What the scripts read beside the bucket: names that neither the kubelet nor a shell interprets. */
  private dataFiles() {
    const { databases, server, restoresEachRun = false } = this.props;
    return {
      ...databaseFiles(databases),
      ...(restoresEachRun ? passwdFiles(this) : {}),
      [USER_FILE]: server._access.user,
    };
  }

  private known(host: PostgresHost): KnownBackup {
    const { context: { namespace, name }, bucket, plan, props: { databases, destination } } = this;
    return {
      construct: this,
      saved: `PostgreSQL ${databases.join(', ')}`,
      kind: 'CronJob',
      namespace,
      name,
      place: destination._text(bucket.path),
      plan,
      use: 'in any cluster',
      leaves: true,
      lastSuccess: new CronJobQueries({ namespace, cronJob: name }).lastSuccess(),
      restoring: () => postgresRestoring(bucket, host, name),
      reach: host.reach,
      saves: (subject) => host.keeps(subject),
      rehearse: () => { this.rehearse(); },
    };
  }

  private parts(context: WorkloadContext, bucket: Bucket, configMap: ConfigMap) {
    const { image: { name: image }, plan: { size } } = this;
    return { context, bucket, image, configMap, size };
  }
}
