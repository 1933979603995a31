import { Construct } from 'constructs';
import { Flow, WorkloadFlows } from './workload-flows';
import { fail } from '../internal/fail';

/**
 * The flows of pods on the network of their node.
 *
 * Policies see the node there and not the pods: none closes anything, and no peer can know the pods by their labels.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-hostnetwork-pods
 */
export class HostNetwork implements WorkloadFlows {
  constructor(private readonly scope: Construct) {}

  public allowFrom(flow: Flow): void {
    this.refuse(flow);
  }

  public admit(flow: Flow): void {
    this.refuse(flow);
  }

  /** Addresses outside of the cluster are reached as the node reaches them. */
  public allowTo(flow: Flow): void {
    if (!Object.hasOwn(flow.peer, 'ipBlock')) this.refuse(flow);
  }

  /** What is derived is about pods, which it may reach as its node does. */
  public deriveTo(): void {
    // Nothing closes it.
  }

  private refuse({ verb, peer }: Flow): void {
    fail(this.scope, {
      prop: verb,
      must: 'be about pods that policies see, and not those on the network of their node',
      got: peer,
      remedy: "have the target let the nodes in, by allowFrom(TrafficPeer.cidr('10.0.0.0/16')), or leave network out",
    });
  }
}
