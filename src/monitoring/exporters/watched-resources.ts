/** What kube-state-metrics can be told to watch, by the API group of each. */
export const API_GROUPS: Readonly<Record<string, string>> = {
  certificatesigningrequests: 'certificates.k8s.io',
  clusterrolebindings: 'rbac.authorization.k8s.io',
  configmaps: '',
  cronjobs: 'batch',
  daemonsets: 'apps',
  deployments: 'apps',
  endpointslices: 'discovery.k8s.io',
  horizontalpodautoscalers: 'autoscaling',
  ingresses: 'networking.k8s.io',
  jobs: 'batch',
  leases: 'coordination.k8s.io',
  limitranges: '',
  mutatingwebhookconfigurations: 'admissionregistration.k8s.io',
  namespaces: '',
  networkpolicies: 'networking.k8s.io',
  nodes: '',
  persistentvolumeclaims: '',
  persistentvolumes: '',
  poddisruptionbudgets: 'policy',
  pods: '',
  replicasets: 'apps',
  replicationcontrollers: '',
  resourcequotas: '',
  rolebindings: 'rbac.authorization.k8s.io',
  services: '',
  statefulsets: 'apps',
  storageclasses: 'storage.k8s.io',
  validatingwebhookconfigurations: 'admissionregistration.k8s.io',
  volumeattachments: 'storage.k8s.io',
};

/** Who may list ConfigMaps reads what they hold, and no alert asks for them. */
const NOT_BY_DEFAULT = ['configmaps', 'leases'];

/** What it watches by itself, without what nobody needs and holds more than its state. */
export const DEFAULT_RESOURCES: readonly string[] = Object.keys(API_GROUPS)
  .filter((resource) => !NOT_BY_DEFAULT.includes(resource));

/** The rules of a role that may watch resources, one for each API group. */
export function watchRules(resources: readonly string[]) {
  const groups = [...new Set(resources.map((resource) => API_GROUPS[resource]))].sort();
  return groups.map((group) => ({
    apiGroups: [group],
    resources: resources.filter((resource) => API_GROUPS[resource] === group).sort(),
    verbs: ['list', 'watch'],
  }));
}
