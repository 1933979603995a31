import { Chart, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  ClusterDns, Environment, MetricsFlavor, Platform, PlatformProps, ProductionApp, Provider, RouteFlavor, RouteTls,
} from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { MINORS } from '../support/schemas';

const LABEL_VALUE = 'be a label value (letters, digits, -, _ and ., at most 63, with a letter or digit at both ends)';
const DNS_LABEL = 'be a DNS-1123 label (lower-case letters, digits and -, at most 63)';
const SUBDOMAIN = 'be a DNS-1123 subdomain (lower-case letters, digits, - and ., at most 253)';
const DASHBOARDS = 'be an address by http or https, with {service} and perhaps {namespace} in it, and nothing else in '
  + 'braces';
const WRITE_DASHBOARDS = 'write it like '
  + 'https://grafana.example.com/d/service?var-namespace={namespace}&var-service={service}';

describe('Platform.of', () => {
  it('says production, 1.30 and any provider where nothing is configured', () => {
    const { environment, kubernetesVersion, provider, ownership, metrics, ...rest } = Platform.of(new ProductionApp());
    expect([environment, kubernetesVersion, provider, ownership]).toEqual([Environment.PRODUCTION, '1.30', 'any', {}]);
    expect([metrics.usesOperator, metrics.namespace]).toEqual([false, 'monitoring']);
    expect([rest.ingressControllerNamespace, rest.priorityClassName]).toEqual([undefined, undefined]);
    expect([rest.routes, rest.tls]).toEqual([RouteFlavor.ingress(), undefined]);
  });

  it('knows the largest node, of which the nearest layer says all', () => {
    const { app, chart, leaf } = tree();
    const TEBIBYTE = 1024n ** 4n * 10n ** 9n;
    Platform.configure(app, { largestNode: { cpu: Cpu.units(96), memory: Size.tebibytes(1) } });
    const inLeaf = leaf(chart(app));
    Platform.configure(inLeaf, { largestNode: { cpu: Cpu.units(32) } });
    expect(Platform.of(app)._largestNode)
      .toEqual({ cpu: 96n * 10n ** 9n, memory: TEBIBYTE, ephemeralStorage: 64n * TEBIBYTE });
    expect(Platform.of(inLeaf)._largestNode)
      .toEqual({ cpu: 32n * 10n ** 9n, memory: 4n * TEBIBYTE, ephemeralStorage: 64n * TEBIBYTE });
  });

  it('knows the dashboard of each service', () => {
    const dashboards = 'https://g.example.com/d/{service}?var-namespace={namespace}&var-service={service}';
    expect(Platform.of(configured({ dashboards }))._dashboardOf({ namespace: 'shop', service: 'api' }))
      .toBe('https://g.example.com/d/api?var-namespace=shop&var-service=api');
    expect(Platform.of(configured({}))._dashboardOf({ namespace: 'shop', service: 'api' })).toBeUndefined();
  });

  it('takes each prop from the nearest layer that has it', () => {
    const { app, chart, leaf } = tree();
    Platform.configure(app, { kubernetesVersion: '1.28', provider: Provider.GKE, priorityClassName: 'low' });
    const inChart = chart(app);
    Platform.configure(inChart, { kubernetesVersion: '1.33', ingressControllerNamespace: 'edge' });
    const inLeaf = leaf(inChart);
    Platform.configure(inLeaf, { priorityClassName: 'high', environment: Environment.STAGING });
    expect(factsOf(inLeaf)).toEqual(['staging', '1.33', 'gke', 'edge', 'high']);
    expect(factsOf(inChart)).toEqual(['production', '1.33', 'gke', 'edge', 'low']);
    expect(factsOf(app)).toEqual(['production', '1.28', 'gke', undefined, 'low']);
  });

  it('lets a prop that is undefined come from above', () => {
    const { app, chart } = tree();
    Platform.configure(app, { kubernetesVersion: '1.33' });
    const inChart = chart(app);
    Platform.configure(inChart, { kubernetesVersion: undefined, priorityClassName: undefined });
    expect(Platform.of(inChart).kubernetesVersion).toBe('1.33');
  });

  it('tells trees and siblings apart', () => {
    const { app, chart } = tree();
    const one = chart(app);
    Platform.configure(one, { kubernetesVersion: '1.37' });
    const other = new Chart(app, 'other');
    expect(Platform.of(other).kubernetesVersion).toBe('1.30');
    expect(Platform.of(new ProductionApp()).kubernetesVersion).toBe('1.30');
  });

  it('reads the DNS from the provider of the nearest layer, unless one is named', () => {
    const { app, chart } = tree();
    Platform.configure(app, { provider: Provider.OPENSHIFT });
    const inChart = chart(app);
    expect(Platform.of(inChart).clusterDns).toEqual(ClusterDns.openShift());
    Platform.configure(inChart, { clusterDns: ClusterDns.kubeDns() });
    expect(Platform.of(inChart).clusterDns).toEqual(ClusterDns.kubeDns());
  });

  it('knows how hosts are served and encrypted, each from the nearest layer that says so', () => {
    const { app, chart } = tree();
    const routes = RouteFlavor.gateway({ name: 'public', namespace: 'gateways' });
    Platform.configure(app, { tls: RouteTls.secret('all-tls') });
    const inChart = chart(app);
    Platform.configure(inChart, { routes });
    expect([Platform.of(inChart).routes, Platform.of(inChart).tls]).toEqual([routes, RouteTls.secret('all-tls')]);
    expect(Platform.of(app).routes).toEqual(RouteFlavor.ingress());
  });

  it.each([
    [{}, { environment: 'production' }],
    [{ team: 'payments' }, { environment: 'production', team: 'payments' }],
    [{ team: 'payments', costCenter: 'cc-42', owner: 'zoe' },
      { 'environment': 'production', 'team': 'payments', 'cost-center': 'cc-42', 'owner': 'zoe' }],
    [{ owner: 'zoe' }, { environment: 'production', owner: 'zoe' }],
    [{ team: undefined, costCenter: 'cc-42' }, { 'environment': 'production', 'cost-center': 'cc-42' }],
  ])('makes labels of the ownership %j', (ownership, labels) => {
    expect(Platform.of(configured({ ownership }))._labels()).toEqual(labels);
  });

  it('rewrites images by the nearest registries', () => {
    const platform = Platform.of(configured({ registries: { 'docker.io': 'mirror.acme.io' } }));
    expect(platform.resolveImage('redis:7')).toBe('mirror.acme.io/library/redis:7');
    expect(platform.resolveImage('ghcr.io/acme/web:1')).toBe('ghcr.io/acme/web:1');
  });
});

