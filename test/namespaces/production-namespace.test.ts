import { App, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import {
  PlatformProps, ProductionApp, ProductionNamespace, ProductionNamespaceProps, ProductionService, Provider,
} from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { IMAGE, only, readYaml, render, stage } from '../support/render';
import { Manifest, MINORS, schemaProblems } from '../support/schemas';

const LABELS = {
  'app.kubernetes.io/name': 'shop',
  'app.kubernetes.io/part-of': 'shop',
  'app.kubernetes.io/managed-by': 'cdk8s-preflight',
  'environment': 'production',
};

describe('a namespace by default', () => {
  const [namespace, limitRange, defaultDeny, ...others] = render((chart) => new ProductionNamespace(chart, 'shop'));

  it('enforces, warns and audits restricted pods', () => {
    expect(namespace).toEqual({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'shop',
        labels: {
          ...LABELS,
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/enforce-version': 'latest',
          'pod-security.kubernetes.io/audit': 'restricted',
          'pod-security.kubernetes.io/audit-version': 'latest',
          'pod-security.kubernetes.io/warn': 'restricted',
          'pod-security.kubernetes.io/warn-version': 'latest',
        },
      },
    });
  });

  it('has defaults and bounds for containers', () => {
    expect(limitRange).toEqual({
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'shop', namespace: 'shop', labels: LABELS },
      spec: {
        limits: [{
          type: 'Container',
          defaultRequest: { 'cpu': '100m', 'memory': '128Mi', 'ephemeral-storage': '64Mi' },
          default: { 'cpu': '500m', 'memory': '128Mi', 'ephemeral-storage': '128Mi' },
          min: { cpu: '1m', memory: '4Mi' },
          max: { 'cpu': '4', 'memory': '8Gi', 'ephemeral-storage': '10Gi' },
        }],
      },
    });
  });

  it('is closed but for DNS', () => {
    expect(defaultDeny).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'default-deny', namespace: 'shop', labels: LABELS },
      spec: {
        podSelector: {},
        policyTypes: ['Ingress', 'Egress'],
        ingress: [],
        egress: [{
          to: [{
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
            podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
          }],
          ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }],
        }],
      },
    });
  });

  it('has nothing else, a quota of nothing least of all', () => {
    expect(others).toEqual([]);
  });
});

describe('a namespace', () => {
  it.each(MINORS)('with everything is valid on %s', (minor) => {
    const manifests = render((chart) => {
      const namespace = new ProductionNamespace(chart, 'shop', { expiresOn: '2027-03-31' });
      namespace.waive('namespace-has-quota', 'a reason', { ticket: 'SEC-7' });
      new ProductionService(chart, 'api', { image: IMAGE });
    }, { kubernetesVersion: '1.28', ownership: { team: 'payments', costCenter: 'cc-42' }, provider: Provider.GKE });
    expect(manifests.flatMap((manifest) => schemaProblems(minor, manifest))).toEqual([]);
  });

  it('carries no namespace of its own, wherever its chart is', () => {
    expect(namespaceOf({}, 'payments').metadata.namespace).toBeUndefined();
  });

  it('takes another name than its id', () => {
    const manifests = render((chart) => new ProductionNamespace(chart, 'ns', { name: 'payments' }));
    const where = manifests.map(({ kind, metadata }) => [kind, metadata.name, metadata.namespace]);
    expect(where).toEqual([
      ['Namespace', 'payments', undefined],
      ['LimitRange', 'payments', 'payments'],
      ['NetworkPolicy', 'default-deny', 'payments'],
    ]);
  });

  it('takes a name of 63 characters', () => {
    expect(namespaceOf({ name: 'n'.repeat(63) }).metadata.name).toHaveLength(63);
  });

  it('carries who owns it, on every object', () => {
    const platform = { ownership: { team: 'payments', costCenter: 'cc-42', owner: 'zoe' } };
    const manifests = render((chart) => {
      new ProductionNamespace(chart, 'shop');
      new ProductionService(chart, 'api', { image: IMAGE });
    }, platform);
    for (const { metadata } of manifests) {
      expect(metadata.labels).toMatchObject({ 'team': 'payments', 'cost-center': 'cc-42', 'owner': 'zoe' });
    }
  });

  it('leaves the DNS of the provider open', () => {
    const manifests = render((chart) => new ProductionNamespace(chart, 'shop'), { provider: Provider.OPENSHIFT });
    expect(only(manifests, 'NetworkPolicy').spec.egress[0].ports).toContainEqual({ protocol: 'UDP', port: 5353 });
  });

  it('expires on the day that it is given', () => {
    expect(namespaceOf({ expiresOn: '2028-02-29' }).metadata.annotations).toEqual({ 'janitor/expires': '2028-02-29' });
  });

  it.each(['2027-02-29', '2027-13-01', 'tomorrow', '', '2027-03-31T00:00:00Z'])(
    'does not expire on %j', (expiresOn) => {
      expectMessage((chart) => new ProductionNamespace(chart, 'shop', { expiresOn }), "[shop/shop] 'expiresOn' must "
        + `be a date like 2027-03-31, got ${JSON.stringify(expiresOn)}; give an absolute day of the calendar`);
    },
  );

  it.each(['', 'Shop', 'a.b', 'n'.repeat(64), '$(x)', 'a\n'])('refuses the name %j', (name) => {
    expectMessage((chart) => new ProductionNamespace(chart, 'ns', { name }), "[shop/ns] 'name' must be a DNS-1123 "
      + `label (lower-case letters, digits and -, at most 63), got ${JSON.stringify(name)}; choose such a name`);
  });

  it('works in a plain app of cdk8s too', () => {
    const app = new App();
    new ProductionNamespace(new Chart(app, 'chart'), 'shop');
    expect(readYaml(app.synthYaml() as unknown as string))
      .toEqual(render((chart) => new ProductionNamespace(chart, 'shop')));
  });

  it('renders to the same bytes twice', () => {
    const { app, chart } = stage();
    new ProductionNamespace(chart, 'shop', { expiresOn: '2027-03-31' });
    new ProductionService(chart, 'api', { image: IMAGE });
    expect(app.synthYaml()).toBe(app.synthYaml());
  });
});

