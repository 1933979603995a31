import { isBootstrapRole } from '../facts/access/bootstrap-objects';
import { isMadeByApiServer } from '../facts/access/reserved-names';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** The roles that every cluster has stay as they are. */
export const ROLE_REPLACES_NO_BUILT_IN_ROLE: ICheck = {
  id: 'role-replaces-no-built-in-role',
  title: 'No role replaces one that every cluster has',
  box: 'access',
  severity: Severity.CRITICAL,
  why: 'Whoever is bound to view, edit, admin or a role of the controllers has other rights from then on, everywhere; '
    + 'the API server adds what it misses when it starts, and leaves what is too much.',
  remedy: {
    manifest: 'Give the ClusterRole another name; what is to be more of a built-in role goes into one of its own with '
      + 'a label like rbac.authorization.k8s.io/aggregate-to-view.',
    construct: 'another name of WorkloadAccess or BreakGlassAccess',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings'],
  appliesTo: ['rbac.authorization.k8s.io/ClusterRole'],
  evaluate: (manifest) => {
    const { kind, namespace, name } = manifest;
    const place = { path: 'metadata.name', actual: name };
    if (!isBootstrapRole(kind, namespace, name)) return [{ ...place, passed: true, message: 'has a name of its own' }];
    return isMadeByApiServer(manifest)
      ? [{ ...place, passed: true, message: 'is the one that the API server made' }]
      : [{ ...place, passed: false, message: `replaces the role ${name} of the cluster` }];
  },
};
