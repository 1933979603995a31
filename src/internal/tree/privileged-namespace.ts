import { Construct } from 'constructs';
import { NamespaceRegistry } from './namespace-registry';
import { Complaint, describe, fail } from '../fail';
import { WorkloadContext } from '../manifest/workload-context';

/** Pods that come nearer to their node than Pod Security lets them below `privileged`. */
export interface PrivilegedPods {
  /** Such as `pods on the network of their node`. */
  readonly what: string;
  /** Why a namespace would admit them. */
  readonly reason: string;
}

/** Refuses a namespace of ours that does not admit such pods, wherever in the tree it is declared. */
export function requirePrivilegedNamespace({ scope, namespace }: WorkloadContext, pods: PrivilegedPods): void {
  for (const complaint of complaintsOf(scope, namespace, pods)) fail(scope, complaint);
  // The namespace may be declared later.
  scope.node.addValidation({ validate: () => complaintsOf(scope, namespace, pods).map(describe) });
}

function complaintsOf(scope: Construct, namespace: string, { what, reason }: PrivilegedPods): Complaint[] {
  const level = NamespaceRegistry.of(scope).namespaceNamed(namespace)?.podSecurityLevel ?? 'privileged';
  if (level === 'privileged') return [];
  return [{
    prop: 'namespace',
    must: `admit ${what}, which Pod Security allows at the level privileged alone`,
    got: `${namespace}, which enforces ${level}`,
    remedy: `put it into kube-system, or a namespace of its own with PodSecurity.privileged('${reason}')`,
  }];
}