describe('what is recorded', () => {
  it('is the reason alone where nobody is known', () => {
    expect(waived({})).toBe('a reason');
  });

  it('names the owner of the platform, unless another decided', () => {
    const platform = { ownership: { team: 'payments' } };
    expect(JSON.parse(waived(platform))).toEqual({ reason: 'a reason', owner: 'payments' });
    expect(JSON.parse(waived(platform, { owner: 'zoe', until: '2027-03-31' })))
      .toEqual({ reason: 'a reason', owner: 'zoe', until: '2027-03-31' });
  });

  it('stands on the Namespace, beside its expiry', () => {
    const manifests = render((chart) =>
      new ProductionNamespace(chart, 'shop', { expiresOn: '2027-03-31' }).waive('namespace-has-quota', 'a reason'));
    expect(manifests.map(({ metadata }) => metadata.annotations)).toEqual([
      { 'janitor/expires': '2027-03-31', 'preflight/waive.namespace-has-quota': 'a reason' }, undefined, undefined,
    ]);
  });

  it('names the owner of the platform where the one that is given is undefined', () => {
    expect(JSON.parse(waived({ ownership: { team: 'payments' } }, { owner: undefined })).owner).toBe('payments');
  });

  it.each([
    ["'waive.checkId' must be a check id in kebab-case", 'Some Check', 'a reason', {}],
    ["'waive.reason' must say why", 'namespace-has-quota', '', {}],
    ["'waive.until' must be a date", 'namespace-has-quota', 'a reason', { until: '2027-02-30' }],
  ])('is refused: %s', (...[expected, checkId, reason, options]) => {
    const message = messageOf(() => new ProductionNamespace(stage().chart, 'shop').waive(checkId, reason, options));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toContain(`[shop/shop] ${expected}`);
  });
});

