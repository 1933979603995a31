import { AccessQuestion, grantedVerbs, includesAny, isLimitedToNamedObjects, PolicyRule } from './policy-rules';

/** Where the rules of a role hold: in a namespace, or in the whole cluster, where none is said. */
export interface RolePlace {
  readonly namespace?: string;
}

/** A right that nobody should have without a reason. */
export interface RiskyRight extends AccessQuestion {
  /** Whether it is harmless on objects that the rule names; never, where it is left out. */
  isSafeWhenNamed?(place: RolePlace): boolean;
}

/** What a rule grants of a risky right. */
export interface RiskyGrant {
  readonly resource: string;
  readonly verbs: readonly string[];
  /** Whether it stands there by its name, and not by a wildcard alone. */
  readonly isNamed: boolean;
}

/** There the controllers of Kubernetes have their accounts, which may give themselves everything. */
const SYSTEM_NAMESPACE = 'kube-system';
const ADMISSION = 'admissionregistration.k8s.io';
const CERTIFICATES = 'certificates.k8s.io';
const AUTHENTICATION = 'authentication.k8s.io';
const NETWORKING = 'networking.k8s.io';
const RBAC = 'rbac.authorization.k8s.io';
const WRITING = ['create', 'update', 'patch'];
const CHANGING = [...WRITING, 'delete', 'deletecollection'];
const OPENING = ['create', 'get'];
const PROXYING = ['create', 'delete', 'get', 'patch', 'update'];

/** Risky rights by the id of the check that asks for a reason. */
export const RISKY_RIGHTS = {
  'role-approves-no-certificates': [
    { group: CERTIFICATES, resource: 'certificatesigningrequests/approval', verbs: ['update', 'patch'] },
  ],
  'role-asks-no-kubelets': [
    { group: '', resource: 'nodes/proxy', verbs: ['get', 'update', 'patch', 'delete'] },
  ],
  'role-cannot-escalate': [
    // Of a role that is named nobody knows what it will hold. Bindings know no such verb, and whoever writes it means
    // to bind all the same.
    ...['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'].map((resource) => (
      { group: RBAC, resource, verbs: ['bind'] }
    )),
    ...['roles', 'clusterroles'].map((resource) => ({ group: RBAC, resource, verbs: ['escalate'] })),
    ...['users', 'groups', 'serviceaccounts'].map((resource) => (
      { group: '', resource, verbs: ['impersonate'] }
    )),
    ...['uids', 'userextras/*'].map((resource) => ({ group: AUTHENTICATION, resource, verbs: ['impersonate'] })),
    // What is done as somebody else is granted by impersonate-on:, of which none counts without these.
    ...['users', 'groups', 'uids', 'userextras/*'].map((resource) => (
      { group: AUTHENTICATION, resource, verbs: ['impersonate:user-info'] }
    )),
    { group: AUTHENTICATION, resource: 'serviceaccounts', verbs: ['impersonate:serviceaccount'] },
    {
      group: AUTHENTICATION, resource: 'nodes', verbs: ['impersonate:arbitrary-node', 'impersonate:associated-node'],
    },
  ],
  'role-changes-no-network': [
    // Whose status it is says by which addresses it is reached, which nodes then take for its own.
    ...['endpoints', 'services'].map((resource) => ({ group: '', resource, verbs: CHANGING })),
    { group: '', resource: 'services/status', verbs: ['update', 'patch'] },
    { group: 'discovery.k8s.io', resource: 'endpointslices', verbs: CHANGING },
    ...['gateways', 'grpcroutes', 'httproutes', 'referencegrants'].map((resource) => (
      { group: 'gateway.networking.k8s.io', resource, verbs: CHANGING }
    )),
    ...['ingresses', 'networkpolicies'].map((resource) => ({ group: NETWORKING, resource, verbs: CHANGING })),
  ],
  // Its labels say which pods are admitted in it, and its other two addresses take them, too.
  'role-changes-no-namespaces': [
    ...['namespaces', 'namespaces/status'].map((resource) => ({ group: '', resource, verbs: ['update', 'patch'] })),
    { group: '', resource: 'namespaces/finalize', verbs: ['update'] },
  ],
  'role-extends-no-api': [
    { group: 'apiextensions.k8s.io', resource: 'customresourcedefinitions', verbs: CHANGING },
    { group: 'apiregistration.k8s.io', resource: 'apiservices', verbs: CHANGING },
  ],
  'role-grants-no-exec': [
    // A session is opened by a POST, or by the GET of a web socket.
    ...['pods/exec', 'pods/attach', 'pods/portforward'].map((resource) => ({ group: '', resource, verbs: OPENING })),
    // A container that is added to a pod runs any image as the pod.
    { group: '', resource: 'pods/ephemeralcontainers', verbs: ['update', 'patch'] },
    ...['pods/proxy', 'services/proxy'].map((resource) => ({ group: '', resource, verbs: PROXYING })),
    { group: '', resource: 'nodes/proxy', verbs: ['create'] },
  ],
  'role-grants-no-secrets': [
    // The answers to the last two hold the objects, also where nothing is changed.
    {
      group: '',
      resource: 'secrets',
      verbs: ['get', 'list', 'watch', 'patch', 'deletecollection'],
      isSafeWhenNamed: () => true,
    },
  ],
  'role-grants-no-tokens': [
    { group: '', resource: 'serviceaccounts/token', verbs: ['create'], isSafeWhenNamed: hasOrdinaryAccounts },
    // A Secret that names an account is given its token, which never ends; its own name says nothing of the account.
    { group: '', resource: 'secrets', verbs: ['create'] },
  ],
  'role-makes-no-volumes': [
    { group: '', resource: 'persistentvolumes', verbs: ['create'] },
  ],
  'role-removes-no-traces': [
    ...['', 'events.k8s.io'].map((group) => ({ group, resource: 'events', verbs: ['delete', 'deletecollection'] })),
  ],
  'role-writes-no-roles': [
    ...['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'].map((resource) => (
      { group: RBAC, resource, verbs: WRITING }
    )),
  ],
  'role-writes-no-webhooks': [
    ...[
      'mutatingadmissionpolicies', 'mutatingadmissionpolicybindings', 'mutatingwebhookconfigurations',
      'validatingadmissionpolicies', 'validatingadmissionpolicybindings', 'validatingwebhookconfigurations',
    ].map((resource) => ({ group: ADMISSION, resource, verbs: CHANGING })),
  ],
  'role-writes-no-workloads': [
    // Whoever writes one that is there sets another image, account or Secret.
    ...['pods', 'replicationcontrollers'].map((resource) => ({ group: '', resource, verbs: WRITING })),
    ...['daemonsets', 'deployments', 'replicasets', 'statefulsets'].map((resource) => (
      { group: 'apps', resource, verbs: WRITING }
    )),
    ...['cronjobs', 'jobs'].map((resource) => ({ group: 'batch', resource, verbs: WRITING })),
  ],
} satisfies Record<string, readonly RiskyRight[]>;

