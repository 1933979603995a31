import { ContainerSecurityContextProps, DnsPolicy, JobProps } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { JsonObject } from '../../internal/values/json';
import { HARDENED_CONTAINER, ROOT_CONTAINER, ROOT_POD, unprivilegedUser } from '../hardening';

/** Where the pods of a job run, and what they may do there. */
export interface Placement {
  /** What cdk8s-plus can say of the pods. */
  readonly podProps: Pick<JobProps, 'hostNetwork' | 'dns' | 'securityContext'>;
  readonly container: ContainerSecurityContextProps;
  /** What it cannot, of the pod's `spec`. */
  readonly podFields: JsonObject;
}

/** On any node, without a privilege. */
export function onAnyNode(scope: Construct): Placement {
  return { podProps: { securityContext: unprivilegedUser(scope) }, container: HARDENED_CONTAINER, podFields: {} };
}

/** On a node of the control plane and its network, as root, which may read the keys there. No policy sees such pods. */
export const ON_CONTROL_PLANE: Placement = {
  podProps: {
    hostNetwork: true,
    dns: { policy: DnsPolicy.CLUSTER_FIRST_WITH_HOST_NET },
    securityContext: ROOT_POD,
  },
  container: ROOT_CONTAINER,
  podFields: {
    priorityClassName: 'system-cluster-critical',
    nodeSelector: { 'node-role.kubernetes.io/control-plane': '' },
    tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' }],
  },
};
