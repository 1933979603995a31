import { JsonObject } from '../internal/values/json';

/** What people may do in a namespace, each tier with all that those before it may. */
export type TeamTier = 'view' | 'operate' | 'deploy' | 'administrate';

/** The tiers, the smallest first. */
export const TEAM_TIERS: readonly TeamTier[] = ['view', 'operate', 'deploy', 'administrate'];

type Resources = Readonly<Record<string, readonly string[]>>;

const READING = ['get', 'list', 'watch'];
const WRITING = ['create', 'update', 'patch', 'delete'];

/** What a team deploys: all that this library writes into a namespace but for Secrets and what bounds the team. */
const DEPLOYED: Resources = {
  '': ['configmaps', 'persistentvolumeclaims', 'serviceaccounts', 'services'],
  'apps': ['daemonsets', 'deployments', 'statefulsets'],
  'argoproj.io': ['analysistemplates', 'rollouts'],
  'autoscaling': ['horizontalpodautoscalers'],
  'batch': ['cronjobs', 'jobs'],
  'bitnami.com': ['sealedsecrets'],
  'cert-manager.io': ['certificates'],
  'external-secrets.io': ['externalsecrets', 'secretstores'],
  'flagger.app': ['canaries', 'metrictemplates'],
  'gateway.networking.k8s.io': ['grpcroutes', 'httproutes', 'listenersets'],
  'monitoring.coreos.com': [
    'alertmanagerconfigs', 'alertmanagers', 'podmonitors', 'probes', 'prometheuses', 'prometheusrules',
    'servicemonitors',
  ],
  'networking.istio.io': ['destinationrules', 'virtualservices'],
  'networking.k8s.io': ['ingresses', 'networkpolicies'],
  'policy': ['poddisruptionbudgets'],
  'secrets-store.csi.x-k8s.io': ['secretproviderclasses'],
};

/** What can be read: all of that, what controllers make of it, and what bounds it. */
const READ: Resources = {
  ...DEPLOYED,
  '': [
    ...DEPLOYED[''], 'endpoints', 'events', 'limitranges', 'pods', 'replicationcontrollers', 'resourcequotas',
  ].sort(),
  'apps': ['controllerrevisions', ...DEPLOYED.apps, 'replicasets'].sort(),
  'argoproj.io': ['analysisruns', ...DEPLOYED['argoproj.io']].sort(),
  'discovery.k8s.io': ['endpointslices'],
  'events.k8s.io': ['events'],
  'gateway.networking.k8s.io': ['gateways', ...DEPLOYED['gateway.networking.k8s.io']].sort(),
  'secrets-store.csi.x-k8s.io': [...DEPLOYED['secrets-store.csi.x-k8s.io'], 'secretproviderclasspodstatuses'],
};

const SCALED: Resources = {
  'apps': ['deployments/scale', 'replicasets/scale', 'statefulsets/scale'],
  'argoproj.io': ['rollouts/scale'],
};

/** What each tier has that those before it have not. */
export const TIER_RULES: Readonly<Record<TeamTier, readonly JsonObject[]>> = {
  view: [
    ...rules(READ, READING),
    rule('', ['namespaces'], ['get']),
    rule('metrics.k8s.io', ['pods'], ['get', 'list']),
  ],
  operate: [
    rule('', ['pods/log'], ['get']),
    // A controller makes another one, which is how workloads are restarted without a right to change them.
    rule('', ['pods'], ['delete']),
    rule('', ['pods/eviction'], ['create']),
    ...rules(SCALED, ['get', 'update', 'patch']),
    rule('autoscaling', ['horizontalpodautoscalers'], ['update', 'patch']),
    rule('batch', ['jobs'], ['delete']),
  ],
  deploy: rules(DEPLOYED, WRITING),
  administrate: [rule('rbac.authorization.k8s.io', ['rolebindings', 'roles'], [...READING, ...WRITING])],
};

/** Sessions in containers, and ways to their ports past every policy. */
export const EXEC_RULES: readonly JsonObject[] = [
  rule('', ['pods'], ['get']),
  rule('', ['pods/attach', 'pods/exec', 'pods/portforward'], ['create', 'get']),
];

function rules(resources: Resources, verbs: readonly string[]): JsonObject[] {
  return Object.keys(resources).sort().map((group) => rule(group, resources[group], verbs));
}

function rule(group: string, resources: readonly string[], verbs: readonly string[]): JsonObject {
  return { apiGroups: [group], resources: [...resources], verbs: [...verbs] };
}
