import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Overlay } from '../internal/manifest/overlay';
import { JsonObject } from '../internal/values/json';
import { Platform } from '../platform/platform';

/** A ServiceAccount, and what it may do in the whole cluster. */
export interface ClusterGrant {
  /** Of both objects. */
  readonly name: string;
  readonly account: string;
  readonly namespace: string;
  readonly rules: readonly JsonObject[];
}

/** What grants it. */
export interface ClusterAccess {
  readonly clusterRole: ApiObject;
  readonly clusterRoleBinding: ApiObject;
}

/** A ClusterRole of its own, bound to one ServiceAccount. */
export function clusterAccess(scope: Construct, { name, account, namespace, rules }: ClusterGrant): ClusterAccess {
  const metadata = { name, labels: Platform.of(scope)._objectLabels() };
  return {
    clusterRole: clusterScoped(scope, 'ClusterRole', { metadata, rules }),
    clusterRoleBinding: clusterScoped(scope, 'ClusterRoleBinding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name: account, namespace }],
    }),
  };
}

function clusterScoped(scope: Construct, kind: string, fields: object): ApiObject {
  const object = new ApiObject(scope, kind, { apiVersion: 'rbac.authorization.k8s.io/v1', kind, ...fields });
  // Otherwise the chart's namespace would be written on an object that belongs to none.
  Overlay.of(object).merge({ metadata: { namespace: null } });
  return object;
}
