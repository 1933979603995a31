import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { ProductionNamespace } from '../../namespaces/production-namespace';
import { StepJobProps } from '../../pods/jobs/step-job';
import { RehearsalPlan } from '../backup-schedule';

/** Makes what differs between drills, in the scope of one. */
export type DrillMaker = (scope: Construct) => DrillParts;

/** What a drill is made of. */
export interface DrillParts {
  readonly context: WorkloadContext;
  /** The name of the backup that is restored. */
  readonly target: string;
  readonly rehearsal: RehearsalPlan;
  /** What of the backup is restored, where it is not all. */
  readonly part?: string;
  readonly runbook: string;
  readonly networkPolicy: ApiObject;
  readonly pod: Omit<StepJobProps, 'schedule' | 'deadlineSeconds' | 'placement'>;
  /** Makes what is outside of the namespace of its pods, where the cluster restores; undefined where they do. */
  readonly surroundings?: () => DrillSurroundings;
}

/** Where the cluster restores, and what the pods of a drill may do there and in the cluster. */
export interface DrillSurroundings {
  readonly scratchNamespace: ProductionNamespace;
  /** What lets the pods in it reach one another. */
  readonly scratchPolicy: ApiObject;
  readonly modifiers?: ApiObject;
  readonly roles: readonly ApiObject[];
}
