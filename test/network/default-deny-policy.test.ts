import { Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ClusterDns, DefaultDenyPolicy, DefaultDenyPolicyProps, PlatformProps, ProductionApp, ProductionNamespace, Provider,
} from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { only, render, stage } from '../support/render';
import { MINORS, schemaProblems } from '../support/schemas';

const DNS = ['UDP', 'TCP'].map((protocol) => ({ protocol, port: 53 }));
const KUBE_DNS = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
};

describe('DefaultDenyPolicy', () => {
  it('denies all but DNS', () => {
    expect(render((chart) => new DefaultDenyPolicy(chart, 'deny'))).toEqual([{
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: {
        name: 'deny',
        namespace: 'shop',
        labels: { 'environment': 'production', 'app.kubernetes.io/managed-by': 'cdk8s-preflight' },
      },
      spec: {
        podSelector: {},
        policyTypes: ['Ingress', 'Egress'],
        ingress: [],
        egress: [{ to: [KUBE_DNS], ports: DNS }],
      },
    }]);
  });

  it('denies DNS too where it is told to', () => {
    expect(policy({ allowDns: false }).spec)
      .toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [], egress: [] });
  });

  it('takes another name, and another namespace', () => {
    const { name, namespace } = policy({ name: 'closed.by-default', namespace: 'other' }).metadata;
    expect([name, namespace]).toEqual(['closed.by-default', 'other']);
  });

  it('belongs to the namespace beside it', () => {
    const manifests = render((chart) => {
      new ProductionNamespace(chart, 'payments');
      new DefaultDenyPolicy(chart, 'deny');
    });
    const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy');
    expect(policies.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`))
      .toEqual(['payments/default-deny', 'payments/deny']);
  });

  it.each<[Provider, object]>([
    [Provider.ANY, { to: [KUBE_DNS], ports: DNS }],
    [Provider.EKS, { to: [KUBE_DNS], ports: DNS }],
    [Provider.AKS, { to: [KUBE_DNS], ports: DNS }],
    [Provider.GKE, { to: [KUBE_DNS, { ipBlock: { cidr: '169.254.20.10/32' } }], ports: DNS }],
    [Provider.OPENSHIFT, {
      to: [{
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'openshift-dns' } },
        podSelector: { matchLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' } },
      }],
      ports: ['UDP', 'TCP'].map((protocol) => ({ protocol, port: 5353 })),
    }],
  ])('leaves the DNS of the provider %s open', (provider, rule) => {
    expect(policy({}, { provider }).spec.egress).toEqual([rule]);
  });

  it('leaves a DNS of your own open', () => {
    const clusterDns = ClusterDns.at({ namespace: 'dns', podLabels: { app: 'unbound' } });
    const [rule] = policy({}, { clusterDns, provider: Provider.GKE }).spec.egress;
    expect(rule.to).toEqual([{
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'dns' } },
      podSelector: { matchLabels: { app: 'unbound' } },
    }]);
  });

  it('carries who owns it', () => {
    expect(policy({}, { ownership: { team: 'payments', costCenter: 'cc-42' } }).metadata.labels).toEqual({
      'app.kubernetes.io/managed-by': 'cdk8s-preflight',
      'environment': 'production',
      'team': 'payments',
      'cost-center': 'cc-42',
    });
  });

  it.each(Object.values(Provider))('is valid on every minor with the provider %s', (provider) => {
    const manifests = [policy({}, { provider }), policy({ allowDns: false }, { provider })];
    expect(MINORS.flatMap((minor) => manifests.flatMap((manifest) => schemaProblems(minor, manifest)))).toEqual([]);
  });

  it('can be patched', () => {
    const manifests = render((chart) => {
      const deny = new DefaultDenyPolicy(chart, 'deny');
      deny.patch(deny.policy, JsonPatch.remove('/spec/policyTypes/1'), JsonPatch.remove('/spec/egress'));
      deny.mergePatch(deny.policy, { metadata: { annotations: { 'acme.io/ticket': 'SEC-7' } } });
    });
    expect(only(manifests, 'NetworkPolicy').spec).toEqual({ podSelector: {}, policyTypes: ['Ingress'], ingress: [] });
    expect(only(manifests, 'NetworkPolicy').metadata.annotations).toEqual({ 'acme.io/ticket': 'SEC-7' });
  });

  it.each<[string, (chart: Chart) => void, string]>([
    ['a name that is no subdomain', (chart) => new DefaultDenyPolicy(chart, 'Deny'),
      "[shop/Deny] 'name' must be a DNS-1123 subdomain (lower-case letters, digits, - and ., at most 253), "
      + 'got "Deny"; choose such a name'],
    ['a namespace that is no label', (chart) => new DefaultDenyPolicy(chart, 'deny', { namespace: 'a.b' }),
      "[shop/deny] 'namespace' must be a DNS-1123 label (lower-case letters, digits and -, at most 63), "
      + 'got "a.b"; choose such a name'],
    ['a patch of nothing', (chart) => patched(chart, (deny) => deny.patch(deny.policy)),
      "[shop/deny] 'patch' must be given an operation, got []; "
      + "give one, such as JsonPatch.add('/metadata/labels/tier', 'web')"],
    ['a patch of what it did not make', (chart) => patched(chart, (deny) => deny.mergePatch(chart, { a: 1 })),
      "[shop/deny] 'mergePatch' must be given an object of shop/deny, got \"shop\"; "
      + 'patch it through the construct that made it'],
    ['a merge patch that is no object', (chart) => patched(chart, (deny) => deny.mergePatch(deny.policy, [] as object)),
      "[shop/deny] 'mergePatch.document' must be an object, got []; write { ... }"],
  ])('refuses %s', (_, build, expected) => {
    const message = messageOf(() => build(stage().chart));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe(expected);
  });

  it('refuses to guess a namespace', () => {
    const message = messageOf(() => new DefaultDenyPolicy(new Chart(new ProductionApp(), 'shop'), 'deny'));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe("[shop/deny] 'namespace' must be known, got nothing; "
      + 'declare a ProductionNamespace above or before it, or give the chart a namespace');
  });

  it('takes any construct as its scope', () => {
    expect(render((chart) => new DefaultDenyPolicy(new Construct(chart, 'deep'), 'deny'))).toHaveLength(1);
  });
});

function policy(props: DefaultDenyPolicyProps, platform?: PlatformProps) {
  return only(render((chart) => new DefaultDenyPolicy(chart, 'deny', props), platform), 'NetworkPolicy');
}

function patched(chart: Chart, change: (deny: DefaultDenyPolicy) => void): void {
  change(new DefaultDenyPolicy(chart, 'deny'));
}
