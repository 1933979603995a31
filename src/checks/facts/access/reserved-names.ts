import { isBootstrapRole } from './bootstrap-objects';
import { USER_FACING_ROLES } from '../../../internal/values/rbac/built-in-roles';
import type { Manifest } from '../../model/manifest';
import { mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** What Kubernetes and Google's clusters begin the names of their own roles and bindings with. */
const RESERVED = /^(system|gce):/;
/** By it the API server marks what it makes itself; anybody may write it. */
const BOOTSTRAPPING = 'kubernetes.io/bootstrapping';

/** Whether a role or binding is of the cluster itself, so that nobody who deploys wrote it. */
export function belongsToCluster(manifest: Manifest): boolean {
  const { kind, namespace, name, content } = manifest;
  if (kind === 'ClusterRoleBinding' && name === 'cluster-admin') return isOfMasters(content.subjects);
  if (isBootstrapRole(kind, namespace, name)) return isMadeByApiServer(manifest);
  const isReserved = RESERVED.test(name) || (kind === 'ClusterRole' && USER_FACING_ROLES.has(name));
  return isReserved && isFromCluster(manifest);
}

/** Whether an object was read from a cluster, whose API server made it. */
export function isMadeByApiServer(manifest: Manifest): boolean {
  return manifest.labels[BOOTSTRAPPING] !== undefined && isFromCluster(manifest);
}

/** Whether an API server has stored an object: it alone gives ids. */
function isFromCluster({ content }: Manifest): boolean {
  return textOf(mapOf(content.metadata).uid) !== '';
}

/** The binding that every cluster is born with gives the role to those who have it anyway. */
function isOfMasters(subjects: unknown): boolean {
  return mapsIn(subjects).every(({ item }) => item.kind === 'Group' && item.name === 'system:masters');
}