describe('Platform.configure', () => {
  it.each(MINORS)('takes Kubernetes %s', (kubernetesVersion) => {
    expect(Platform.of(configured({ kubernetesVersion })).kubernetesVersion).toBe(kubernetesVersion);
  });

  it.each(['1.27', '1.38', '1.30.2', 'v1.30', ''])('refuses Kubernetes %j', (kubernetesVersion) => {
    expectMessage({ kubernetesVersion }, "'kubernetesVersion' must be a minor from 1.28 to 1.37, "
      + `got "${kubernetesVersion}"; give the oldest minor among your clusters, without the patch`);
  });

  it.each([['1.29', 30, false], ['1.30', 30, true], ['1.37', 30, true]])(
    'knows whether %s serves what came with 1.%i', (kubernetesVersion, minor, expected) => {
      expect(Platform.of(configured({ kubernetesVersion }))._has(minor)).toBe(expected);
    },
  );

  it.each<[string, PlatformProps, string]>([
    ['a team that is no label value', { ownership: { team: 'Zoë & Co' } },
      `'ownership.team' must ${LABEL_VALUE}, got "Zoë & Co"; shorten it or replace the other characters`],
    ['an empty cost center', { ownership: { costCenter: '' } },
      `'ownership.costCenter' must ${LABEL_VALUE}, got ""; shorten it or replace the other characters`],
    ['an owner with a line break', { ownership: { owner: 'a\nb' } },
      `'ownership.owner' must ${LABEL_VALUE}, got "a\\nb"; shorten it or replace the other characters`],
    ['a namespace of the ingress controller that is no label', { ingressControllerNamespace: 'a.b' },
      `'ingressControllerNamespace' must ${DNS_LABEL}, got "a.b"; choose such a name`],
    ['dashboards that are all the same', { dashboards: 'https://g.example.com/d/1' },
      `'dashboards' must ${DASHBOARDS}, got "https://g.example.com/d/1"; ${WRITE_DASHBOARDS}`],
    ['dashboards without an address', { dashboards: 'javascript:{service}' },
      `'dashboards' must ${DASHBOARDS}, got "javascript:{service}"; ${WRITE_DASHBOARDS}`],
    ['dashboards of what is no service', { dashboards: 'https://g/{service}/{pod}' },
      `'dashboards' must ${DASHBOARDS}, got "https://g/{service}/{pod}"; ${WRITE_DASHBOARDS}`],
    ['dashboards that let everybody in', { dashboards: 'https://g/{service}?token=abc123def456' },
      "'dashboards' must be a link without credentials, got a token, which is not shown; "
      + 'take it out: whoever follows the link logs in there'],
    ['a priority class that is no subdomain', { priorityClassName: 'High' },
      `'priorityClassName' must ${SUBDOMAIN}, got "High"; choose such a name`],
    ['an environment that is no label value', { environment: Environment.of('a b') },
      `'environment' must ${LABEL_VALUE}, got "a b"; shorten it or replace the other characters`],
    ['an environment without replicas', { environment: Environment.of('qa', { minReplicas: 0 }) },
      "'environment.minReplicas' must be a whole number from 1 to 2147483647, got 0; give a number within the range"],
    ['a namespace of Prometheus that is no label', { metrics: MetricsFlavor.annotations({ namespace: '' }) },
      `'metrics.namespace' must ${DNS_LABEL}, got ""; choose such a name`],
    ['a class that is no subdomain', { routes: RouteFlavor.ingress({ className: 'A' }) },
      `'routes.className' must ${SUBDOMAIN}, got "A"; choose such a name`],
    ['a Gateway without a namespace', { routes: RouteFlavor.gateway({ name: 'public', namespace: '' }) },
      `'routes.namespace' must ${DNS_LABEL}, got ""; choose such a name`],
    ['an issuer that is no subdomain', { tls: RouteTls.clusterIssuer('') },
      `'tls' must ${SUBDOMAIN}, got ""; choose such a name`],
    ['no reason why there is no TLS', { tls: RouteTls.none(' ') },
      "'tls' must say why, got \" \"; write the reason, it appears in the readiness report"],
    ['a largest node without a CPU', { largestNode: { cpu: Cpu.units(0) } },
      "'largestNode.cpu' must be an amount of CPUs, got \"0\"; use Cpu.units(16)"],
    ['a largest node without memory', { largestNode: { memory: Size.gibibytes(0) } },
      "'largestNode.memory' must be whole KiB, at least one, got \"0Gi\"; use Size.gibibytes(64)"],
    ['a largest node with half a KiB', { largestNode: { ephemeralStorage: Size.kibibytes(0.5) } },
      "'largestNode.ephemeralStorage' must be whole KiB, at least one, got \"0.5Ki\"; use Size.gibibytes(64)"],
    ['a DNS port that there is not', { clusterDns: ClusterDns.at({ port: 65536 }) },
      "'clusterDns.port' must be a whole number from 1 to 65535, got 65536; give a number within the range"],
  ])('refuses %s', (_, props, expected) => {
    expectMessage(props, expected);
  });

  it.each(['https://mirror.acme.io', 'mirror.acme.io/', '', 'mirror acme.io', '/hub', 'mirror.acme.io//hub', '$(MIRROR)'])(
    'refuses %j in registries, on either side', (text) => {
      const expected = "'registries' must map image prefixes to image prefixes, "
        + `got ${JSON.stringify(text)}; write { 'docker.io': 'mirror.example.com' }, `
        + 'without a scheme and without a slash at the end';
      expectMessage({ registries: { [text]: 'mirror.acme.io' } }, expected);
      expectMessage({ registries: { 'docker.io': text } }, expected);
    },
  );

  it.each(['https://ghcr.io', 'ghcr.io/', ''])('refuses %j as a registry to trust', (text) => {
    const trustedRegistries = ['ghcr.io/acme', text];
    expectMessage({ trustedRegistries }, "'trustedRegistries' must hold the beginnings of images, "
      + `got ${JSON.stringify(text)}; write ['ghcr.io/acme'], without a scheme and without a slash at the end`);
  });

  it('refuses a second call', () => {
    const { app } = tree();
    Platform.configure(app, {});
    const message = messageOf(() => Platform.configure(app, {}));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe("[App] 'Platform.configure' must be called once for App, got {}; "
      + 'merge it into the first call');
  });

  it('refuses a call after something was made below', () => {
    const { app, chart, leaf } = tree();
    const inChart = chart(app);
    leaf(inChart);
    const message = messageOf(() => Platform.configure(inChart, {}));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe("[shop] 'Platform.configure' must be called before anything is made below, "
      + 'got ["shop/leaf"]; call it right after the construct is made');
  });

  it('leaves nothing behind where it fails', () => {
    const app = new ProductionApp();
    expect(() => Platform.configure(app, { kubernetesVersion: '1.37', priorityClassName: 'High' })).toThrow();
    expect(Platform.of(app).kubernetesVersion).toBe('1.30');
    Platform.configure(app, { kubernetesVersion: '1.36' });
    expect(Platform.of(app).kubernetesVersion).toBe('1.36');
  });
});

function tree() {
  return {
    app: new ProductionApp(),
    chart: (app: Construct) => new Chart(app, 'shop'),
    leaf: (chart: Construct) => new Construct(chart, 'leaf'),
  };
}

function configured(props: PlatformProps): ProductionApp {
  const app = new ProductionApp();
  Platform.configure(app, props);
  return app;
}

function expectMessage(props: PlatformProps, expected: string): void {
  const message = messageOf(() => configured(props));
  expect(message).toMatch(NAMED_ERROR);
  expect(message).toBe(`[App] ${expected}`);
}

function factsOf(scope: Construct) {
  const platform = Platform.of(scope);
  return [
    platform.environment.name, platform.kubernetesVersion, platform.provider, platform.ingressControllerNamespace,
    platform.priorityClassName,
  ];
}
