import { USER_FACING_ROLES } from '../../../internal/values/rbac/built-in-roles';
import type { Manifest } from '../../model/manifest';
import { mapsIn } from '../../model/values/plain-data';

/** What Kubernetes and Google's clusters begin the names of their own roles and bindings with. */
const RESERVED = /^(system|gce):/;

/** Whether the name of a role or binding is kept for the cluster itself, so that nobody who deploys wrote it. */
export function isReservedName({ kind, name, content }: Manifest): boolean {
  if (kind === 'ClusterRoleBinding' && name === 'cluster-admin') return isOfMasters(content.subjects);
  return RESERVED.test(name) || (kind === 'ClusterRole' && USER_FACING_ROLES.has(name));
}

/** The binding that every cluster is born with gives the role to those who have it anyway. */
function isOfMasters(subjects: unknown): boolean {
  return mapsIn(subjects).every(({ item }) => item.kind === 'Group' && item.name === 'system:masters');
}
