import { AccessQuestion, grantedVerbs, includesAny, isLimitedToNamedObjects, PolicyRule } from './policy-rules';

/** A right that nobody should have without a reason. */
export interface RiskyRight extends AccessQuestion {
  /** Whether it is harmless on objects that the rule names. */
  readonly isSafeWhenNamed?: boolean;
}

/** What a rule grants of a risky right. */
export interface RiskyGrant {
  readonly resource: string;
  readonly verbs: readonly string[];
  /** Whether it stands there by its name, and not by a wildcard alone. */
  readonly isNamed: boolean;
}

const ADMISSION = 'admissionregistration.k8s.io';
const CERTIFICATES = 'certificates.k8s.io';
const RBAC = 'rbac.authorization.k8s.io';
const WRITING = ['create', 'update', 'patch'];
const CHANGING = [...WRITING, 'delete', 'deletecollection'];

/** Risky rights by the id of the check that asks for a reason. */
export const RISKY_RIGHTS = {
  'role-approves-no-certificates': [
    { group: CERTIFICATES, resource: 'certificatesigningrequests/approval', verbs: ['update', 'patch'] },
  ],
  'role-asks-no-kubelets': [
    { group: '', resource: 'nodes/proxy', verbs: ['get', 'update', 'patch', 'delete'] },
  ],
  'role-cannot-escalate': [
    // Named roles may be bound: that is how Kubernetes says it should be done. Bindings know no such verb, and whoever
    // writes it means to bind all the same.
    ...['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'].map((resource) => (
      { group: RBAC, resource, verbs: ['bind'], isSafeWhenNamed: true }
    )),
    ...['roles', 'clusterroles'].map((resource) => ({ group: RBAC, resource, verbs: ['escalate'] })),
    ...['users', 'groups', 'serviceaccounts'].map((resource) => (
      { group: '', resource, verbs: ['impersonate'], isSafeWhenNamed: true }
    )),
  ],
  // A session is opened by a POST, or by the GET of a web socket.
  'role-grants-no-exec': [
    { group: '', resource: 'pods/exec', verbs: ['create', 'get'] },
    { group: '', resource: 'pods/attach', verbs: ['create', 'get'] },
    { group: '', resource: 'nodes/proxy', verbs: ['create'] },
  ],
  'role-grants-no-secrets': [
    { group: '', resource: 'secrets', verbs: ['get', 'list', 'watch'], isSafeWhenNamed: true },
  ],
  'role-grants-no-tokens': [
    { group: '', resource: 'serviceaccounts/token', verbs: ['create'], isSafeWhenNamed: true },
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
    ].map((resource) => ({ group: ADMISSION, resource, verbs: CHANGING, isSafeWhenNamed: true })),
  ],
  'role-writes-no-workloads': [
    { group: '', resource: 'pods', verbs: ['create'] },
    { group: '', resource: 'replicationcontrollers', verbs: WRITING },
    ...['daemonsets', 'deployments', 'replicasets', 'statefulsets'].map((resource) => (
      { group: 'apps', resource, verbs: WRITING, isSafeWhenNamed: true }
    )),
    ...['cronjobs', 'jobs'].map((resource) => ({ group: 'batch', resource, verbs: WRITING, isSafeWhenNamed: true })),
  ],
} satisfies Record<string, readonly RiskyRight[]>;

/** Id of a check that asks for the reason of a right. */
export type RiskId = keyof typeof RISKY_RIGHTS;

/** What a rule grants of what a check asks a reason for. */
export function riskyGrants(rule: PolicyRule, id: RiskId): RiskyGrant[] {
  const rights: readonly RiskyRight[] = RISKY_RIGHTS[id];
  return rights
    .filter(({ isSafeWhenNamed = false }) => !isSafeWhenNamed || !isLimitedToNamedObjects(rule))
    .map((right) => ({ resource: right.resource, verbs: grantedVerbs(rule, right) }))
    .filter(({ verbs }) => verbs.length > 0)
    .map((grant) => ({ ...grant, isNamed: isNamed(rule, grant, id) }));
}

/** The ids of the checks that ask for a reason for a rule, by what it names. */
export function risksOf(rule: PolicyRule): RiskId[] {
  const ids = Object.keys(RISKY_RIGHTS) as RiskId[];
  return ids.filter((id) => riskyGrants(rule, id).some((grant) => grant.isNamed));
}

/** Escalation is a matter of verbs, all else of resources. */
function isNamed(rule: PolicyRule, { resource, verbs }: Omit<RiskyGrant, 'isNamed'>, id: RiskId): boolean {
  return id === 'role-cannot-escalate' ? includesAny(rule.verbs, verbs) : includesAny(rule.resources, [resource]);
}
