import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { drillAlerts } from './drill-alerts';
import { RehearsedBackup } from './rehearsed-backup';
import { jobRulesObject } from '../../alerts/jobs/job-rules-object';
import { fail } from '../../internal/fail';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { checked } from '../../internal/signatures/checked';
import { onAnyNode } from '../../pods/jobs/placement';
import { StepJob } from '../../pods/jobs/step-job';
import { stepFiles } from '../../pods/jobs/step-volumes';
import { makeContext } from '../../pods/make-context';
import { demandOf } from '../backup-plan';
import { RehearsalOptions } from '../backup-props';
import { planRehearsal, RehearsalPlan } from '../backup-schedule';
import { KnownBackups } from '../known-backups';
import { ScheduledSteps } from '../scheduled-steps';
import { bucketPolicy } from '../store/bucket-policy';
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
 *
 * @example
 * const drill = backup.rehearse({ every: Duration.days(1), within: Duration.minutes(30) });
 * drill.waive('has-owner-label', 'the platform team runs all drills');
 */
@checked
export class RestoreDrill extends ScheduledSteps {
  /** Rehearses the restore of a backup. @internal */
  public static _of(scope: Construct, backup: RehearsedBackup, options: RehearsalOptions): RestoreDrill {
    if (scope.node.tryFindChild(ID) !== undefined) {
      const remedy = 'remove this call, or ask everything in one';
      fail(scope, { prop: 'rehearse', must: 'be called once', got: `a second call for ${backup.name}`, remedy });
    }
    return new RestoreDrill(scope, backup, options);
  }

  /** The NetworkPolicy: its pods reach the bucket and DNS, and nothing reaches them. */
  public readonly networkPolicy: ApiObject;
  /** Its alert rules: a PrometheusRule, or a ConfigMap with a rule file. */
  public readonly alertRules: ApiObject;
  /** @internal */
  public readonly _job: StepJob;

  private constructor(scope: Construct, backup: RehearsedBackup, options: RehearsalOptions) {
    super(scope, ID);
    const { plan, props, image, scripts } = backup;
    const { destination } = props;
    const rehearsal = planRehearsal(this, options, plan.objective);
    const context = makeContext(this, { name: `${backup.name}-drill`, image, component: 'restore-drill' });
    const bucket = bucketOf(context, props, backup.path);
    const files = stepFiles(context, { ...scripts, ...backup.files });
    this.networkPolicy = bucketPolicy(context, destination).policy;
    this.alertRules = jobRulesObject(context, { rules: drillAlerts(drilled(context, backup, rehearsal)) });
    this._job = new StepJob(context, {
      schedule: rehearsal.schedule,
      deadlineSeconds: rehearsal.deadlineSeconds,
      placement: onAnyNode(this),
      steps: backup.steps(context, bucket, files),
      files,
      scripts: Object.keys(scripts),
      size: plan.size,
      demand: demandOf(context, props, plan.size),
      accountAnnotations: destination._accountAnnotations,
      podLabels: destination._podLabels,
    });
    this._recordAt(this.cronJob, context.waivers);
    KnownBackups.of(this).addRehearsal(scope, { namespace: context.namespace, cronJob: context.name, ...rehearsal });
  }
}

function drilled({ namespace, name }: WorkloadContext, backup: RehearsedBackup, rehearsal: RehearsalPlan) {
  return {
    target: backup.name,
    namespace,
    cronJob: name,
    intervalSeconds: rehearsal.schedule.longestSeconds,
    objectiveSeconds: rehearsal.withinSeconds,
    deadlineSeconds: rehearsal.deadlineSeconds,
    runbook: backup.plan.runbook,
  };
}
