import { ApiObject, Duration, JsonPatch, Size } from 'cdk8s';
import { ConfigMap, CronJob, ServiceAccount } from 'cdk8s-plus-28';
import { Construct, IConstruct } from 'constructs';
import { backupAlerts } from '../backup-alerts';
import { BackupPlan, claimFolder, documentLifecycle, planBackup } from '../backup-plan';
import { JobObjects } from '../job-objects';
import { PostgresBackupProps, PostgresRehearsalOptions } from './postgres-backup-props';
import { checkDatabases, checkFiles, databaseFiles, postgresImage } from './postgres-databases';
import {
  passwdFiles, POSTGRES_BACKUP_SCRIPTS, POSTGRES_DRILL_SCRIPTS, POSTGRES_RESTORE_SCRIPTS, postgresBackupSteps,
  postgresDrillSteps, USER_FILE,
} from './postgres-steps';
import { WaiverOptions } from '../../contracts/waiver-options';
import { mergePatchWithin, patchWithin } from '../../internal/manifest/escape-hatch';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { Platform } from '../../platform/platform';
import { workloadContext } from '../../workloads/workload-context';
import { RestoreDrill } from '../drills/restore-drill';
import { Bucket, bucketOf } from '../store/bucket-steps';

const DEFAULTS = { every: Duration.hours(24), size: Size.gibibytes(10) };

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
export class PostgresBackup extends Construct {
  /** The CronJob. */
  public readonly cronJob: CronJob;
  /** The ServiceAccount of its pods. */
  public readonly serviceAccount: ServiceAccount;
  /** The ConfigMap with its scripts. */
  public readonly files: ConfigMap;
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

  private readonly context: WorkloadContext;
  private readonly plan: BackupPlan;
  private readonly bucket: Bucket;
  private readonly image: string;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is backed up and where it goes, and what is other than the defaults
   */
  constructor(scope: Construct, id: string, private readonly props: PostgresBackupProps) {
    super(scope, id);
    const { name = id, server, databases, restoresEachRun = false, destination } = props;
    this.image = postgresImage(this, props);
    this.context = workloadContext(this, { name, image: this.image, component: 'backup' });
    const { namespace, selector } = this.context;
    checkDatabases(this, databases);
    const host = server._host(this.context);
    this.plan = planBackup(this.context, props, DEFAULTS);
    this.bucket = bucketOf(this.context, props, `${namespace}/${name}`);
    const { bucket, context } = this;
    claimFolder(context, destination, bucket.path);
    const source = { server, host, databases, restoresEachRun };
    const objects = new JobObjects(context, {
      ...this.plan,
      destination,
      scripts: { ...POSTGRES_BACKUP_SCRIPTS, ...(restoresEachRun ? POSTGRES_RESTORE_SCRIPTS : {}) },
      files: {
        ...databaseFiles(databases),
        ...(restoresEachRun ? passwdFiles(this) : {}),
        [USER_FILE]: server._access.user,
      },
      rules: backupAlerts({ ...this.plan, kind: 'PostgresBackup', namespace, cronJob: name }),
      steps: (configMap) => postgresBackupSteps(this.parts(context, bucket, configMap), source),
    });
    host.open(objects.policy!, { namespace, labels: selector });
    this.cronJob = objects.cronJob;
    this.serviceAccount = objects.serviceAccount;
    this.files = objects.files;
    this.networkPolicy = objects.policy!.policy;
    this.alertRules = objects.alertRules;
    this.bucketLifecycle = documentLifecycle(context, destination, { ...this.plan, path: bucket.path });
  }

  /**
   * Rehearses the restore on a schedule: the newest backup is brought from the bucket and restored into a server that
   * lives as long as the pod, each table is counted, and the team's own questions are asked.
   *
   * @param options how often, how long it may take, and what must be true
   */
  public rehearse(options: PostgresRehearsalOptions): RestoreDrill {
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

  private parts(context: WorkloadContext, bucket: Bucket, configMap: ConfigMap) {
    const { image, plan: { size } } = this;
    return { context, bucket, image, configMap, size };
  }
}
