import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { TrafficSide } from './traffic-side';
import { PodGroup } from '../contracts/reachable';
import { Overlay } from '../internal/manifest/overlay';
import { checkPods, podPeer } from '../internal/manifest/pod-peers';
import { checkDnsSubdomain } from '../internal/naming/names';
import { checkProtocol } from '../internal/naming/protocols';
import { checked } from '../internal/signatures/checked';
import { checkInteger, PORT_RANGE } from '../internal/values/numbers';
import { OwnConstruct } from '../platform/own-construct';
import { Platform } from '../platform/platform';

/** Properties for `AllowTraffic`. */
export interface AllowTrafficProps {
  /** The pods that call. */
  readonly callers: PodGroup;

  /** The pods that are called. */
  readonly target: PodGroup;

  /**
   * Port that the pods that are called listen on.
   *
   * In the manifest: NetworkPolicy `spec.egress[0].ports[0].port` and `spec.ingress[0].ports[0].port`.
   */
  readonly port: number;

  /**
   * Transport protocol: `TCP`, `UDP` or `SCTP`.
   *
   * @default 'TCP'
   */
  readonly protocol?: string;

  /**
   * Which of the two sides are ours to open.
   *
   * The namespace of the other one belongs to somebody who opens it there, or is not closed.
   *
   * In the manifest: whether there is a NetworkPolicy for each of the two.
   *
   * @default TrafficSide.BOTH
   */
  readonly side?: TrafficSide;

  /**
   * What the names of both policies begin with.
   *
   * @default - the id of the construct
   */
  readonly name?: string;
}

/**
 * Opens one flow between pods that this library did not make, on both sides or on one.
 *
 * Writes a NetworkPolicy `<name>-egress` in the namespace of the callers and `<name>-ingress` in that of the target.
 * Mind that the first policy that selects a pod closes it for all else in that direction.
 *
 * @example
 *
 * new AllowTraffic(chart, 'grafana-to-loki', {
 *   callers: { namespace: 'grafana', labels: { app: 'grafana' } },
 *   target: { namespace: 'loki', labels: { app: 'loki' } },
 *   port: 3100,
 * });
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
@checked
export class AllowTraffic extends OwnConstruct {
  /** The NetworkPolicy that lets the callers out, none where the side of the target alone is ours. */
  public readonly egress?: ApiObject;
  /** The NetworkPolicy that lets them in, none where the side of the callers alone is ours. */
  public readonly ingress?: ApiObject;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props both sides
   */
  constructor(scope: Construct, id: string, props: AllowTrafficProps) {
    super(scope, id);
    const { callers, target, port, protocol = 'TCP', name = id, side = TrafficSide.BOTH } = props;
    checkPods(this, 'callers', callers);
    checkPods(this, 'target', target);
    checkInteger(this, { prop: 'port', value: port }, PORT_RANGE);
    checkProtocol(this, 'protocol', protocol);
    checkDnsSubdomain(this, 'name', `${name}-ingress`);
    const ports = [{ protocol, port }];
    if (side !== TrafficSide.TARGET) {
      this.egress = this.policy('Egress', `${name}-egress`, {
        pods: callers,
        rules: { egress: [{ to: [podPeer(callers.namespace, target)], ports }] },
      });
    }
    if (side !== TrafficSide.CALLERS) {
      this.ingress = this.policy('Ingress', `${name}-ingress`, {
        pods: target,
        rules: { ingress: [{ from: [podPeer(target.namespace, callers)], ports }] },
      });
    }
  }

  private policy(direction: string, name: string, { pods, rules }: { pods: PodGroup; rules: object }): ApiObject {
    const labels = Platform.of(this)._objectLabels();
    const policy = new ApiObject(this, direction, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace: pods.namespace, labels },
      spec: { podSelector: { matchLabels: { ...pods.labels } }, policyTypes: [direction], ...rules },
    });
    Overlay.of(policy);
    return policy;
  }
}
