import { Chart, JsonPatch, Size } from 'cdk8s';
import {
  AccessScope, KubernetesApi, NodeAgent, PlatformProps, ProductionNamespace, ProductionService, ProductionWorker,
  ResourceRule, StatefulService, WorkloadAccess, WorkloadAccessProps,
} from '../../src';
import { failuresOf } from '../../src/checks/judging/readiness';
import { Manifest as JudgedManifest } from '../../src/checks/model/manifest';
import { Severity } from '../../src/checks/model/severity';
import { messageOf } from '../support/errors';
import { IMAGE, only, render } from '../support/render';
import { Manifest, MINORS, schemaProblems } from '../support/schemas';

const PLATFORM = { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) };
const FLAGS = ResourceRule.read('configmaps', { names: ['flags'] });
const LABELS = { 'environment': 'production', 'app.kubernetes.io/managed-by': 'cdk8s-preflight' };
const RBAC = 'rbac.authorization.k8s.io';
const STORE = {
  ports: [{ name: 'redis', containerPort: 6379 }], claims: [{ mountPath: '/data', size: Size.gibibytes(1) }],
};
const WHY = 'flags are in other namespaces too';

describe('WorkloadAccess', () => {
  it('gives the account of a workload a role of its own', () => {
    const manifests = access();

    expect(only(manifests, 'Role')).toEqual({
      apiVersion: `${RBAC}/v1`,
      kind: 'Role',
      metadata: { name: 'api-flags', namespace: 'shop', labels: LABELS },
      rules: [
        { apiGroups: [''], resources: ['configmaps'], resourceNames: ['flags'], verbs: ['get', 'list', 'watch'] },
      ],
    });
    expect(only(manifests, 'RoleBinding')).toEqual({
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'api-flags', namespace: 'shop', labels: LABELS },
      roleRef: { apiGroup: RBAC, kind: 'Role', name: 'api-flags' },
      subjects: [{ kind: 'ServiceAccount', name: 'api', namespace: 'shop' }],
    });
  });

  it('gives the pods a token that is valid for an hour, and a way to the API servers', () => {
    const manifests = access();
    const { volumes, automountServiceAccountToken } = only(manifests, 'Deployment').spec.template.spec;
    const [token] = volumes.find(({ name }: Manifest) => name === 'kube-api-access').projected.sources;

    expect(automountServiceAccountToken).toBe(false);
    expect(token.serviceAccountToken.expirationSeconds).toBe(3600);
    expect(only(manifests, 'NetworkPolicy', 'api').spec.egress.slice(1))
      .toEqual([{ to: [{ ipBlock: { cidr: '10.0.0.0/28' } }], ports: [{ protocol: 'TCP', port: 6443 }] }]);
  });

  it.each([
    ['ProductionService', (chart: Chart) => new ProductionService(chart, 'api', { image: IMAGE })],
    ['ProductionWorker', (chart: Chart) => new ProductionWorker(chart, 'api', { image: IMAGE })],
    ['StatefulService', (chart: Chart) => new StatefulService(chart, 'api', { ...STORE, image: IMAGE })],
    ['NodeAgent', (chart: Chart) => new NodeAgent(chart, 'api', { image: IMAGE })],
  ])('is of any workload, such as %s', (_, make) => {
    const [, binding] = render((chart) => {
      new WorkloadAccess(chart, 'api-flags', { workload: make(chart), rules: [FLAGS] });
    }, PLATFORM).filter(({ kind }) => kind.startsWith('Role'));

    expect(binding.subjects).toEqual([{ kind: 'ServiceAccount', name: 'api', namespace: 'shop' }]);
  });

  it('may be one of several, beside a call of the workload itself', () => {
    const manifests = render((chart) => {
      const workload = new ProductionService(chart, 'api', { image: IMAGE });
      new WorkloadAccess(chart, 'one', { workload, rules: [FLAGS] });
      workload.callKubernetesApi();
      new WorkloadAccess(chart, 'two', { workload, rules: [ResourceRule.leaderElection('api')] });
    }, PLATFORM);

    expect(manifests.filter(({ kind }) => kind === 'RoleBinding').map(({ metadata }) => metadata.name))
      .toEqual(['one', 'two']);
  });

  it('holds in another namespace, for the account of the first', () => {
    const manifests = access({ scope: AccessScope.namespace('flags') });

    expect(['Role', 'RoleBinding'].map((kind) => only(manifests, kind).metadata.namespace)).toEqual(['flags', 'flags']);
    expect(only(manifests, 'Role').metadata.name).toBe('shop-api-flags');
    expect(only(manifests, 'RoleBinding').subjects)
      .toEqual([{ kind: 'ServiceAccount', name: 'api', namespace: 'shop' }]);
  });

  it('holds in the whole cluster, where somebody says why', () => {
    const manifests = access({ scope: AccessScope.cluster(WHY) });
    const metadata = { name: 'shop-api-flags', labels: LABELS, annotations: { 'kubernetes.io/description': WHY } };

    expect(only(manifests, 'ClusterRole').metadata).toEqual(metadata);
    expect(only(manifests, 'ClusterRoleBinding')).toMatchObject({
      metadata, roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'shop-api-flags' },
    });
  });

  it('says all reasons of one check in one waiver', () => {
    const rules = [
      ResourceRule.read('secrets', { reason: 'it copies them' }),
      ResourceRule.of({ verbs: ['create', 'list'], resources: ['secrets'], reason: 'it makes them' }),
      ResourceRule.of({ verbs: ['list'], resources: ['secrets', 'pods'], reason: 'it makes them' }),
      FLAGS,
    ];

    expect(only(access({ rules }), 'Role').metadata.annotations)
      .toEqual({
        'preflight/waive.role-grants-no-secrets': 'it copies them; it makes them',
        'preflight/waive.role-grants-no-tokens': 'it makes them',
      });
  });

  it('says what no check asks for beside why it holds everywhere', () => {
    const rules = [
      ResourceRule.read('nodes', { reason: 'it spreads pods' }), ResourceRule.read('secrets', { reason: 'it copies' }),
    ];

    expect(only(access({ rules, scope: AccessScope.cluster(WHY) }), 'ClusterRole').metadata.annotations).toEqual({
      'kubernetes.io/description': `${WHY}; it spreads pods`, 'preflight/waive.role-grants-no-secrets': 'it copies',
    });
  });

  it('takes another name', () => {
    expect(only(access({ name: 'flag-reader' }), 'RoleBinding').roleRef.name).toBe('flag-reader');
  });

  it('is ready, and valid on every minor', () => {
    const manifests = access({ rules: [FLAGS, ResourceRule.leaderElection('api')] });
    const judged = manifests.map((content) => new JudgedManifest(content));
    const failures = failuresOf(judged, { kubernetesVersion: '1.30', failOn: Severity.ADVICE });
    const roles = manifests.filter(({ kind }) => kind.startsWith('Role'));

    expect(failures.filter(({ check }) => check.box === 'access')).toEqual([]);
    expect(MINORS.flatMap((minor) => roles.flatMap((manifest) => schemaProblems(minor, manifest)))).toEqual([]);
    expect(schemaProblems(MINORS[0], { ...roles[0], rulez: [] })).not.toEqual([]);
  });

  it('keeps what its objects go by', () => {
    const changed = (target: 'role' | 'roleBinding', pointer: string, value: unknown) => (
      messageOf(() => access({}, (made) => made.patch(made[target], JsonPatch.replace(pointer, value))))
    );

    expect(changed('role', '/metadata/name', 'other')).toContain("[shop/api-flags/Role] 'patch' must let "
      + '\'metadata.name\' stay "api-flags", for its binding names it, got ');
    expect(changed('roleBinding', '/metadata/namespace', 'pay'))
      .toContain('\'metadata.namespace\' stay "shop", for its role');
    expect(changed('roleBinding', '/roleRef/name', 'admin')).toContain("'roleRef' stay ");
    expect(changed('roleBinding', '/subjects/0/name', 'default')).toContain("'subjects' stay ");
    expect(() => changed('role', '/rules/0/verbs/2', 'patch')).toThrow('nothing was thrown');
  });

  it.each<[string, Partial<WorkloadAccessProps>, string]>([
    ['nothing to do', { rules: [] }, "'rules' must grant something, got []; give it one"],
    ['a name of no object', { name: 'Flags' }, "'name' must be a DNS-1123 subdomain"],
    ['the name of a role that every cluster has', { name: 'view', scope: AccessScope.cluster(WHY) },
      "'name' must be none of the ClusterRoles that every cluster has, whose rules would be replaced, got \"view\""],
    ['a namespace that is none', { scope: AccessScope.namespace('Flags') }, "'scope' must be a DNS-1123 label"],
    ['the whole cluster for no reason', { scope: AccessScope.cluster('') }, "'scope' must say why, got \"\""],
    ['an account without a name', { workload: client('', 'shop') }, "'workload.apiAccount.name' must be a DNS-1123"],
    ['an account without a namespace', { workload: client('api', '') }, "'workload.apiAccount.namespace' must be a"],
  ])('refuses %s', (_, props, message) => {
    expect(messageOf(() => access(props))).toContain(`[shop/api-flags] ${message}`);
  });

  it('is refused where nobody knows the API servers, and makes nothing then', () => {
    expect(messageOf(() => access({}, undefined, {}))).toContain("[shop/api] 'kubernetesApi' must be known");
  });
});

function client(name: string, namespace: string) {
  return { apiAccount: { name, namespace }, callKubernetesApi: () => undefined };
}

function access(
  props: Partial<WorkloadAccessProps> = {}, act?: (made: WorkloadAccess) => void, platform: PlatformProps = PLATFORM,
): Manifest[] {
  return render((chart) => {
    new ProductionNamespace(chart, 'shop');
    const workload = new ProductionService(chart, 'api', { image: IMAGE });
    const made = new WorkloadAccess(chart, 'api-flags', { workload, rules: [FLAGS], ...props });
    act?.(made);
  }, platform);
}