describe('a patch of a namespace', () => {
  it('reaches each of its objects', () => {
    const manifests = render((chart) => {
      const namespace = new ProductionNamespace(chart, 'shop');
      const { resource, limitRange, defaultDeny } = namespace;
      namespace.patch(resource, JsonPatch.add('/metadata/labels/istio-injection', 'enabled'));
      const larger = JsonPatch.replace('/spec/limits/0/max/memory', '16Gi');
      namespace.patch(limitRange, larger, JsonPatch.remove('/spec/limits/0/min'));
      namespace.mergePatch(defaultDeny, { spec: { egress: null, policyTypes: ['Ingress'] } });
    });
    expect(only(manifests, 'Namespace').metadata.labels['istio-injection']).toBe('enabled');
    expect(only(manifests, 'LimitRange').spec.limits[0]).toMatchObject({ max: { memory: '16Gi' } });
    expect(only(manifests, 'LimitRange').spec.limits[0].min).toBeUndefined();
    expect(only(manifests, 'NetworkPolicy').spec).toEqual({ podSelector: {}, policyTypes: ['Ingress'], ingress: [] });
  });

  it('is refused for an object of another', () => {
    const { chart } = stage();
    const [other, namespace] = ['other', 'ns'].map((id) => new ProductionNamespace(chart, id));
    const message = messageOf(() => namespace.patch(other.resource, JsonPatch.remove('/kind')));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe("[shop/ns] 'patch' must be given an object of shop/ns, got \"shop/other\"; "
      + 'patch it through the construct that made it');
  });

  it.each<[string, (namespace: ProductionNamespace) => void, string]>([
    ['of its name', (namespace) => namespace.patch(namespace.resource, JsonPatch.replace('/metadata/name', 'x')),
      "] 'patch' must let 'metadata.name' stay \"shop\", for everything in the namespace says that it is there,"
      + ' got {"op":"replace","path":"/metadata/name","value":"x"}; give the namespace the prop name instead'],
    ['of the pods that are admitted', (namespace) => namespace.mergePatch(namespace.resource, {
      metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
    }), "] 'mergePatch' must let 'metadata.labels[pod-security.kubernetes.io/enforce]' stay \"restricted\", for"
      + ' what is in the namespace was made for it, got'],
    ['of the place of its limits',
      (namespace) => namespace.patch(namespace.limitRange, JsonPatch.replace('/metadata/namespace', 'x')),
      "/LimitRange] 'patch' must let 'metadata.namespace' stay \"shop\", for it was made for this namespace, got"],
    ['of the place of its policy',
      (namespace) => namespace.defaultDeny.addJsonPatch(JsonPatch.remove('/metadata/namespace')),
      "/DefaultDeny] 'patch' must let 'metadata.namespace' stay \"shop\""],
    ['of the place of its quota', (namespace) => {
      api(namespace, 'api');
      namespace.patch(namespace.resourceQuota!, JsonPatch.replace('/metadata/namespace', 'x'));
    }, "/ResourceQuota] 'patch' must let 'metadata.namespace' stay \"shop\""],
  ])('is refused at the end where it is one %s', (_, change, complaint) => {
    for (const app of [new ProductionApp(), new App()]) {
      change(new ProductionNamespace(new Chart(app, 'all'), 'shop'));
      expect(messageOf(() => app.synthYaml())).toContain(`[all/shop${complaint}`);
    }
  });

  it('is refused at the end where it changes nothing', () => {
    const { app, chart } = stage();
    const namespace = new ProductionNamespace(chart, 'shop');
    namespace.patch(namespace.resource, JsonPatch.replace('/metadata/name', 'shop'));
    expect(messageOf(() => app.synthYaml())).toBe("Nothing was written:\n  [shop/shop] 'patch' must change "
      + 'the object, got {"op":"replace","path":"/metadata/name","value":"shop"}; '
      + 'compare it with the synthesized manifest, or remove it');
  });
});

describe('the workloads of a namespace', () => {
  it('are those beside it and below it', () => {
    const manifests = render((chart) => {
      const namespace = new ProductionNamespace(chart, 'payments');
      api(chart, 'beside');
      api(new Construct(chart, 'deep'), 'deeper');
      api(namespace, 'below');
    });
    expect(podsOf(manifests)).toEqual({ payments: '33' });
    expect(new Set(manifests.filter(({ kind }) => kind === 'Deployment').map(({ metadata }) => metadata.namespace)))
      .toEqual(new Set(['payments']));
  });

  it('count where they were declared before it, in a chart of that namespace', () => {
    expect(podsOf(render((chart) => [api(chart, 'early'), new ProductionNamespace(chart, 'shop'), api(chart, 'late')])))
      .toEqual({ shop: '22' });
  });

  it.each(['before', 'after'])('count where they are in another chart of that namespace, made %s it', (when) => {
    const app = new ProductionApp();
    const elsewhere = () => api(new Chart(app, 'elsewhere', { namespace: 'shop' }), 'api');
    if (when === 'before') elsewhere();
    new ProductionNamespace(new Chart(app, 'namespaces'), 'shop');
    if (when === 'after') elsewhere();
    expect(podsOf(readYaml(app.synthYaml()))).toEqual({ shop: '11' });
  });

  it('are told apart from those of its siblings', () => {
    const manifests = render((chart) => {
      api(new ProductionNamespace(chart, 'one'), 'api');
      const two = new ProductionNamespace(chart, 'two');
      api(two, 'api');
      api(two, 'web');
      new ProductionNamespace(chart, 'empty');
    });
    expect(podsOf(manifests)).toEqual({ one: '11', two: '22' });
  });

  it('are not guessed for a neighbouring chart', () => {
    const app = new ProductionApp();
    new ProductionNamespace(new Chart(app, 'namespaces'), 'shop');
    const message = messageOf(() => api(new Chart(app, 'services'), 'api'));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe("[services/api] 'namespace' must be known, got nothing; "
      + 'declare a ProductionNamespace above or before it, or give the chart a namespace');
  });
});

