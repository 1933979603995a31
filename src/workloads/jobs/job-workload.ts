import { ApiObject } from 'cdk8s';
import { PodWorkload } from '../pod-workload';

/** What every job has. @internal */
export abstract class JobWorkload extends PodWorkload {
  /** The NetworkPolicy: nothing reaches the pods, and they reach DNS and what they depend on. */
  public get networkPolicy(): ApiObject {
    // Such pods are never on the network of their node.
    return this._workload.policy.policy!;
  }
}
