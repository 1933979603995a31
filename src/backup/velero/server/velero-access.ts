import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Overlay } from '../../../internal/manifest/overlay';
import { Waivers } from '../../../internal/manifest/waiver-annotations';
import { Platform } from '../../../platform/platform';

const GROUP = 'rbac.authorization.k8s.io';
const WHY = 'Velero reads and restores objects of every kind, roles and secrets too, and its project supports no less';

/** ServiceAccounts of one namespace. */
export interface VeleroAccounts {
  readonly namespace: string;
  readonly names: () => readonly string[];
}

/**
 * Gives Velero the whole cluster, and says so.
 *
 * Whoever may start pods in its namespace, read the tokens of its accounts or write its Restores holds the cluster.
 */
export function veleroAccess(scope: Construct, { namespace, names }: VeleroAccounts): ApiObject {
  const subjects = () => names().map((name) => ({ kind: 'ServiceAccount', name, namespace }));
  const binding = new ApiObject(scope, 'ClusterRoleBinding', {
    apiVersion: `${GROUP}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: `preflight-velero-${namespace}`, labels: Platform.of(scope)._objectLabels() },
    roleRef: { apiGroup: GROUP, kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: Lazy.any({ produce: subjects }),
  });
  Overlay.of(binding).dropNamespace();
  Waivers.of(binding).addOptOut('server', 'binding-is-not-cluster-admin', { reason: WHY });
  return binding;
}
