import { Duration } from 'cdk8s';
import { Metrics, MetricsFlavor, PlatformProps, ProductionService, ProductionServiceProps } from '../../src';
import { NAMED_ERROR } from '../support/errors';
import { IMAGE, only, render, stage } from '../support/render';
import { Manifest } from '../support/schemas';

const OPERATOR = { metrics: MetricsFlavor.operator({ namespace: 'observe', monitorLabels: { release: 'prom' } }) };
const PATH = 'be a path that begins with / and holds no white space';

describe('Metrics.at where Prometheus goes by annotations', () => {
  it('tells it the first port and /metrics', () => {
    expect(podAnnotations({})).toEqual({
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': '8080',
      'prometheus.io/path': '/metrics',
    });
  });

  it('tells it a port and a path of your own', () => {
    expect(podAnnotations({ metrics: Metrics.at({ port: 9100, path: '/admin/prometheus?format=text' }) })).toEqual({
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': '9100',
      'prometheus.io/path': '/admin/prometheus?format=text',
    });
  });

  it('needs no ServiceMonitor', () => {
    expect(manifests({}).map(({ kind }) => kind)).not.toContain('ServiceMonitor');
  });
});

describe('Metrics.at where Prometheus has an operator', () => {
  it('writes a ServiceMonitor that the Prometheus selects, and no annotations', () => {
    const found = manifests({ metrics: Metrics.at({ path: '/m', interval: Duration.minutes(1) }) }, OPERATOR);
    const { metadata } = only(found, 'ServiceAccount');

    expect(only(found, 'ServiceMonitor')).toEqual({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { ...metadata, labels: { ...metadata.labels, release: 'prom' } },
      spec: {
        selector: { matchLabels: { 'app.kubernetes.io/instance': 'web' } },
        endpoints: [{ port: 'http', path: '/m', interval: '60s' }],
      },
    });
    expect(only(found, 'Deployment').spec.template.metadata.annotations).toBeUndefined();
  });

  it('is scraped at /metrics twice a minute where nothing else is said', () => {
    expect(only(manifests({}, OPERATOR), 'ServiceMonitor').spec.endpoints)
      .toEqual([{ port: 'http', path: '/metrics', interval: '30s' }]);
  });

  it('is selected by what the Service is labelled with', () => {
    const found = manifests({}, OPERATOR);

    expect(only(found, 'Service').metadata.labels)
      .toMatchObject(only(found, 'ServiceMonitor').spec.selector.matchLabels);
  });

  it('scrapes the port by the name that the Service gives it', () => {
    const found = manifests({ metrics: Metrics.at({ port: 9100 }) }, OPERATOR);

    expect(only(found, 'ServiceMonitor').spec.endpoints[0].port).toEqual('metrics');
    expect(only(found, 'Service').spec.ports.map(({ name }: Manifest) => name)).toEqual(['http', 'metrics']);
  });

  it.each([Duration.seconds(0), Duration.millis(1500), Duration.hours(2)])('refuses the interval %j', (interval) => {
    const got = `${interval.toSeconds({ integral: false })} seconds`;

    expectRefusal({ metrics: Metrics.at({ interval }) }, "[shop/web] 'metrics.interval' must be whole seconds from 1 to"
      + ` 3600, got "${got}"; give a duration within the range, such as Duration.seconds(30)`, OPERATOR);
  });
});

