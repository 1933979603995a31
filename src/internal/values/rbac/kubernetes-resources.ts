import { includesAny } from './policy-rules';

const OBJECT_VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const PART_VERBS = ['get', 'patch', 'update'];
const PROXY_VERBS = ['create', 'delete', 'get', 'patch', 'update'];

/** What each API group of Kubernetes itself serves, of all the minors. */
const SERVED: Readonly<Record<string, readonly string[]>> = {
  '': [
    'bindings', 'componentstatuses', 'configmaps', 'endpoints', 'events', 'limitranges', 'namespaces',
    'namespaces/finalize', 'namespaces/status', 'nodes', 'nodes/proxy', 'nodes/status', 'persistentvolumeclaims',
    'persistentvolumeclaims/status', 'persistentvolumes', 'persistentvolumes/status', 'pods', 'pods/attach',
    'pods/binding', 'pods/ephemeralcontainers', 'pods/eviction', 'pods/exec', 'pods/log', 'pods/portforward',
    'pods/proxy', 'pods/resize', 'pods/status', 'podtemplates', 'replicationcontrollers',
    'replicationcontrollers/scale', 'replicationcontrollers/status', 'resourcequotas', 'resourcequotas/status',
    'secrets', 'serviceaccounts', 'serviceaccounts/token', 'services', 'services/proxy', 'services/status',
  ],
  'admissionregistration.k8s.io': [
    'mutatingadmissionpolicies', 'mutatingadmissionpolicybindings', 'mutatingwebhookconfigurations',
    'validatingadmissionpolicies', 'validatingadmissionpolicies/status', 'validatingadmissionpolicybindings',
    'validatingwebhookconfigurations',
  ],
  'apiextensions.k8s.io': ['customresourcedefinitions', 'customresourcedefinitions/status'],
  'apiregistration.k8s.io': ['apiservices', 'apiservices/status'],
  'apps': [
    'controllerrevisions', 'daemonsets', 'daemonsets/status', 'deployments', 'deployments/scale',
    'deployments/status', 'replicasets', 'replicasets/scale', 'replicasets/status', 'statefulsets',
    'statefulsets/scale', 'statefulsets/status',
  ],
  'authentication.k8s.io': ['selfsubjectreviews', 'tokenreviews'],
  'authorization.k8s.io': [
    'localsubjectaccessreviews', 'selfsubjectaccessreviews', 'selfsubjectrulesreviews', 'subjectaccessreviews',
  ],
  'autoscaling': ['horizontalpodautoscalers', 'horizontalpodautoscalers/status'],
  'batch': ['cronjobs', 'cronjobs/status', 'jobs', 'jobs/status'],
  'certificates.k8s.io': [
    'certificatesigningrequests', 'certificatesigningrequests/approval', 'certificatesigningrequests/status',
    'clustertrustbundles', 'podcertificaterequests', 'podcertificaterequests/status',
  ],
  'coordination.k8s.io': ['leases'],
  'discovery.k8s.io': ['endpointslices'],
  'events.k8s.io': ['events'],
  'flowcontrol.apiserver.k8s.io': [
    'flowschemas', 'flowschemas/status', 'prioritylevelconfigurations', 'prioritylevelconfigurations/status',
  ],
  'networking.k8s.io': [
    'ingressclasses', 'ingresses', 'ingresses/status', 'ipaddresses', 'networkpolicies', 'servicecidrs',
    'servicecidrs/status',
  ],
  'node.k8s.io': ['runtimeclasses'],
  'policy': ['poddisruptionbudgets', 'poddisruptionbudgets/status'],
  'rbac.authorization.k8s.io': ['clusterrolebindings', 'clusterroles', 'rolebindings', 'roles'],
  'resource.k8s.io': [
    'deviceclasses', 'devicetaintrules', 'devicetaintrules/status', 'resourceclaims', 'resourceclaims/status',
    'resourceclaimtemplates', 'resourceslices',
  ],
  'scheduling.k8s.io': ['priorityclasses'],
  'storage.k8s.io': [
    'csidrivers', 'csinodes', 'csinodes/status', 'csistoragecapacities', 'storageclasses', 'volumeattachments',
    'volumeattachments/status', 'volumeattributesclasses',
  ],
  'storagemigration.k8s.io': ['storageversionmigrations', 'storageversionmigrations/status'],
};

/** Those with other verbs than all others of their form. */
const ODD_VERBS: Readonly<Record<string, readonly string[]>> = {
  'bindings': ['create'],
  'componentstatuses': ['get', 'list'],
  'localsubjectaccessreviews': ['create'],
  'namespaces': OBJECT_VERBS.filter((verb) => verb !== 'deletecollection'),
  'namespaces/finalize': ['update'],
  'nodes/proxy': PROXY_VERBS,
  'pods/attach': ['create', 'get'],
  'pods/binding': ['create'],
  'pods/eviction': ['create'],
  'pods/exec': ['create', 'get'],
  'pods/log': ['get'],
  'pods/portforward': ['create', 'get'],
  'pods/proxy': PROXY_VERBS,
  'selfsubjectaccessreviews': ['create'],
  'selfsubjectreviews': ['create'],
  'selfsubjectrulesreviews': ['create'],
  'serviceaccounts/token': ['create'],
  'services/proxy': PROXY_VERBS,
  'subjectaccessreviews': ['create'],
  'tokenreviews': ['create'],
};

/**
 * What is asked for by name and served nowhere: who may be impersonated, what kubelets say, who signs.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/
 */
