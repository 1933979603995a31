import type { Manifest } from '../../model/manifest';

/** What Kubernetes and Google's clusters begin the names of their own roles and bindings with. */
const RESERVED = /^(system|gce):/;
/** The roles that every cluster is born with. */
const DEFAULT_ROLES = new Set(['cluster-admin', 'admin', 'edit', 'view']);

/** Whether the name of a role or binding is kept for the cluster itself, so that nobody who deploys wrote it. */
export function isReservedName({ kind, name }: Manifest): boolean {
  return RESERVED.test(name) || (kind === 'ClusterRole' && DEFAULT_ROLES.has(name));
}
