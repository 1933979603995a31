import { Construct } from 'constructs';
import { controllerNamespace } from './controller-namespace';
import { fail } from '../internal/fail';
import { namespacePeer } from '../internal/manifest/pod-peers';
import { checkDnsLabel, checkLabels } from '../internal/naming/names';
import { checked } from '../internal/signatures/checked';
import { isCidr } from '../internal/values/addresses/ip-networks';

/** Options for `TrafficPeer.pods`. */
export interface PodPeerOptions {
  /** Labels that the pods carry, at least one. */
  readonly labels: { [key: string]: string };

  /**
   * Namespace of the pods.
   *
   * @default - the namespace of the policy
   */
  readonly namespace?: string;
}

/**
 * The other side of a flow through a network policy.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
@checked
export class TrafficPeer {
  /**
   * All pods of a namespace.
   *
   * @param name name of the namespace
   */
  public static namespace(name: string): TrafficPeer {
    return new TrafficPeer((scope) => peerOf(scope, 'peer.namespace', name));
  }

  /**
   * The ingress controller, where the platform says that it runs.
   *
   * Fails where `Platform.configure` was not given `ingressControllerNamespace`.
   */
  public static ingressController(): TrafficPeer {
    return new TrafficPeer((scope) => ofController(scope));
  }

  /**
   * Pods by their labels.
   *
   * @param options labels and namespace
   */
  public static pods(options: PodPeerOptions): TrafficPeer {
    return new TrafficPeer((scope) => podPeer(scope, options));
  }

  /**
   * Addresses outside of the cluster.
   *
   * @param cidr such as `203.0.113.0/24`
   */
  public static cidr(cidr: string): TrafficPeer {
    return new TrafficPeer((scope) => cidrPeer(scope, cidr));
  }

  private constructor(private readonly render: (scope: Construct) => object) {}

  /** The peer as a NetworkPolicy writes it; refuses what Kubernetes would refuse. @internal */
  public _rendered(scope: Construct): object {
    return this.render(scope);
  }
}

function peerOf(scope: Construct, prop: string, name: string) {
  checkDnsLabel(scope, prop, name);
  return namespacePeer(name);
}

function ofController(scope: Construct) {
  return peerOf(scope, 'ingressControllerNamespace', controllerNamespace(scope, ', or use TrafficPeer.namespace'));
}

function podPeer(scope: Construct, { labels, namespace }: PodPeerOptions) {
  checkLabels(scope, 'peer.labels', labels);
  if (Object.keys(labels).length === 0) {
    fail(scope, {
      prop: 'peer.labels',
      must: 'hold a label',
      got: labels,
      remedy: 'name one that the pods carry; TrafficPeer.namespace admits all of a namespace',
    });
  }
  const ofNamespace = namespace === undefined ? {} : peerOf(scope, 'peer.namespace', namespace);
  return { ...ofNamespace, podSelector: { matchLabels: { ...labels } } };
}

function cidrPeer(scope: Construct, cidr: string) {
  if (!isCidr(cidr)) {
    fail(scope, { prop: 'peer.cidr', must: 'be a network', got: cidr, remedy: 'write it like 203.0.113.0/24' });
  }
  return { ipBlock: { cidr } };
}
