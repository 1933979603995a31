import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { bindingObject, roleObject } from './role-objects';
import { JsonObject } from '../internal/values/json';

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
  const clusterRole = roleObject(scope, 'ClusterRole', { name, rules });
  const subjects = [{ kind: 'ServiceAccount', name: account, namespace }];
  const clusterRoleBinding = bindingObject(scope, 'ClusterRoleBinding', { name, role: clusterRole, subjects });
  return { clusterRole, clusterRoleBinding };
}
