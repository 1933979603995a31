import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { defaultDenySpec } from '../internal/manifest/default-deny';
import { Overlay } from '../internal/manifest/overlay';
import { checkDnsLabel, checkDnsSubdomain } from '../internal/naming/names';
import { checked } from '../internal/signatures/checked';
import { namespaceOf } from '../internal/tree/namespace-lookup';
import { OwnConstruct } from '../platform/own-construct';
import { Platform } from '../platform/platform';

/** Properties for `DefaultDenyPolicy`. */
export interface DefaultDenyPolicyProps {
  /**
   * Name of the policy.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * Namespace to close.
   *
   * @default - the nearest ProductionNamespace's, then the chart's
   */
  readonly namespace?: string;

  /**
   * Let pods look up names in the cluster's DNS.
   *
   * Without it every lookup times out, which looks like an outage, not like a policy.
   *
   * @default true
   */
  readonly allowDns?: boolean;
}

/**
 * Denies all traffic to and from the pods of a namespace, DNS excepted.
 *
 * Network policies only ever add permissions: open a flow by a policy beside this one, as `allowFrom` does.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies
 *
 * @example
 * new DefaultDenyPolicy(chart, 'default-deny');
 */
@checked
export class DefaultDenyPolicy extends OwnConstruct {
  /** The NetworkPolicy. */
  public readonly policy: ApiObject;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: DefaultDenyPolicyProps = {}) {
    super(scope, id);
    const name = props.name ?? id;
    const namespace = props.namespace ?? namespaceOf(this);
    const platform = Platform.of(this);
    checkDnsSubdomain(this, 'name', name);
    checkDnsLabel(this, 'namespace', namespace);

    this.policy = new ApiObject(this, 'Resource', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace, labels: platform._objectLabels() },
      spec: defaultDenySpec(props.allowDns ?? true ? [platform.clusterDns._egressRule()] : []),
    });
    Overlay.of(this.policy);
  }

}
