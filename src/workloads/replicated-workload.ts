import { ApiObject } from 'cdk8s';
import { LastingWorkload } from './lasting-workload';

/** What every lasting workload has whose pods the scheduler places anywhere. @internal */
export abstract class ReplicatedWorkload extends LastingWorkload {
  /** The PodDisruptionBudget, none where it was opted out of. */
  public get disruptionBudget(): ApiObject | undefined {
    return this._workload.disruptionBudget;
  }

  /** The NetworkPolicy. */
  public get networkPolicy(): ApiObject {
    // Such pods are never on the network of their node.
    return this._workload.policy.policy!;
  }
}
