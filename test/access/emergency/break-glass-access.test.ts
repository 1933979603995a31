import { JsonPatch } from 'cdk8s';
import { AccessScope, BreakGlassAccess, BreakGlassAccessProps, MetricsFlavor, PlatformProps } from '../../../src';
import { CHECKS } from '../../../src/checks/catalogue';
import { judge } from '../../../src/checks/judging/judge';
import { Cluster } from '../../../src/checks/model/cluster';
import { Manifest as JudgedManifest } from '../../../src/checks/model/manifest';
import { messageOf } from '../../support/errors';
import { only, readYaml, render } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const RBAC = 'rbac.authorization.k8s.io';
const LABELS = { 'environment': 'production', 'app.kubernetes.io/managed-by': 'cdk8s-preflight' };
const OPEN = { until: '2027-03-31', reason: 'INC-42: the queue is stuck' };
const EVERYTHING = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };

describe('BreakGlassAccess', () => {
  it('is a role with everything, which nobody has, and alerts', () => {
    const manifests = access();

    expect(manifests.map(({ kind }) => kind)).toEqual(['Role', 'ConfigMap']);
    expect(manifests[0]).toEqual({
      apiVersion: `${RBAC}/v1`,
      kind: 'Role',
      metadata: {
        name: 'break-glass',
        namespace: 'shop',
        labels: LABELS,
        annotations: {
          'preflight/waive.role-has-no-wildcards':
            'what an emergency needs is not known before, and the role is bound for that alone',
        },
      },
      rules: [EVERYTHING],
    });
    expect(alerts(manifests)).toEqual(['BreakGlassAccessBound', 'BreakGlassAccessUnwatched']);
  });

  it('is bound until a day, after which the checklist fails and kube-janitor deletes the binding', () => {
    const manifests = access(OPEN);

    expect(only(manifests, 'RoleBinding')).toEqual({
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata: {
        name: 'break-glass',
        namespace: 'shop',
        labels: LABELS,
        annotations: {
          'janitor/expires': '2027-03-31T23:59:59Z',
          'preflight/waive.binding-is-not-cluster-admin':
            '{"reason":"INC-42: the queue is stuck","until":"2027-03-31"}',
        },
      },
      roleRef: { apiGroup: RBAC, kind: 'Role', name: 'break-glass' },
      subjects: [{ apiGroup: RBAC, kind: 'Group', name: 'on-call' }],
    });
    expect(alerts(manifests))
      .toEqual(['BreakGlassAccessBound', 'BreakGlassAccessOverdue', 'BreakGlassAccessUnwatched']);
  });

  it.each([
    ['2027-03-31', []],
    ['2027-04-01', ['binding-is-not-cluster-admin', 'waiver-is-current']],
  ])('on %s has these findings: %j', (asOf, expected) => {
    const cluster = new Cluster(access(OPEN).map((content) => new JudgedManifest(content)), 30);
    const knownIds = new Set(CHECKS.map(({ id }) => id));
    const failed = judge(cluster, { checks: CHECKS.filter(({ box }) => box === 'access'), knownIds, asOf })
      .filter(({ status }) => status === 'failed');

    expect(failed.map(({ check }) => check.id).sort()).toEqual(expected);
  });

  it('has everything of the cluster, where somebody says why', () => {
    const manifests = access({ ...OPEN, scope: AccessScope.cluster('nodes are in no namespace') });

    expect(only(manifests, 'ClusterRole').rules).toEqual([EVERYTHING, { nonResourceURLs: ['*'], verbs: ['*'] }]);
    expect(only(manifests, 'ClusterRoleBinding').metadata).toEqual({
      name: 'shop-break-glass',
      labels: LABELS,
      annotations: {
        'kubernetes.io/description': 'nodes are in no namespace',
        'preflight/waive.binding-is-not-cluster-admin': '{"reason":"INC-42: the queue is stuck","until":"2027-03-31"}',
      },
    });
    expect(exprs(manifests)[0]).toBe('kube_clusterrolebinding_info{roleref_kind="ClusterRole",'
      + 'roleref_name="shop-break-glass"} or '
      + 'kube_rolebinding_info{roleref_kind="ClusterRole",roleref_name="shop-break-glass"}');
  });

  it('asks for the bindings of its own role', () => {
    expect(exprs(access(OPEN))).toEqual([
      'kube_rolebinding_info{namespace="shop",roleref_kind="Role",roleref_name="break-glass"}',
      '(kube_rolebinding_info{namespace="shop",roleref_kind="Role",roleref_name="break-glass"})\n'
        + 'and on () (vector(time()) >= 1806537600)',
      'absent(kube_rolebinding_info)',
    ]);
  });

  it.each([
    ['/metadata/annotations/janitor~1expires', '2099-01-01', 'stay "2027-03-31T23:59:59Z", for until then the role is'],
    ['/subjects/0', { kind: 'ServiceAccount', name: 'api', namespace: 'shop' }, "'subjects' stay "],
  ])('keeps %s', (pointer, value, message) => {
    expect(messageOf(() => render((chart) => {
      const made = new BreakGlassAccess(chart, 'break-glass', { groups: ['on-call'], ...OPEN });
      made.patch(made.roleBinding!, JsonPatch.replace(pointer, value));
    }))).toContain(message);
  });

  it('is in the form of the operator too, and says who owns it', () => {
    const platform = { metrics: MetricsFlavor.operator(), ownership: { owner: 'jane' } };
    const manifests = access(OPEN, platform);

    expect(only(manifests, 'PrometheusRule').spec.groups[0].rules).toHaveLength(3);
    expect(only(manifests, 'RoleBinding').metadata.annotations['preflight/waive.binding-is-not-cluster-admin'])
      .toContain('"owner":"jane"');
  });

  it('takes another name, and a page of your own', () => {
    const manifests = access({ name: 'fire-axe', runbook: 'https://wiki.example.com/access' });
    const [rule] = rulesOf(manifests);

    expect(manifests.map(({ metadata }) => metadata.name)).toEqual(['fire-axe', 'fire-axe-alerts']);
    expect(rule.annotations.runbook_url).toBe('https://wiki.example.com/access#breakglassaccessbound');
  });

  it('is valid on every minor', () => {
    const manifests = access(OPEN);

    expect(MINORS.flatMap((minor) => manifests.flatMap((manifest) => schemaProblems(minor, manifest)))).toEqual([]);
  });

  it.each<[string, Partial<BreakGlassAccessProps>, string]>([
    ['nobody', { groups: [] }, "'groups' must name a group, got []"],
    ['a group of Kubernetes', { groups: ['system:authenticated'] }, "'groups' must hold groups of people"],
    ['the role that every cluster has', { ...OPEN, name: 'cluster-admin', scope: AccessScope.cluster('all of it') },
      "'name' must be none of the ClusterRoles that every cluster has"],
    ['a day that is none', { ...OPEN, until: '2027-02-30' }, "'until' must be a date like 2027-03-31"],
    ['a day without a reason', { until: '2027-03-31' }, "'reason' must say why, got \"\""],
    ['a reason without a day', { reason: 'INC-42' },
      "'reason' must come with until, for without it nobody is bound, got \"INC-42\"; say until, such as '2027-03-31'"],
    ['a name of no object', { name: 'Glass' }, "'name' must be a DNS-1123 subdomain"],
    ['a link to nothing', { runbook: 'foo' }, "'runbook' must be an address by http or https, got \"foo\"; write it"],
    ['a link to a part of a page', { runbook: 'https://wiki.example.com/access#all' }, "'runbook' must have no fragment"],
    ['a link with credentials', { runbook: 'https://jane:hunter2secret@wiki.example.com' }, "'runbook' must be a link"],
  ])('refuses %s', (_, props, message) => {
    expect(messageOf(() => access(props))).toContain(`[shop/break-glass] ${message}`);
  });
});

function access(props: Partial<BreakGlassAccessProps> = {}, platform?: PlatformProps): Manifest[] {
  return render((chart) => new BreakGlassAccess(chart, 'break-glass', { groups: ['on-call'], ...props }), platform);
}

function rulesOf(manifests: Manifest[]): Manifest[] {
  return readYaml(Object.values<string>(only(manifests, 'ConfigMap').data)[0])[0].groups[0].rules;
}

function alerts(manifests: Manifest[]): string[] {
  return rulesOf(manifests).map(({ alert }) => alert);
}

function exprs(manifests: Manifest[]): string[] {
  return rulesOf(manifests).map(({ expr }) => expr);
}