describe('the port for metrics', () => {
  it('is added to container and Service where none has its number', () => {
    const found = manifests({ metrics: Metrics.at({ port: 9100 }) });

    expect(only(found, 'Deployment').spec.template.spec.containers[0].ports).toEqual([
      { name: 'http', containerPort: 8080, protocol: 'TCP' },
      { name: 'metrics', containerPort: 9100, protocol: 'TCP' },
    ]);
    expect(only(found, 'Service').spec.ports).toEqual([
      { name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
      { name: 'metrics', port: 9100, protocol: 'TCP', targetPort: 'metrics' },
    ]);
  });

  it('is the one that has its number already', () => {
    const ports = [{ name: 'admin', containerPort: 9100 }];
    const found = manifests({ port: 8080, ports, metrics: Metrics.at({ port: 9100 }) });

    expect(only(found, 'Service').spec.ports.map(({ name }: Manifest) => name)).toEqual(['http', 'admin']);
  });

  it.each([
    [undefined, 'monitoring'],
    [OPERATOR, 'observe'],
  ])('is open to Prometheus alone (%#)', (platform, namespace) => {
    const found = manifests({ metrics: Metrics.at({ port: 9100 }) }, platform);

    expect(only(found, 'NetworkPolicy').spec.ingress).toEqual([{
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } }],
      ports: [{ protocol: 'TCP', port: 9100 }],
    }]);
  });

  it.each([
    [{ metrics: Metrics.at({ port: 80 }) }, "'metrics.port' must be 1024 or above, for the user without"
      + ' privileges may not bind a lower one, got 80; let the process listen on a higher one; a Service may still'
      + ' offer this one'],
    [{ metrics: Metrics.at({ port: Infinity }) }, "'metrics.port' must be a whole number from 1 to 65535,"
      + ' got Infinity; give a number within the range'],
    [{ ports: [{ name: 'metrics', containerPort: 9000 }], metrics: Metrics.at({ port: 9100 }) },
      "'ports.name' must be unique, got \"metrics\"; change or remove one of them"],
    [{ metrics: Metrics.at({ path: 'metrics' }) },
      `'metrics.path' must ${PATH}, got "metrics"; write it like /metrics`],
    [{ metrics: Metrics.at({ path: '/a\r\nb' }) },
      `'metrics.path' must ${PATH}, got "/a\\r\\nb"; write it like /metrics`],
    [{ metrics: Metrics.at({ path: '/\ud800' }) },
      '\'metrics.path\' must be valid Unicode text, got "/\\ud800"; remove the unpaired surrogate'],
  ])('refuses case %#', (props, complaint) => {
    expectRefusal(props, `[shop/web] ${complaint}`);
  });
});

describe('Metrics.none', () => {
  it.each([undefined, OPERATOR])('serves none, opens nothing to Prometheus and records the reason (%#)', (platform) => {
    const found = manifests({ metrics: Metrics.none('the gateway counts for it') }, platform);

    expect(found.map(({ kind }) => kind)).not.toContain('ServiceMonitor');
    expect(only(found, 'NetworkPolicy').spec.ingress).toEqual([]);
    expect(only(found, 'Deployment').spec.template.metadata.annotations).toBeUndefined();
    expect(only(found, 'Deployment').metadata.annotations)
      .toMatchObject({ 'preflight/waive.has-metrics': 'the gateway counts for it' });
  });

  it('refuses an empty reason', () => {
    expectRefusal({ metrics: Metrics.none('') },
      "[shop/web] 'metrics' must say why, got \"\"; write the reason, it appears in the readiness report");
  });

  it('refuses to be given no reason at all', () => {
    expect(() => service({ metrics: Metrics.none(undefined as unknown as string) })).toThrow(NAMED_ERROR);
  });
});

function service(props: Partial<ProductionServiceProps>, platform?: PlatformProps): void {
  new ProductionService(stage(platform).chart, 'web', { image: IMAGE, ...props });
}

function manifests(props: Partial<ProductionServiceProps>, platform?: PlatformProps): Manifest[] {
  return render((chart) => { new ProductionService(chart, 'web', { image: IMAGE, ...props }); }, platform);
}

function podAnnotations(props: Partial<ProductionServiceProps>): Record<string, string> {
  return only(manifests(props), 'Deployment').spec.template.metadata.annotations;
}

function expectRefusal(props: Partial<ProductionServiceProps>, message: string, platform?: PlatformProps): void {
  expect(() => service(props, platform)).toThrow(new Error(message));
  expect(message).toMatch(NAMED_ERROR);
}
