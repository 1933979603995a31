import { Chart, Duration } from 'cdk8s';
import {
  Metrics, MetricsFlavor, Platform, Probes, ProductionApp, ProductionNamespace, ProductionService, RequestMetrics,
  ServiceAlerts, ServiceLevelObjective, TrafficPeer,
} from 'cdk8s-preflight';

const app = new ProductionApp();
Platform.configure(app, {
  ownership: { team: 'checkout', owner: 'jane.doe' },
  metrics: MetricsFlavor.operator({ monitorLabels: { release: 'kube-prometheus-stack' } }),
  dashboards: 'https://grafana.example.com/d/service?var-namespace={namespace}&var-service={service}',
});
const chart = new Chart(app, 'service-objectives');
new ProductionNamespace(chart, 'checkout');

const api = new ProductionService(chart, 'api', {
  image: 'ghcr.io/stefanprodan/podinfo:6.14.1',
  port: 9898,
  probes: Probes.http({ liveness: '/healthz' }),
  // The program counts its requests as many others do, but for the name of one label.
  metrics: Metrics.at({ requests: RequestMetrics.httpRequestsTotal({ statusLabel: 'status' }) }),
});
api.allowFrom(TrafficPeer.namespace('ingress'));
api.waive('image-has-digest', 'its release tags are never moved');

api.promise(ServiceLevelObjective.availability(99.9));
api.promise(ServiceLevelObjective.latency(99, Duration.millis(500)));
api.alertOn(ServiceAlerts.goldenSignals({ errorPercent: 2, minimumRequestsPerMinute: 60 }));

app.synth();