/** Id of a check that asks for the reason of a right. */
export type RiskId = keyof typeof RISKY_RIGHTS;

/** What a rule grants of what a check asks a reason for. */
export function riskyGrants(rule: PolicyRule, id: RiskId, place: RolePlace = {}): RiskyGrant[] {
  const rights: readonly RiskyRight[] = RISKY_RIGHTS[id];
  return rights
    .filter(({ isSafeWhenNamed }) => !isLimitedToNamedObjects(rule) || isSafeWhenNamed?.(place) !== true)
    .map((right) => ({ resource: right.resource, verbs: grantedVerbs(rule, right) }))
    .filter(({ verbs }) => verbs.length > 0)
    .map((grant) => ({ ...grant, isNamed: isNamed(rule, grant, id) }));
}

/** The ids of the checks that ask for a reason for a rule, by what it names. */
export function risksOf(rule: PolicyRule, place: RolePlace = {}): RiskId[] {
  const ids = Object.keys(RISKY_RIGHTS) as RiskId[];
  return ids.filter((id) => riskyGrants(rule, id, place).some((grant) => grant.isNamed));
}

/** What is named in the whole cluster is also what has that name in the namespace of the controllers. */
function hasOrdinaryAccounts({ namespace }: RolePlace): boolean {
  return namespace !== undefined && namespace !== SYSTEM_NAMESPACE;
}

/** Escalation is a matter of verbs, all else of resources. */
function isNamed(rule: PolicyRule, { resource, verbs }: Omit<RiskyGrant, 'isNamed'>, id: RiskId): boolean {
  return id === 'role-cannot-escalate' ? includesAny(rule.verbs, verbs) : includesAny(rule.resources, [resource]);
}