describe('a namespace that contradicts the tree is refused', () => {
  it.each<[string, (chart: Chart) => unknown, string]>([
    ['where its name is taken',
      (chart) => [1, 2].map((id) => new ProductionNamespace(chart, `ns-${id}`, { name: 'pay' })),
      "[shop/ns-2] 'name' must name a namespace that is declared once, and shop/ns-1 declares it too, got \"pay\"; "
      + 'declare it in one place, and make the workloads of both its children; that of another cluster, in an app of '
      + 'its own'],
    ['where a workload cannot know which is meant',
      (chart) => [new ProductionNamespace(chart, 'one'), new ProductionNamespace(chart, 'two'), api(chart, 'api')],
      "[shop/api] 'namespace' must be one of the namespaces beside it, got [\"shop/one\",\"shop/two\"]; "
      + 'make it a child of the namespace that it belongs to'],
    ['where it comes after a workload that would be its own',
      (chart) => [api(chart, 'api'), new ProductionNamespace(chart, 'payments')],
      "[shop/payments] 'name' must name a namespace declared before shop/api, which is in shop already, "
      + 'got "payments"; declare this namespace first, or make it the parent of its workloads'],
    ['where it comes after such a workload further down',
      (chart) => [api(new Construct(chart, 'deep'), 'api'), new ProductionNamespace(chart, 'payments')],
      "[shop/payments] 'name' must name a namespace declared before shop/deep/api, which is in shop already, "
      + 'got "payments"; declare this namespace first, or make it the parent of its workloads'],
  ])('%s', (_, build, expected) => {
    expectMessage(build, expected);
  });

  it('in whatever chart its name is taken', () => {
    const app = new ProductionApp();
    new ProductionNamespace(new Chart(app, 'one'), 'shop');
    expect(messageOf(() => new ProductionNamespace(new Chart(app, 'two'), 'shop'))).toMatch(NAMED_ERROR);
  });
});

it('a namespace after the workloads of another, in a place of its own, is fine', () => {
  const manifests = render((chart) => {
    api(new ProductionNamespace(chart, 'one'), 'api');
    api(new ProductionNamespace(new Construct(chart, 'place'), 'two'), 'api');
  });
  expect(podsOf(manifests)).toEqual({ one: '11', two: '11' });
});

function namespaceOf(props: ProductionNamespaceProps, id = 'shop'): Manifest {
  return only(render((chart) => new ProductionNamespace(chart, id, props)), 'Namespace');
}

function waived(platform: PlatformProps, options = {}): string {
  const manifests = render((chart) => {
    new ProductionNamespace(chart, 'shop').waive('namespace-has-quota', 'a reason', options);
  }, platform);
  return only(manifests, 'Namespace').metadata.annotations['preflight/waive.namespace-has-quota'];
}

function api(scope: Construct, id: string): ProductionService {
  return new ProductionService(scope, id, { image: IMAGE });
}

/** How many pods each namespace has room for: eleven for each service. */
function podsOf(manifests: Manifest[]): Record<string, string> {
  const quotas = manifests.filter(({ kind }) => kind === 'ResourceQuota');
  return Object.fromEntries(quotas.map(({ metadata, spec }) => [metadata.namespace, spec.hard.pods]));
}

function expectMessage(build: (chart: Chart) => unknown, expected: string): void {
  const message = messageOf(() => build(stage().chart));
  expect(message).toMatch(NAMED_ERROR);
  expect(message).toBe(expected);
}
