import {
  AccessScope, KubernetesApi, ProductionWorker, ResourceRule, ResourceRuleOptions, WorkloadAccess,
} from '../../src';
import { messageOf } from '../support/errors';
import { IMAGE, only, render } from '../support/render';
import { Manifest } from '../support/schemas';

const PLATFORM = { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) };
const WHY = 'it is what the controller is for';

describe('ResourceRule', () => {
  it('is written as it is given', () => {
    const rule = ResourceRule.of({
      verbs: ['get', 'patch'], apiGroup: 'apps', resources: ['deployments/scale'], names: ['a', 'b'],
    });

    expect(roleWith(rule).rules).toEqual([{
      apiGroups: ['apps'], resources: ['deployments/scale'], resourceNames: ['a', 'b'], verbs: ['get', 'patch'],
    }]);
  });

  it('is of the core group unless another is named', () => {
    expect(roleWith(ResourceRule.read('pods')).rules)
      .toEqual([{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }]);
    expect(roleWith(ResourceRule.read('jobs', { apiGroup: 'batch' })).rules)
      .toEqual([{ apiGroups: ['batch'], resources: ['jobs'], verbs: ['get', 'list', 'watch'] }]);
  });

  it('keeps a Lease, which is made without a name', () => {
    const leases = { apiGroups: ['coordination.k8s.io'], resources: ['leases'] };

    expect(roleWith(ResourceRule.leaderElection('mailer')).rules).toEqual([
      { ...leases, resourceNames: ['mailer'], verbs: ['get', 'update'] },
      { ...leases, verbs: ['create'] },
    ]);
  });

  it.each<[string, ResourceRuleOptions]>([
    ['the name in the address of a part', { verbs: ['create'], resources: ['pods/eviction'], names: ['web-0'] }],
    ['the finalizers of an owner', { verbs: ['update'], apiGroup: 'apps', resources: ['deployments/finalizers'] }],
    ['its own namespace', { verbs: ['get'], resources: ['namespaces'] }],
    ['resources of others', { verbs: ['get', 'own'], apiGroup: 'acme.io', resources: ['databases'] }],
    ['verbs that each hold for one of the resources', {
      verbs: ['list', 'create'], resources: ['pods', 'pods/eviction'], reason: WHY,
    }],
    ['a role that it may bind', {
      verbs: ['bind'], apiGroup: 'rbac.authorization.k8s.io', resources: ['clusterroles'], names: ['view'], reason: WHY,
    }],
    ['what some clusters serve', { verbs: ['list'], apiGroup: 'coordination.k8s.io', resources: ['leasecandidates'] }],
    ['groups of pods', { verbs: ['create'], apiGroup: 'scheduling.k8s.io', resources: ['podgroups'] }],
  ])('grants %s', (_, options) => {
    expect(roleWith(ResourceRule.of(options)).rules).toHaveLength(1);
  });

  it.each<[string, ResourceRuleOptions]>([
    ['role-has-no-wildcards', { verbs: ['*'], resources: ['configmaps'] }],
    ['role-has-no-wildcards', { verbs: ['get'], apiGroup: 'acme.io', resources: ['*'] }],
    ['role-cannot-escalate', { verbs: ['escalate'], apiGroup: 'rbac.authorization.k8s.io', resources: ['roles'] }],
    ['role-cannot-escalate', { verbs: ['impersonate'], resources: ['serviceaccounts'] }],
    ['role-grants-no-exec', { verbs: ['create'], resources: ['pods/exec'] }],
    ['role-grants-no-secrets', { verbs: ['list'], resources: ['secrets'] }],
    ['role-grants-no-tokens', { verbs: ['create'], resources: ['serviceaccounts/token'] }],
    ['role-grants-no-tokens', { verbs: ['create'], resources: ['secrets'] }],
    ['role-cannot-escalate', {
      verbs: ['impersonate:serviceaccount'], apiGroup: 'authentication.k8s.io', resources: ['serviceaccounts'],
    }],
    ['role-writes-no-roles', { verbs: ['create'], apiGroup: 'rbac.authorization.k8s.io', resources: ['rolebindings'] }],
    ['role-writes-no-workloads', { verbs: ['create'], apiGroup: 'batch', resources: ['jobs'] }],
    ['role-writes-no-workloads', { verbs: ['patch'], apiGroup: 'apps', resources: ['deployments'], names: ['api'] }],
    ['role-writes-no-workloads', { verbs: ['patch'], resources: ['pods'] }],
    ['role-cannot-escalate', { verbs: ['impersonate'], resources: ['serviceaccounts'], names: ['api'] }],
    ['role-grants-no-exec', { verbs: ['patch'], resources: ['pods/ephemeralcontainers'] }],
    ['role-grants-no-exec', { verbs: ['create'], resources: ['pods/portforward'] }],
    ['role-grants-no-secrets', { verbs: ['patch'], resources: ['secrets'] }],
    ['role-changes-no-network', { verbs: ['patch'], resources: ['services'], names: ['api'] }],
    ['role-removes-no-traces', { verbs: ['delete'], resources: ['events'] }],
    ['role-changes-no-namespaces', { verbs: ['patch'], resources: ['namespaces'] }],
  ])('asks why for what %s would find', (id, options) => {
    const message = messageOf(() => roleWith(ResourceRule.of(options)));

    expect(message).toContain(`[shop/flags] 'rules[0]' must come with a reason, for ${id} would ask for it, got [`);
    expect(roleWith(ResourceRule.of({ ...options, reason: WHY })).metadata.annotations)
      .toEqual({ [`preflight/waive.${id}`]: WHY });
  });

  it.each<[string, ResourceRuleOptions]>([
    ['role-asks-no-kubelets', { verbs: ['get'], resources: ['nodes/proxy'] }],
    ['role-approves-no-certificates', {
      verbs: ['update'], apiGroup: 'certificates.k8s.io', resources: ['certificatesigningrequests/approval'],
    }],
    ['role-writes-no-webhooks', {
      verbs: ['patch'], apiGroup: 'admissionregistration.k8s.io', resources: ['mutatingwebhookconfigurations'],
    }],
    ['role-writes-no-webhooks', {
      verbs: ['delete'],
      apiGroup: 'admissionregistration.k8s.io',
      resources: ['validatingadmissionpolicies'],
      names: ['own'],
    }],
    ['role-cannot-escalate', { verbs: ['impersonate'], resources: ['groups'], names: ['system:masters'] }],
    ['role-cannot-escalate', {
      verbs: ['impersonate'], apiGroup: 'authentication.k8s.io', resources: ['userextras/scopes'],
    }],
    ['role-cannot-escalate', {
      verbs: ['impersonate:user-info'], apiGroup: 'authentication.k8s.io', resources: ['users'], names: ['jane'],
    }],
    ['role-cannot-escalate', {
      verbs: ['bind'], apiGroup: 'rbac.authorization.k8s.io', resources: ['clusterroles'], names: ['cluster-admin'],
    }],
    ['role-grants-no-tokens', {
      verbs: ['create'], resources: ['serviceaccounts/token'], names: ['clusterrole-aggregation-controller'],
    }],
    ['role-makes-no-volumes', { verbs: ['create'], resources: ['persistentvolumes'] }],
    ['role-extends-no-api', {
      verbs: ['create'], apiGroup: 'apiextensions.k8s.io', resources: ['customresourcedefinitions'],
    }],
    ['role-extends-no-api', { verbs: ['update'], apiGroup: 'apiregistration.k8s.io', resources: ['apiservices'] }],
  ])('asks why in the whole cluster for what %s would find', (id, options) => {
    const scope = AccessScope.cluster('it watches all of them');

    expect(() => roleWith(ResourceRule.of(options), scope)).toThrow(`for ${id} would ask for it`);
    expect(roleWith(ResourceRule.of({ ...options, reason: WHY }), scope).metadata.annotations)
      .toMatchObject({ [`preflight/waive.${id}`]: WHY });
  });

  it.each<[string, ResourceRuleOptions]>([
    ['a Secret that it names', { verbs: ['get'], resources: ['secrets'], names: ['api'] }],
    ['what is done as somebody else', { verbs: ['impersonate-on:user-info:list'], resources: ['pods'] }],
    ['one account', { verbs: ['create'], resources: ['serviceaccounts/token'], names: ['api'] }],
  ])('needs no reason for %s, and says one that there is', (_, options) => {
    expect(roleWith(ResourceRule.of(options)).metadata).not.toHaveProperty('annotations');
    expect(roleWith(ResourceRule.of({ ...options, reason: WHY })).metadata.annotations)
      .toEqual({ 'kubernetes.io/description': WHY });
  });

  it('asks why for tokens of the accounts of controllers', () => {
    const rule = ResourceRule.of({
      verbs: ['create'], resources: ['serviceaccounts/token'], names: ['clusterrole-aggregation-controller'],
    });
    const scope = AccessScope.namespace('kube-system');

    expect(() => roleWith(rule, scope, 'Role')).toThrow('for role-grants-no-tokens would ask for it');
  });

  it('names signers, and those of a domain', () => {
    const names = ['kubernetes.io/kube-apiserver-client', 'acme.io/*'];
    const signers = { verbs: ['approve'], apiGroup: 'certificates.k8s.io', resources: ['signers'] };
    const scope = AccessScope.cluster('they are in no namespace');

    expect(roleWith(ResourceRule.of({ ...signers, names }), scope).rules[0].resourceNames).toEqual(names);
    expect(() => roleWith(ResourceRule.of({ ...signers, names: ['*'] }), scope))
      .toThrow("'rules[0].names' must be as the API server knows it, got \"*\"; write it like acme.io/clients");
  });

  it('reads all namespaces in the whole cluster', () => {
    const rule = ResourceRule.read('namespaces');

    expect(roleWith(rule, AccessScope.cluster('it watches all of them')).rules).toHaveLength(1);
    expect(() => roleWith(rule)).toThrow("'rules[0].verbs' must be asked for in a namespace, as the role is, of "
      + 'namespaces, got "list"; say scope: AccessScope.cluster(reason), or leave it out');
  });

  it('names no Lease by a pattern', () => {
    expect(() => roleWith(ResourceRule.leaderElection('*')))
      .toThrow("'rules[0].names' must be as the API server knows it, got \"*\"; write it like feature-flags");
  });

  it.each<[string, ResourceRuleOptions, string]>([
    ['no verb', { verbs: [], resources: ['pods'] },
      "'rules[0].verbs' must name something, got []; write it like ['get']"],
    ['no resource', { verbs: ['get'], resources: [] },
      "'rules[0].resources' must name something, got []; write it like ['deployments/scale']"],
    ['no name', { verbs: ['get'], resources: ['pods'], names: [] },
      "'rules[0].names' must name something, got []; write it like ['feature-flags']"],
    ['a verb twice', { verbs: ['get', 'get'], resources: ['pods'] },
      "'rules[0].verbs' must name each once, got \"get\"; remove it once"],
    ['a misspelt verb', { verbs: ['get', 'lsit'], resources: ['pods'] },
      "'rules[0].verbs' must be asked for of pods, got \"lsit\"; write list"],
    ['a verb that the resource does not know', { verbs: ['get', 'escalate'], resources: ['pods'] },
      "'rules[0].verbs' must be asked for of pods, got \"escalate\"; grant one of create, delete, deletecollection, "
        + 'get, list, patch, update, watch'],
    ['a verb that there is not', { verbs: ['read'], resources: ['pods'] },
      "'rules[0].verbs' must be asked for of pods, got \"read\"; grant one of create, delete, deletecollection, get, "
        + 'list, patch, update, watch'],
    ['a verb that a part does not know', { verbs: ['list'], resources: ['pods/log'] },
      "'rules[0].verbs' must be asked for of pods/log, got \"list\"; grant one of get"],
    ['a group that all has gone from', { verbs: ['get'], apiGroup: 'extensions', resources: ['ingresses'] },
      "'rules[0].apiGroup' must be a group that there is, as those of Kubernetes itself and domains of others are, got "
        + '"extensions"; write networking.k8s.io'],
    ['a misspelt group', { verbs: ['get'], apiGroup: 'networking.k8s.oi', resources: ['ingresses'] },
      "'rules[0].apiGroup' must be a group that there is, as those of Kubernetes itself and domains of others are, got "
        + '"networking.k8s.oi"; write networking.k8s.io'],
    ['a group of nobody', { verbs: ['get'], apiGroup: 'databases', resources: ['clusters'] },
      "'rules[0].apiGroup' must be a group that there is, as those of Kubernetes itself and domains of others are, got "
        + '"databases"; kubectl api-resources has all of them'],
    ['a resource that knows none of the verbs', { verbs: ['list'], resources: ['pods', 'pods/log'] },
      "'rules[0].resources' must know one of the verbs, got \"pods/log\"; grant one of get, or leave it out"],
    ['a misspelt resource', { verbs: ['get'], resources: ['configmap'] },
      "'rules[0].resources' must be a resource of the core API group, got \"configmap\"; write configmaps"],
    ['a resource of another group', { verbs: ['get'], resources: ['deployments'] },
      "'rules[0].resources' must be a resource of the core API group, got \"deployments\"; say apiGroup: 'apps'"],
    ['a resource of the core group', { verbs: ['get'], apiGroup: 'apps', resources: ['pods'] },
      "'rules[0].resources' must be a resource of apps, got \"pods\"; leave apiGroup out"],
    ['a resource of nobody', { verbs: ['get'], resources: ['databases'] },
      "'rules[0].resources' must be a resource of the core API group, got \"databases\"; kubectl api-resources"],
    ['a resource called as what every object has', { verbs: ['get'], resources: ['constructor'] },
      "'rules[0].resources' must be a resource of the core API group, got \"constructor\""],
    ['what stands in no namespace', { verbs: ['get'], resources: ['nodes'] },
      "'rules[0].resources' must stand in namespaces, as the role does, got \"nodes\"; say scope"],
    ['a group with its version', { verbs: ['get'], apiGroup: 'apps/v1', resources: ['deployments'] },
      "'rules[0].apiGroup' must be an API group without its version, got \"apps/v1\"; write it like apps, or ''"],
    ['a kind', { verbs: ['get'], resources: ['ConfigMap'] },
      "'rules[0].resources' must be as the API server knows it, got \"ConfigMap\"; write it like deployments/scale"],
    ['a name with a slash', { verbs: ['get'], resources: ['pods'], names: ['shop/web'] },
      "'rules[0].names' must be as the API server knows it, got \"shop/web\"; write it like feature-flags"],
    ['a pattern', { verbs: ['get'], resources: ['secrets'], names: ['*'] },
      "'rules[0].names' must be as the API server knows it, got \"*\"; write it like feature-flags"],
    ['a pattern of signers', { verbs: ['get'], resources: ['pods'], names: ['acme.io/*'] },
      "'rules[0].names' must be as the API server knows it, got \"acme.io/*\""],
    ['a namespace that is yet to be made', { verbs: ['create'], resources: ['namespaces'] },
      "'rules[0].resources' must stand in namespaces, as the role does, got \"namespaces\"; say scope"],
    ['the name of what is yet to be made', { verbs: ['create'], resources: ['configmaps'], names: ['flags'] },
      "'rules[0].names' must be left out with create, which no name is known of, got [\"flags\"]; grant"],
    ['the names of what is deleted at once', { verbs: ['deletecollection'], resources: ['pods'], names: ['web'] },
      "'rules[0].names' must be left out with deletecollection"],
    ['a misspelt verb of others', { verbs: ['udpate'], apiGroup: 'acme.io', resources: ['databases'] },
      "'rules[0].verbs' must be a verb that exists, got \"udpate\"; write update"],
    ['everything', { verbs: ['*'], apiGroup: '*', resources: ['*'], reason: WHY },
      "'rules[0]' must grant less than everything, which is what cluster-admin has, got [\"*\"]; name"],
    ['an empty reason', { verbs: ['*'], resources: ['pods'], reason: ' ' },
      "'rules[0].reason' must say why, got \" \""],
  ])('refuses %s', (_, options, message) => {
    expect(messageOf(() => roleWith(ResourceRule.of(options)))).toContain(`[shop/flags] ${message}`);
  });
});

function roleWith(
  rule: ResourceRule, scope?: AccessScope, kind = scope === undefined ? 'Role' : 'ClusterRole',
): Manifest {
  return only(render((chart) => {
    const workload = new ProductionWorker(chart, 'operator', { image: IMAGE });
    new WorkloadAccess(chart, 'flags', { workload, rules: [rule], scope });
  }, PLATFORM), kind);
}
