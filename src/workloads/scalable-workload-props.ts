import { WorkloadProps } from './workload-props';
import { Autoscaling } from '../availability/autoscaling';
import { Resources } from '../availability/resources';
import { Rollout } from '../availability/rollout';

/** What all workloads of interchangeable pods have in common. */
export interface ScalableWorkloadProps extends WorkloadProps {
  /**
   * CPU, memory and local storage.
   *
   * @default Resources.medium()
   */
  readonly resources?: Resources;

  /**
   * How many replicas run.
   *
   * @default Autoscaling.onCpu()
   */
  readonly scaling?: Autoscaling;

  /**
   * How a new version replaces the old one.
   *
   * @default Rollout.safe()
   */
  readonly rollout?: Rollout;
}
