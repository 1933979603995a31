import { ApiObject } from 'cdk8s';
import { Metrics, MetricsFlavor, ProductionService, TrafficPeer } from '../../../../src';
import { complaintsOf, NAMED_ERROR } from '../../../support/errors';
import { nativePrometheus, operated } from '../../../support/monitoring-objects';
import { IMAGE, stage, Stage } from '../../../support/render';

const REMEDY = 'say at the Platform which namespace Prometheus is in (MetricsFlavor), or open the port to it';
const SELECTING_ALL = {
  serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {}, probeSelector: {}, probeNamespaceSelector: {},
};

describe('openScrapes', () => {
  it('refuses a monitor whose Prometheus the policy of the workload keeps out, and names all three', () => {
    const { app, api } = operatedStage('elsewhere');
    const [complaint, ...others] = complaintsOf(app);
    expect(others).toEqual([]);
    expect(complaint).toMatch(NAMED_ERROR);
    expect(complaint).toContain("[shop/api/ServiceMonitor] 'spec.endpoints[0].port' must ask what [shop/main] may "
      + 'reach, and [shop/api/NetworkPolicy] keeps it from port 8080 of [shop/api], got "http"');
    expect(complaint).toContain(REMEDY);
    api.waive('monitor-is-reachable', 'the mesh lets it in', { target: api.serviceMonitor });
    expect(() => app.synthYaml()).not.toThrow();
  });

  it('takes it where the Platform says which namespace it is in', () => {
    expect(() => operatedStage('monitoring').app.synthYaml()).not.toThrow();
  });

  it('names the policy of the Prometheus where that keeps it from going out', () => {
    const { app, chart } = operatedStage('monitoring');
    deny(chart, 'monitoring', 'Egress');
    expect(complaintsOf(app)).toEqual([
      expect.stringContaining('must ask what [shop/main] may reach, and [shop/deny] keeps it from port 8080'),
    ]);
  });

  it('refuses a probe whose exporter a policy closes, and names all three', () => {
    const { app, chart } = stage();
    operated(chart, { kind: 'Prometheus', id: 'main', namespace: 'observability' }, SELECTING_ALL);
    const exporter = new ProductionService(chart, 'exporter', { image: IMAGE });
    new ApiObject(chart, 'pages', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Probe',
      metadata: { name: 'pages' },
      spec: { prober: { url: `${exporter.service.name}.shop:80` } },
    });
    const [complaint, ...others] = complaintsOf(app);
    expect(others).toEqual([]);
    expect(complaint).toMatch(NAMED_ERROR);
    expect(complaint).toContain("[shop/pages] 'spec.prober.url' must ask what [shop/main] may reach, and "
      + '[shop/exporter/NetworkPolicy] keeps it from port 8080 of [shop/exporter], got 80');
    exporter.allowFrom(TrafficPeer.namespace('observability'));
    expect(() => app.synthYaml()).not.toThrow();
  });

  it('refuses pods whose annotation a Prometheus without an operator cannot follow', () => {
    const { app, chart, api } = annotatedStage();
    nativePrometheus(chart);
    const [complaint, ...others] = complaintsOf(app);
    expect(others).toEqual([]);
    expect(complaint).toMatch(NAMED_ERROR);
    expect(complaint).toContain("[shop/api] 'ports' must be open to [shop/prometheus] at port 8080, "
      + 'where metrics are by the annotation prometheus.io/port, and [shop/api/NetworkPolicy] closes it, got 8080');
    api.waive('metrics-port-is-open', 'the mesh lets it in', { target: api.deployment });
    expect(() => app.synthYaml()).not.toThrow();
  });

  it('says nothing of them without a Prometheus, which is elsewhere', () => {
    expect(() => annotatedStage().app.synthYaml()).not.toThrow();
  });
});

interface ServiceStage extends Stage {
  readonly api: ProductionService;
}

function operatedStage(namespace: string): ServiceStage {
  const { app, chart } = stage({ metrics: MetricsFlavor.operator({ namespace }) });
  operated(chart, { kind: 'Prometheus', id: 'main', namespace: 'monitoring' }, SELECTING_ALL);
  return { app, chart, api: service({ app, chart }) };
}

/** The pods of the namespace that is said are here, and none of them is a Prometheus. */
function annotatedStage(): ServiceStage {
  const { app, chart } = stage({ metrics: MetricsFlavor.annotations({ namespace: 'shop' }) });
  return { app, chart, api: service({ app, chart }) };
}

function service({ chart }: Stage): ProductionService {
  return new ProductionService(chart, 'api', { image: IMAGE, metrics: Metrics.at({ path: '/metrics' }) });
}

function deny(chart: Stage['chart'], namespace: string, policyType: string): void {
  new ApiObject(chart, 'deny', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'deny', namespace },
    spec: { podSelector: {}, policyTypes: [policyType] },
  });
}
