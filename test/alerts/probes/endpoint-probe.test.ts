import { Duration, JsonPatch } from 'cdk8s';
import { EndpointProbe, EndpointProbeProps, MetricsFlavor, PlatformProps } from '../../../src';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { readYaml, render, stage } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const URLS = ['https://shop.example.com/', 'https://shop.example.com/cart?x="1"'];
const OPERATOR = { metrics: MetricsFlavor.operator({ namespace: 'mon', monitorLabels: { release: 'prom' } }) };
const LABELS = { 'environment': 'production', 'app.kubernetes.io/managed-by': 'cdk8s-preflight' };
const MODULE = {
  modules: {
    http_2xx: {
      prober: 'http',
      timeout: '5s',
      http: { method: 'GET', follow_redirects: true, preferred_ip_protocol: 'ip4', ip_protocol_fallback: true },
    },
  },
};

describe('EndpointProbe', () => {
  it('writes a scrape configuration, a module and alert rules', () => {
    const [scrape, module, rules] = probe();
    expect(scrape).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'pages', namespace: 'shop', labels: { ...LABELS, 'preflight/scrape-configs': 'true' } },
      data: { 'pages.scrape.yaml': expect.any(String) },
    });
    expect(readYaml(scrape.data['pages.scrape.yaml'])).toEqual([{
      scrape_configs: [{
        job_name: 'probe/shop/pages',
        scrape_interval: '60s',
        scrape_timeout: '8s',
        metrics_path: '/probe',
        params: { module: ['http_2xx'] },
        static_configs: [{ targets: URLS, labels: { namespace: 'shop' } }],
        relabel_configs: [
          { source_labels: ['__address__'], target_label: '__param_target' },
          { source_labels: ['__param_target'], target_label: 'instance' },
          { target_label: '__address__', replacement: 'blackbox-exporter.monitoring.svc:9115' },
        ],
      }],
    }]);
    expect(module.metadata).toEqual({
      name: 'pages-module', namespace: 'shop', labels: { ...LABELS, 'preflight/probe-modules': 'true' },
    });
    expect(readYaml(module.data['pages-module.blackbox.yaml'])).toEqual([MODULE]);
    expect(rules.metadata.name).toBe('pages-alerts');
    expect(alertsOf(rules).map(({ alert, labels }) => [alert, labels.severity])).toEqual([
      ['EndpointDown', 'critical'], ['EndpointSlow', 'warning'], ['EndpointNotProbed', 'warning'],
    ]);
  });

  it('writes a Probe where there is an operator', () => {
    const [object, module, rules] = probe({}, OPERATOR);
    expect(object).toEqual({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Probe',
      metadata: { name: 'pages', namespace: 'shop', labels: { ...LABELS, release: 'prom' } },
      spec: {
        jobName: 'probe/shop/pages',
        interval: '60s',
        scrapeTimeout: '8s',
        module: 'http_2xx',
        prober: { url: 'blackbox-exporter.mon.svc:9115' },
        targets: { staticConfig: { static: URLS } },
      },
    });
    expect(readYaml(module.data['pages-module.blackbox.yaml'])).toEqual([MODULE]);
    expect([rules.kind, alertsOf(rules)]).toEqual(['PrometheusRule', alertsOf(probe()[2])]);
  });

  it('asks for each address whether it is asked at all', () => {
    const [, , missing] = alertsOf(probe()[2]);
    expect(missing.expr.split('\nor ')).toEqual([
      'max by (namespace, instance) (absent(probe_success{namespace="shop",job="probe/shop/pages",'
        + 'instance="https://shop.example.com/"}))',
      'max by (namespace, instance) (absent(probe_success{namespace="shop",job="probe/shop/pages",'
        + 'instance="https://shop.example.com/cart?x=\\"1\\""}))',
    ]);
  });

  it('asks so for many addresses, and never for many in one row', () => {
    const urls = Array.from({ length: 1000 }, (_, index) => `https://shop-${index}.example.com/`);
    const [, , { expr }] = alertsOf(probe({ urls })[2]);
    expect([...expr.matchAll(/instance="(.*?)"/g)].map(([, url]) => url)).toEqual(urls);
    const rows: string[] = expr.split(/\)\nor \(|^\(+|\)+$/);
    expect(Math.max(...rows.map((row) => row.split('\nor ').length))).toBeLessThanOrEqual(50);
  });

  it('uses a module that is there already, and another prober', () => {
    const manifests = probe({ module: 'http_post', prober: 'probes.example.com:80', name: 'shop-pages' }, OPERATOR);
    expect(manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`))
      .toEqual(['Probe/shop-pages', 'PrometheusRule/shop-pages-alerts']);
    expect(manifests[0].spec).toMatchObject({
      jobName: 'probe/shop/shop-pages', module: 'http_post', prober: { url: 'probes.example.com:80' },
    });
  });

  it('asks as often as it is told, and calls slow what it is told', () => {
    const [{ spec }, , rules] = probe({ every: Duration.seconds(30), slowerThan: Duration.millis(250) }, OPERATOR);
    expect(spec.interval).toBe('30s');
    expect(alertsOf(rules)[1].expr).toMatch(/\[10m:1m\]\)\) > 0\.25$/);
    expect(alertsOf(rules)[1].annotations.description).toContain('{{ humanizeDuration 0.25 }}');
  });

  it('links to a runbook and a dashboard of your own', () => {
    const [, , rules] = probe({ runbook: 'https://wiki/pages', dashboard: 'https://grafana/d/pages' });
    expect(alertsOf(rules)[0].annotations).toMatchObject({
      runbook_url: 'https://wiki/pages#endpointdown', dashboard_url: 'https://grafana/d/pages',
    });
  });

  it.each(MINORS)('is valid on %s in both forms', (minor) => {
    const manifests = [...probe(), ...probe({}, OPERATOR)];
    expect(manifests.flatMap((manifest) => schemaProblems(minor, manifest))).toEqual([]);
  });

  it('can be patched', () => {
    const [{ spec }] = render((chart) => {
      const pages = new EndpointProbe(chart, 'pages', { urls: URLS });
      pages.patch(pages.probe, JsonPatch.replace('/spec/interval', '15s'));
    }, OPERATOR);
    expect(spec.interval).toBe('15s');
  });

  it.each<[string, EndpointProbeProps, string]>([
    ['nothing to ask', { urls: [] },
      "'urls' must name something to ask, got []; give an address, or remove the probe"],
    ['the same twice', { urls: [URLS[0], URLS[0]] },
      `'urls' must name each address once, got "${URLS[0]}"; remove it there where it is too much`],
    ...['https://A.example.com/', 'https://a.example.com:443', 'https://a.example.com/./'].map((url) => (
      ['the same twice, written otherwise', { urls: ['https://a.example.com', url] },
        `'urls' must name each address once, got "${url}"; remove it there where it is too much`]
    ) satisfies [string, EndpointProbeProps, string]),
    ['what is no page', { urls: [URLS[0], 'shop.example.com'] },
      "'urls[1]' must be an http or https address without credentials and fragment, got \"shop.example.com\"; "
      + 'write it like https://shop.example.com/healthz'],
    ['a fragment', { urls: ['https://shop.example.com/#top'] },
      "'urls[0]' must be an http or https address without credentials and fragment, "
      + 'got "https://shop.example.com/#top"; write it like https://shop.example.com/healthz'],
    ['what browsers would repair', { urls: ['https://a/%zz'] },
      "'urls[0]' must be an http or https address without credentials and fragment, got \"https://a/%zz\"; "
      + 'write it like https://shop.example.com/healthz'],
    ['what lets everybody in', { urls: ['https://shop.example.com/?token=abc123def456'] },
      "'urls[0]' must be an address without credentials, got a token, which is not shown; "
      + 'ask a page that anybody may read: all who read the manifest could ask this one'],
    ['a prober without a port', { urls: URLS, prober: 'probes' },
      "'prober' must be a host with a port, got \"probes\"; "
      + 'write it like shop.example.com:443, without a scheme and a path'],
    ['what no module is called', { urls: URLS, module: 'a b' },
      "'module' must be the name of a module: letters, digits, -, _ and ., got \"a b\"; "
      + 'write it as in the configuration of the blackbox exporter'],
    ['an interval that Prometheus forgets', { urls: URLS, every: Duration.minutes(5) },
      "'every' must be whole seconds from 10 to 120, got \"300 seconds\"; "
      + 'give a duration within the range, such as Duration.seconds(30)'],
    ['an answer that is never waited for', { urls: URLS, slowerThan: Duration.seconds(5) },
      "'slowerThan' must be from 10 to less than 5000 milliseconds, got \"5000 milliseconds\"; "
      + 'give a duration within the range, such as Duration.seconds(1)'],
  ])('refuses %s', (_, props, expected) => {
    const message = messageOf(() => new EndpointProbe(stage().chart, 'pages', props));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe(`[shop/pages] ${expected}`);
  });

  it('refuses a password, and does not repeat it', () => {
    const urls = ['https://jane:fJ4k9sLq2@shop.example.com/'];
    const message = messageOf(() => new EndpointProbe(stage().chart, 'pages', { urls }));
    expect(message).toContain("'urls[0]' must be an http or https address without credentials");
    expect(message).not.toContain('fJ4k9sLq2');
  });

  it('refuses a name that leaves no room for those of its files', () => {
    const name = 'x'.repeat(233);
    expect(messageOf(() => render((chart) => new EndpointProbe(chart, name, { urls: URLS }))))
      .toContain("'name' must have at most 232 characters, for the file with the module has 21 more, got");
  });
});

function probe(props: Partial<EndpointProbeProps> = {}, platform?: PlatformProps): Manifest[] {
  return render((chart) => new EndpointProbe(chart, 'pages', { urls: URLS, ...props }), platform);
}

function alertsOf({ metadata, spec, data }: Manifest): Manifest[] {
  return (spec ?? readYaml(data[`${metadata.name}.rules.yaml`])[0]).groups[0].rules;
}
