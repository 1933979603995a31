import { Chart, Duration } from 'cdk8s';
import { Dashboard, MetricsFlavor, PlatformProps, RequestMetrics } from '../../../src';
import { messageOf } from '../../support/errors';
import { only, render } from '../../support/render';
import { Manifest } from '../../support/schemas';

const METRICS = { metrics: RequestMetrics.openTelemetryHttp() };
const READY: Record<string, (chart: Chart, id: string) => Dashboard> = {
  backups: (chart, id) => Dashboard.backups(chart, id),
  monitoring: (chart, id) => Dashboard.monitoring(chart, id),
  nodes: (chart, id) => Dashboard.nodes(chart, id),
  objectives: (chart, id) => Dashboard.objectives(chart, id),
  services: (chart, id) => Dashboard.services(chart, id, METRICS),
};

/** How services are counted, and by what a reader finds them. */
interface ServicesCase {
  readonly metrics: RequestMetrics;
  readonly platform?: PlatformProps;
  readonly namespaces: string;
  readonly services: string;
}

describe.each(Object.entries(READY))('Dashboard.%s', (name, make) => {
  const text = textOf((chart) => make(chart, name));
  const panels = JSON.parse(text).panels.filter(({ type }: Manifest) => type !== 'row');

  it('says of each panel what it shows, in which unit, and what it means', () => {
    expect(panels.length).toBeGreaterThan(5);
    const poor = panels.filter(({ title, description, fieldConfig }: Manifest) => (
      !title || !description || !fieldConfig.defaults.unit
    ));
    expect(poor).toEqual([]);
  });

  it('asks for rates over a window that holds enough samples', () => {
    const expressions = panels.flatMap(({ targets }: Manifest) => targets.map(({ expr }: Manifest) => expr));
    const windows = expressions.flatMap((expr: string) => [...expr.matchAll(/[\w}]\[(\$?\w+)\]/g)])
      .map(([, window]: string[]) => window);
    expect([...new Set(windows)].filter((window) => window !== '$__rate_interval')).toEqual([]);
  });

  it('has the same bytes each time, and a small part of a ConfigMap', () => {
    expect(textOf((chart) => make(chart, name))).toBe(text);
    expect(text.length).toBeLessThan(64 * 1024);
  });
});

describe('what is ready', () => {
  it('takes a name, a uid, tags and a time range', () => {
    const options = { name: 'hosts', uid: 'machines', tags: ['ops'], timeRange: Duration.hours(6) };
    const { metadata, data } = only(render((chart) => Dashboard.nodes(chart, 'nodes', options)), 'ConfigMap');
    expect(metadata.name).toBe('hosts');
    expect(JSON.parse(data['hosts.json'])).toMatchObject(
      { uid: 'machines', title: 'Nodes', tags: ['ops'], time: { from: 'now-21600s' } },
    );
  });

  it('keeps its own time range where none is given', () => {
    const objectives = textOf((chart) => Dashboard.objectives(chart, 'objectives', { timeRange: undefined }));
    expect(JSON.parse(objectives).time.from).toBe('now-604800s');
  });
});

describe('Dashboard.services', () => {
  it.each<[string, ServicesCase]>([
    ['annotations', {
      metrics: RequestMetrics.openTelemetryHttp(),
      namespaces: 'label_values(http_server_request_duration_seconds_count{}, namespace)',
      services: 'label_values(http_server_request_duration_seconds_count{namespace="$namespace"}, '
        + 'app_kubernetes_io_instance)',
    }],
    ['the operator', {
      metrics: RequestMetrics.httpRequestsTotal(),
      platform: { metrics: MetricsFlavor.operator() },
      namespaces: 'label_values(http_requests_total{}, namespace)',
      services: 'label_values(http_requests_total{namespace="$namespace"}, job)',
    }],
    ['Linkerd', {
      metrics: RequestMetrics.linkerd(),
      namespaces: 'label_values(response_total{direction="inbound"}, namespace)',
      services: 'label_values(response_total{direction="inbound",namespace="$namespace"}, deployment)',
    }],
    ['labels of its own', {
      metrics: RequestMetrics.linkerd({ labels: { ns: '$namespace', svc: '$service', tier: 'web' } }),
      namespaces: 'label_values(response_total{tier="web"}, ns)',
      services: 'label_values(response_total{ns="$namespace",tier="web"}, svc)',
    }],
  ])('finds the services that are counted by %s', (_, { metrics, platform, namespaces, services }) => {
    const board = JSON.parse(textOf((chart) => Dashboard.services(chart, 'services', { metrics }), platform));
    const [, ...variables] = board.templating.list;
    expect(variables.map(({ definition }: Manifest) => definition)).toEqual([namespaces, services]);
  });

  it('has milliseconds of a mesh as seconds', () => {
    const text = textOf((chart) => Dashboard.services(chart, 'services', { metrics: RequestMetrics.linkerd() }));
    expect(text).toContain('[$__rate_interval]))) / 1000');
  });

  it('refuses labels that tell no services apart', () => {
    const metrics = RequestMetrics.linkerd({ labels: { namespace: '$namespace' } });
    expect(messageOf(() => textOf((chart) => Dashboard.services(chart, 'services', { metrics })))).toContain(
      "'metrics.labels' must have a label with the value $service, by which a dashboard tells services apart",
    );
  });
});

function textOf(build: (chart: Chart) => void, platform?: PlatformProps): string {
  const [text] = Object.values<string>(only(render(build, platform), 'ConfigMap').data);
  return text;
}
