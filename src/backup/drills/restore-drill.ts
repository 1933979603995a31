import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { bucketDrill } from './bucket-drill';
import { drillAlerts } from './drill-alerts';
import { DrillMaker, DrillParts, DrillSurroundings } from './drill-parts';
import { RehearsedBackup } from './rehearsed-backup';
import { snapshotDrill, SnapshotSubject } from './snapshots/snapshot-drill';
import { SnapshotRehearsalOptions } from './snapshots/snapshot-rehearsal-options';
import { veleroDrill, VeleroSubject } from './velero/velero-drill';
import { VeleroRehearsalOptions } from './velero/velero-rehearsal-options';
import { jobRulesObject } from '../../alerts/jobs/job-rules-object';
import { fail } from '../../internal/fail';
import { checked } from '../../internal/signatures/checked';
import { ProductionNamespace } from '../../namespaces/production-namespace';
import { mountJobToken } from '../../pods/jobs/job-token';
import { onAnyNode } from '../../pods/jobs/placement';
import { StepJob } from '../../pods/jobs/step-job';
import { RehearsalOptions } from '../backup-props';
import { KnownBackups } from '../known-backups';
import { ScheduledSteps } from '../scheduled-steps';

const ID = 'Drill';

/**
 * A restore that is rehearsed on a schedule.
 *
 * `rehearse` of a backup makes it. A rehearsal fails where the newest complete backup is older than the recovery point
 * objective, cannot be restored, or is not what it should be once it is back. How long it took is the metric
 * `preflight:restore_drill_duration:seconds`.
 *
 * Dumps are restored from the bucket alone, into folders that go with the pod; there it fails too where they differ
 * from their record by a byte, hold less than the source had, or do not answer the team's own questions. What the
 * cluster itself restores, Velero or the driver of volumes, comes back into a namespace that is there for nothing else,
 * from which nothing is reached but itself and DNS, and is removed however the rehearsal ends. Where something else is
 * in that namespace, the rehearsal fails, and removes nothing. Whoever holds the ServiceAccount of such a drill can
 * have anything restored that was backed up, for RBAC cannot say what a Restore or a VolumeSnapshotContent is of.
 *
 * Writes a CronJob, its ServiceAccount, a ConfigMap with its scripts, a NetworkPolicy and alert rules; where the
 * cluster restores, also the namespace, and what the ServiceAccount may do.
 *
 * @example
 * const drill = backup.rehearse({ every: Duration.days(1), within: Duration.minutes(30) });
 * drill.waive('has-owner-label', 'the platform team runs all drills');
 */
@checked
export class RestoreDrill extends ScheduledSteps {
  /** Rehearses the restore of a backup that is in a bucket. @internal */
  public static _of(scope: Construct, backup: RehearsedBackup, options: RehearsalOptions): RestoreDrill {
    return new RestoreDrill(scope, backup.name, bucketDrill(backup, options));
  }

  /** Has Velero restore what it saved. @internal */
  public static _ofVelero(scope: Construct, subject: VeleroSubject, options: VeleroRehearsalOptions): RestoreDrill {
    return new RestoreDrill(scope, subject.name, veleroDrill(subject, options));
  }

  /** Has claims made of the snapshots of volumes. @internal */
  public static _ofSnapshots(
    scope: Construct, subject: SnapshotSubject, options: SnapshotRehearsalOptions,
  ): RestoreDrill {
    return new RestoreDrill(scope, subject.name, snapshotDrill(subject, options));
  }

  /** The NetworkPolicy: its pods reach where they restore from and DNS, and nothing reaches them. */
  public readonly networkPolicy: ApiObject;
  /** Its alert rules: a PrometheusRule, or a ConfigMap with a rule file. */
  public readonly alertRules: ApiObject;
  /** The namespace that is restored into, where the cluster itself restores. */
  public readonly scratchNamespace?: ProductionNamespace;
  /** The NetworkPolicy that lets the pods in that namespace reach one another. */
  public readonly scratchPolicy?: ApiObject;
  /** The ConfigMap by which Velero changes objects before it restores them, where it does. */
  public readonly modifiers?: ApiObject;
  /** What its ServiceAccount may do, where the cluster itself restores: Roles, a ClusterRole, and their bindings. */
  public readonly roles: ApiObject[];
  /** @internal */
  public readonly _job: StepJob;

  private constructor(scope: Construct, target: string, make: DrillMaker) {
    refuseSecond(scope, target);
    super(scope, ID);
    const parts = make(this);
    const { context, rehearsal, networkPolicy, pod, surroundings } = parts;
    this.networkPolicy = networkPolicy;
    this.alertRules = alertsOf(parts);
    this._job = new StepJob(context, {
      schedule: rehearsal.schedule,
      deadlineSeconds: rehearsal.deadlineSeconds,
      placement: onAnyNode(this),
      ...pod,
    });
    if (surroundings !== undefined) mountJobToken(this, this.cronJob);
    const around: Partial<DrillSurroundings> = surroundings?.() ?? {};
    this.scratchNamespace = around.scratchNamespace;
    this.scratchPolicy = around.scratchPolicy;
    this.modifiers = around.modifiers;
    this.roles = [...around.roles ?? []];
    this._recordAt(this.cronJob, context.waivers);
    KnownBackups.of(this).addRehearsal(scope, {
      namespace: context.namespace, cronJob: context.name, part: parts.part, ...rehearsal,
    });
  }
}

function refuseSecond(scope: Construct, target: string): void {
  if (scope.node.tryFindChild(ID) === undefined) return;
  const remedy = 'remove this call, or ask everything in one';
  fail(scope, { prop: 'rehearse', must: 'be called once', got: `a second call for ${target}`, remedy });
}

function alertsOf({ context, target, rehearsal, runbook }: DrillParts): ApiObject {
  const { namespace, name } = context;
  return jobRulesObject(context, {
    rules: drillAlerts({
      target,
      namespace,
      cronJob: name,
      intervalSeconds: rehearsal.schedule.longestSeconds,
      objectiveSeconds: rehearsal.withinSeconds,
      deadlineSeconds: rehearsal.deadlineSeconds,
      runbook,
    }),
  });
}
