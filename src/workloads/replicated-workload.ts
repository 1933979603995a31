import { ApiObject } from 'cdk8s';
import { PodWorkload } from './pod-workload';

/** What every workload has whose pods the scheduler places anywhere. @internal */
export abstract class ReplicatedWorkload extends PodWorkload {
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
