import { Manifest } from '../../support/schemas';

const OBJECTS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const PARTS = ['get', 'patch', 'update'];

/** What API servers serve of a few groups, and by which verbs. */
export const SERVED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  '': {
    'configmaps': OBJECTS,
    'endpoints': OBJECTS,
    'events': OBJECTS,
    'pods': OBJECTS,
    'pods/attach': ['create', 'get'],
    'pods/eviction': ['create'],
    'pods/exec': ['create', 'get'],
    'pods/log': ['get'],
    'secrets': OBJECTS,
    'serviceaccounts': [...OBJECTS, 'impersonate'],
    'serviceaccounts/token': ['create'],
    'services': OBJECTS,
  },
  'apps': {
    'deployments': OBJECTS, 'deployments/scale': PARTS, 'deployments/status': PARTS, 'statefulsets': OBJECTS,
  },
  'batch': { 'cronjobs': OBJECTS, 'jobs': OBJECTS, 'jobs/status': PARTS },
  'cert-manager.io': { certificates: OBJECTS },
  'coordination.k8s.io': { leases: OBJECTS },
  'networking.k8s.io': { 'ingresses': OBJECTS, 'ingresses/status': PARTS, 'networkpolicies': OBJECTS },
  'rbac.authorization.k8s.io': { rolebindings: OBJECTS, roles: [...OBJECTS, 'bind', 'escalate'] },
};

/** One thing that somebody may do with one object, or with all of them. */
export interface Right {
  readonly group: string;
  readonly resource: string;
  readonly verb: string;
  readonly name: string;
}

/** Everything that may be asked, of objects of these names. */
export function allRights(names: readonly string[]): Right[] {
  const served = Object.entries(SERVED).flatMap(([group, resources]) => (
    Object.entries(resources).map(([resource, verbs]) => ({ group, resource, verbs }))
  ));
  return served.flatMap(({ verbs, ...place }) => (
    verbs.flatMap((verb) => names.map((name) => ({ ...place, verb, name })))
  ));
}

/** Whether the authorizer of Kubernetes lets somebody with these rules do it. */
export function allows(rules: readonly Manifest[], { group, resource, verb, name }: Right): boolean {
  const [, part] = resource.split('/');
  const places = [resource, '*', ...(part === undefined ? [] : [`*/${part}`])];
  return rules.some(({ apiGroups = [], resources = [], resourceNames = [], verbs }) => (
    [verb, '*'].some((one) => verbs.includes(one))
    && [group, '*'].some((one) => apiGroups.includes(one))
    && places.some((one) => resources.includes(one))
    && (resourceNames.length === 0 || resourceNames.includes(name))
  ));
}

/** What a subject may do by all roles of these manifests, in the namespace that their bindings are in. */
export function rulesOf(manifests: Manifest[], kind: string, name: string): Manifest[] {
  const bindings = manifests.filter(({ kind: of, subjects = [] }) => (
    /^(Cluster)?RoleBinding$/.test(of) && subjects.some((one: Manifest) => one.kind === kind && one.name === name)
  ));
  return bindings.flatMap(({ metadata, roleRef }) => manifests.filter((role) => (
    role.kind === roleRef.kind && role.metadata.name === roleRef.name
    && (role.kind === 'ClusterRole' || role.metadata.namespace === metadata.namespace)
  )).flatMap(({ rules }) => rules));
}

const WRITING = ['create', 'update', 'patch'];
const CHANGING = [...WRITING, 'delete', 'deletecollection'];
/** What leads to more rights, by what the page on good practices says, and a little more. */
const RISKS: readonly (readonly [id: string, resources: string, verbs: readonly string[]])[] = [
  ['role-grants-no-exec', 'pods/exec pods/attach', ['create', 'get']],
  ['role-grants-no-secrets', 'secrets', ['get', 'list', 'watch', 'patch', 'deletecollection']],
  ['role-grants-no-tokens', 'secrets serviceaccounts/token', ['create']],
  ['role-cannot-escalate', 'roles', ['bind', 'escalate']],
  ['role-cannot-escalate', 'serviceaccounts', ['impersonate']],
  ['role-writes-no-roles', 'roles rolebindings', WRITING],
  ['role-writes-no-workloads', 'pods deployments statefulsets jobs cronjobs', WRITING],
  ['role-changes-no-network', 'services endpoints ingresses networkpolicies', CHANGING],
  ['role-removes-no-traces', 'events', ['delete', 'deletecollection']],
];
const SAFE_WHEN_NAMED = ['role-grants-no-secrets'];

/** The checks that ask for the reason of what is granted. */
export function risksOf(resources: readonly string[], verbs: readonly string[], isNamed: boolean): string[] {
  const ids = RISKS.flatMap(([id, risky, by]) => {
    const isGranted = risky.split(' ').some((one) => resources.includes(one)) && by.some((one) => verbs.includes(one));
    return isGranted && !(isNamed && SAFE_WHEN_NAMED.includes(id)) ? [id] : [];
  });
  return [...new Set(ids)].sort();
}
