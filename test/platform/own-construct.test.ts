import { Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import {
  AllowTraffic, Autoscaling, DefaultDenyPolicy, Platform, ProductionNamespace, ProductionService, PublicRoute,
  RouteFlavor, RouteTls,
} from '../../src';
import { messageOf } from '../support/errors';
import { only, readYaml, stage, yamlOf } from '../support/render';

const REASON = 'the mesh does it';
const API = { image: 'ghcr.io/acme/api:1.5.0' };
const FLOW = {
  callers: { namespace: 'grafana', labels: { app: 'grafana' } },
  target: { namespace: 'loki', labels: { app: 'loki' } },
  port: 3100,
};

function exposed(chart: Chart, tls: RouteTls): ProductionService {
  const api = new ProductionService(chart, 'api', API);
  api.exposeAt('api.example.com', { tls });
  return api;
}

describe('waive, of any construct', () => {
  it('writes on the main object where none is named', () => {
    const { chart } = stage();
    new ProductionNamespace(chart, 'shop').waive('namespace-has-quota', REASON);
    new ProductionService(chart, 'api', API).waive('image-has-digest', REASON);

    const manifests = renderChart(chart);
    expect(waiversOf(only(manifests, 'Deployment'))).toEqual({ 'preflight/waive.image-has-digest': REASON });
    expect(waiversOf(only(manifests, 'Namespace'))).toEqual({ 'preflight/waive.namespace-has-quota': REASON });
  });

  it('writes on the object that is named, beside what is there', () => {
    const { chart } = stage();
    const api = new ProductionService(chart, 'api', API);
    api.mergePatch(api.service, { metadata: { annotations: { 'acme.io/ticket': 'NET-7' } } });
    api.waive('service-is-internal', REASON, { target: api.service, until: '2027-03-31' });
    api.waive('service-selects-pods', REASON, { target: api.service });

    expect(only(renderChart(chart), 'Service').metadata.annotations).toEqual({
      'acme.io/ticket': 'NET-7',
      'preflight/waive.service-is-internal': JSON.stringify({ reason: REASON, until: '2027-03-31' }),
      'preflight/waive.service-selects-pods': REASON,
    });
  });

  it('writes on the only object of a construct that has one', () => {
    const { chart } = stage();
    new DefaultDenyPolicy(chart, 'closed').waive('policy-selects-pods', REASON);

    const policy = only(renderChart(chart), 'NetworkPolicy');
    expect(waiversOf(policy)).toEqual({ 'preflight/waive.policy-selects-pods': REASON });
  });

  it('is decided by the owner of the platform, unless somebody else is named', () => {
    const { chart } = stage();
    Platform.configure(chart, { ownership: { team: 'payments' } });
    new DefaultDenyPolicy(chart, 'closed').waive('policy-selects-pods', REASON);
    new DefaultDenyPolicy(chart, 'open').waive('policy-selects-pods', REASON, { owner: 'network', ticket: 'NET-7' });

    const [closed, open] = renderChart(chart).map((policy) => Object.values(waiversOf(policy))[0] as string);
    expect(JSON.parse(closed)).toEqual({ reason: REASON, owner: 'payments' });
    expect(JSON.parse(open)).toEqual({ reason: REASON, owner: 'network', ticket: 'NET-7' });
  });

  it('must be told which of several objects alike', () => {
    const { chart } = stage();
    const flow = new AllowTraffic(chart, 'flow', FLOW);
    expect(messageOf(() => flow.waive('policy-selects-pods', REASON))).toBe("[shop/flow] 'waive.target' must be one of "
      + 'the 2 objects of shop/flow, got nothing; name the object that policy-selects-pods is about; preflight list has'
      + ' all checks');

    expect(messageOf(() => flow.waive('policy-selects-pod', REASON))).toBe("[shop/flow] 'waive.checkId' must name a "
      + 'check of the readiness checklist, got "policy-selects-pod"; write policy-selects-pods, or give options.target '
      + 'too where it is a check of your own');
    expect(messageOf(() => flow.waive('our-own', REASON))).toContain("'waive.checkId' must name a check of the "
      + 'readiness checklist, got "our-own"; see preflight list, or give options.target too');

    flow.waive('policy-selects-pods', REASON, { target: flow.ingress });
    const [egress, ingress] = renderChart(chart);
    expect(waiversOf(egress)).toEqual({});
    expect(waiversOf(ingress)).toEqual({ 'preflight/waive.policy-selects-pods': REASON });
  });

  it('refuses an object of another construct, and what is none', () => {
    const { chart } = stage();
    const api = new ProductionService(chart, 'api', API);
    const web = new ProductionService(chart, 'web', API);
    expect(messageOf(() => api.waive('has-metrics', REASON, { target: web.service }))).toBe("[shop/api] 'waive.target' "
      + 'must be an object of shop/api, got "shop/web/Service"; waive it at the construct that made it');
    expect(messageOf(() => api.waive('has-metrics', REASON, { target: 'Service' as unknown as Construct })))
      .toBe("[shop/api] 'waive.target' must be a construct, got \"Service\"; name what was made, such as "
        + 'api.deployment');
  });

  it.each<[string, (chart: Chart) => void]>([
    ['an opt-out of the route', (chart) => {
      const { route } = exposed(chart, RouteTls.none('first'));
      route!.waive('route-has-tls', REASON, { target: route!.ingress });
    }],
    ['an opt-out of the route, from the service above it', (chart) => {
      const api = exposed(chart, RouteTls.none('first'));
      api.waive('route-has-tls', REASON, { target: api.route!.ingress });
    }],
    ['a call at the route', (chart) => {
      const api = exposed(chart, RouteTls.secret('tls'));
      api.route!.waive('ingress-class-exists', 'first', { target: api.route!.ingress });
      api.waive('ingress-class-exists', REASON, { target: api.route!.ingress });
    }],
    ['an opt-out of a workload below a namespace', (chart) => {
      const namespace = new ProductionNamespace(chart, 'pay');
      const api = new ProductionService(namespace, 'api', { ...API, scaling: Autoscaling.none('first', 3) });
      namespace.waive('has-autoscaler', REASON, { target: api.deployment });
    }],
  ])('refuses a second reason after %s, whoever gave the first', (_, act) => {
    const { chart } = stage({ ingressControllerNamespace: 'ingress' });
    expect(() => act(chart)).toThrow(/'waive.checkId' must be waived once, got "/);
  });

  it('refuses a second reason at a Gateway', () => {
    const routes = RouteFlavor.gateway({ name: 'public', namespace: 'gateways' });
    const { chart } = stage({ ingressControllerNamespace: 'gateways', routes });
    const { route } = exposed(chart, RouteTls.none('first'));

    expect(() => route!.waive('route-has-tls', REASON)).toThrow(/'waive.checkId' must be waived once/);
    expect(waiversOf(only(renderChart(chart), 'HTTPRoute'))).toEqual({ 'preflight/waive.route-has-tls': 'first' });
  });

  it('says so where there is no object yet', () => {
    const { chart } = stage({ ingressControllerNamespace: 'ingress' });
    expect(messageOf(() => new PublicRoute(chart, 'route').waive('route-has-tls', REASON))).toBe("[shop/route] 'waive' "
      + 'must have an object, and shop/route has made none yet, got nothing; call it after what makes one, such as '
      + 'expose');
  });

  it('refuses a second reason for one check of one object', () => {
    const { chart } = stage();
    const api = new ProductionService(chart, 'api', API);
    api.waive('service-is-internal', REASON, { target: api.service });
    api.waive('service-is-internal', REASON);

    expect(() => api.waive('service-is-internal', REASON, { target: api.service })).toThrow(/must be waived once/);
    expect(() => api.waive('service-is-internal', REASON, { target: api.deployment })).toThrow(/must be waived once/);
  });

  it('takes a container or another object, and not both', () => {
    const { chart } = stage();
    const api = new ProductionService(chart, 'api', API);
    api.addSidecar('proxy', { image: 'ghcr.io/acme/proxy:1.0.0', port: 9901 });
    const options = { container: 'proxy', target: api.service };

    expect(messageOf(() => api.waive('has-cpu-limit', REASON, options))).toBe("[shop/api] 'waive.container' must come "
      + 'without a target, got "proxy"; name the container or the object');
  });

  it('reaches the objects of a route', () => {
    const { chart } = stage();
    Platform.configure(chart, { ingressControllerNamespace: 'ingress-nginx' });
    const route = new PublicRoute(chart, 'shop');
    const api = new ProductionService(chart, 'api', API);
    route.expose(api, 'shop.example.com', { tls: RouteTls.secret('shop-tls') });
    route.waive('ingress-class-exists', REASON);

    const { annotations } = only(renderChart(chart), 'Ingress').metadata;
    expect(annotations).toMatchObject({ 'preflight/waive.ingress-class-exists': REASON });
  });
});

describe('patch and mergePatch, of any construct', () => {
  it('change an object of its own, and refuse another', () => {
    const { chart } = stage();
    const closed = new DefaultDenyPolicy(chart, 'closed');
    closed.patch(closed.policy, JsonPatch.add('/metadata/labels/tier', 'base'));
    closed.mergePatch(closed.policy, { spec: { policyTypes: ['Ingress'] } });

    const policy = only(renderChart(chart), 'NetworkPolicy');
    expect(policy.metadata.labels).toMatchObject({ tier: 'base' });
    expect(policy.spec.policyTypes).toEqual(['Ingress']);
    for (const target of [new Chart(chart, 'other'), new Construct(closed, 'without-object')]) {
      expect(() => closed.patch(target, JsonPatch.remove('/spec'))).toThrow(/'patch' must be given an object of/);
      expect(() => closed.mergePatch(target, {})).toThrow(/'mergePatch' must be given an object of/);
    }
  });
});

function renderChart(chart: Chart) {
  return readYaml(yamlOf(chart));
}

function waiversOf({ metadata: { annotations = {} } }: { metadata: { annotations?: Record<string, string> } }) {
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => key.startsWith('preflight/waive.')));
}
