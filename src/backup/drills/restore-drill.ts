import { ApiObject, JsonPatch } from 'cdk8s';
import { ConfigMap, CronJob, ServiceAccount } from 'cdk8s-plus-28';
import { Construct, IConstruct } from 'constructs';
import { RehearsalOptions } from '../backup-props';
import { drillAlerts } from './drill-alerts';
import { JobObjects } from '../job-objects';
import { RehearsedBackup } from './rehearsed-backup';
import { WaiverOptions } from '../../contracts/waiver-options';
import { fail } from '../../internal/fail';
import { mergePatchWithin, patchWithin } from '../../internal/manifest/escape-hatch';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { Platform } from '../../platform/platform';
import { workloadContext } from '../../workloads/workload-context';
import { demandOf, planRehearsal } from '../backup-plan';
import { bucketOf } from '../store/bucket-steps';

const ID = 'Drill';

/**
 * A restore that is rehearsed on a schedule, from the bucket alone, into folders that go with the pod.
 *
 * `rehearse` of a backup makes it. A rehearsal fails where the newest complete backup is older than the recovery point
 * objective, differs from its record by a byte, cannot be restored, holds less than the source had, or does not answer
 * the team's own questions. How long it took is the metric `preflight:restore_drill_duration:seconds`.
 *
 * Writes a CronJob, its ServiceAccount, a ConfigMap with its scripts, a NetworkPolicy and alert rules.
 */
export class RestoreDrill extends Construct {
  /** Rehearses the restore of a backup. @internal */
  public static _of(scope: Construct, backup: RehearsedBackup, options: RehearsalOptions): RestoreDrill {
    if (scope.node.tryFindChild(ID) !== undefined) {
      const remedy = 'remove this call, or ask everything in one';
      fail(scope, { prop: 'rehearse', must: 'be called once', got: `a second call for ${backup.name}`, remedy });
    }
    return new RestoreDrill(scope, backup, options);
  }

  /** The CronJob. */
  public readonly cronJob: CronJob;
  /** The ServiceAccount of its pods. */
  public readonly serviceAccount: ServiceAccount;
  /** The ConfigMap with its scripts. */
  public readonly files: ConfigMap;
  /** The NetworkPolicy: its pods reach the bucket and DNS, and nothing reaches them. */
  public readonly networkPolicy: ApiObject;
  /** Its alert rules: a PrometheusRule, or a ConfigMap with a rule file. */
  public readonly alertRules: ApiObject;
  private readonly context: WorkloadContext;

  private constructor(scope: Construct, backup: RehearsedBackup, options: RehearsalOptions) {
    super(scope, ID);
    const { plan, props, image, path } = backup;
    const name = `${backup.name}-drill`;
    const { schedule, withinSeconds, deadlineSeconds } = planRehearsal(this, options);
    this.context = workloadContext(this, { name, image, component: 'restore-drill' });
    const bucket = bucketOf(this.context, props, path);
    const objects = new JobObjects(this.context, {
      ...backup,
      schedule,
      deadlineSeconds,
      destination: props.destination,
      size: plan.size,
      demand: demandOf(this.context, props, plan.size),
      rules: drillAlerts({
        target: backup.name,
        namespace: this.context.namespace,
        cronJob: name,
        intervalSeconds: schedule.longestSeconds,
        objectiveSeconds: withinSeconds,
        deadlineSeconds,
        runbook: plan.runbook,
      }),
      steps: (files) => backup.steps(this.context, bucket, files),
    });
    this.cronJob = objects.cronJob;
    this.serviceAccount = objects.serviceAccount;
    this.files = objects.files;
    this.networkPolicy = objects.policy!.policy;
    this.alertRules = objects.alertRules;
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
   * Changes an object of this drill by JSON Patch; applied after everything else.
   *
   * Fails before any file is written where an operation addresses nothing or changes nothing.
   *
   * @param target one of the public objects of this drill
   * @param operations applied in this order
   */
  public patch(target: IConstruct, ...operations: JsonPatch[]): void {
    patchWithin(this, target, operations);
  }

  /**
   * Changes an object of this drill by JSON Merge Patch; applied after everything else.
   *
   * Fails before any file is written where the document changes nothing.
   *
   * @param target one of the public objects of this drill
   * @param document what to merge; null removes
   */
  public mergePatch(target: IConstruct, document: { [key: string]: any }): void {
    mergePatchWithin(this, target, document);
  }
}