const ASKED_ONLY: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  '': {
    ...Object.fromEntries(['configz', 'healthz', 'pods', 'spec'].map((part) => [`nodes/${part}`, ['get']])),
    ...Object.fromEntries(['checkpoint', 'log', 'metrics', 'stats'].map((part) => [`nodes/${part}`, PROXY_VERBS])),
    groups: ['impersonate'],
    serviceaccounts: ['impersonate'],
    users: ['impersonate'],
  },
  'authentication.k8s.io': {
    groups: ['impersonate:user-info'],
    nodes: ['impersonate:arbitrary-node', 'impersonate:associated-node'],
    serviceaccounts: ['impersonate:serviceaccount'],
    uids: ['impersonate', 'impersonate:user-info'],
    users: ['impersonate:user-info'],
  },
  'certificates.k8s.io': { signers: ['approve', 'attest', 'sign'] },
  'rbac.authorization.k8s.io': { clusterroles: ['bind', 'escalate'], roles: ['bind', 'escalate'] },
};

/** Served where somebody turned it on, in some of the minors. */
const OPTIONAL: Readonly<Record<string, readonly string[]>> = {
  'coordination.k8s.io': ['leasecandidates'],
  'scheduling.k8s.io': ['podgroups', 'podgroups/status', 'workloads'],
};

/** By these a Namespace is reached from within it; its list and what is yet to be made are in none. */
const WITHIN_NAMESPACE = ['get', 'update', 'patch', 'delete', '*'];

/** What stands in no namespace, by API group; whole groups where none of theirs does. */
const CLUSTER_SCOPED: Readonly<Record<string, readonly string[] | 'all'>> = {
  '': ['componentstatuses', 'groups', 'nodes', 'persistentvolumes', 'users'],
  'admissionregistration.k8s.io': 'all',
  'apiextensions.k8s.io': 'all',
  'apiregistration.k8s.io': 'all',
  'authentication.k8s.io': ['groups', 'nodes', 'selfsubjectreviews', 'tokenreviews', 'uids', 'userextras', 'users'],
  'authorization.k8s.io': ['selfsubjectaccessreviews', 'selfsubjectrulesreviews', 'subjectaccessreviews'],
  'certificates.k8s.io': ['certificatesigningrequests', 'clustertrustbundles', 'signers'],
  'flowcontrol.apiserver.k8s.io': 'all',
  'networking.k8s.io': ['ingressclasses', 'ipaddresses', 'servicecidrs'],
  'node.k8s.io': 'all',
  'rbac.authorization.k8s.io': ['clusterrolebindings', 'clusterroles'],
  'resource.k8s.io': ['deviceclasses', 'devicetaintrules', 'resourceslices'],
  'scheduling.k8s.io': ['priorityclasses'],
  'storage.k8s.io': ['csidrivers', 'csinodes', 'storageclasses', 'volumeattachments', 'volumeattributesclasses'],
  'storagemigration.k8s.io': 'all',
};

/** Whether a Role, which holds in one namespace, would grant nothing of a resource of Kubernetes itself. */
export function isBeyondNamespaces(group: string, resource: string, verbs: readonly string[]): boolean {
  // A ClusterRole may be bound in a namespace, which is asked for there.
  if (resource === 'clusterroles' && verbs.includes('bind')) return false;
  if (group === '' && resource.split('/')[0] === 'namespaces') return !includesAny(WITHIN_NAMESPACE, verbs);
  return isClusterScoped(group, resource);
}

/** Whether a resource of Kubernetes itself stands in no namespace; a Namespace itself is reached from within it. */
export function isClusterScoped(group: string, resource: string): boolean {
  const scoped = own(CLUSTER_SCOPED, group) ?? [];
  return scoped === 'all' || scoped.includes(resource.split('/')[0]);
}

/** Whether an API group is of Kubernetes itself, all of whose resources are known. */
export function isKubernetesGroup(group: string): boolean {
  return Object.hasOwn(SERVED, group);
}

/** The resources of an API group of Kubernetes itself. */
export function resourcesOf(group: string): string[] {
  const served = [...(own(SERVED, group) ?? []), ...(own(OPTIONAL, group) ?? [])];
  return [...new Set([...served, ...Object.keys(own(ASKED_ONLY, group) ?? {})])];
}

/** The API groups of Kubernetes itself that have a resource. */
export function groupsWith(resource: string): string[] {
  return Object.keys(SERVED).filter((group) => resourcesOf(group).includes(resource));
}

/** The verbs that API servers ask for of a resource; none of one that there is not. */
export function verbsOf(group: string, resource: string): readonly string[] {
  // Who may block the deletion of an owner, which admission asks for.
  if (resource.endsWith('/finalizers')) return ['update'];
  // Each is called as what an identity provider says of users.
  if (group === 'authentication.k8s.io' && resource.startsWith('userextras/')) {
    return ['impersonate', 'impersonate:user-info'];
  }
  if (own(OPTIONAL, group)?.includes(resource) ?? false) return usualVerbs(resource);
  const asked = own(ASKED_ONLY, group) ?? {};
  return [...servedVerbs(group, resource), ...(own(asked, resource) ?? [])];
}

/** The verbs by which API servers serve a resource. */
export function servedVerbs(group: string, resource: string): readonly string[] {
  if (!(own(SERVED, group) ?? []).includes(resource)) return [];
  return ODD_VERBS[resource] ?? usualVerbs(resource);
}

function usualVerbs(resource: string): readonly string[] {
  return resource.includes('/') ? PART_VERBS : OBJECT_VERBS;
}

/** The API groups of Kubernetes itself. */
export const KUBERNETES_GROUPS: readonly string[] = Object.keys(SERVED);

/** Names are anybody's, and may be those that every object has. */
function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
