import { Chart, Duration, Size } from 'cdk8s';
import {
  AlertReceiver, EndpointProbe, KubernetesApi, Metrics, MetricsFlavor, MonitoringStack, Platform, ProductionApp,
  ProductionNamespace, ProductionService, Provider, RequestMetrics, SecretKey, ServiceAlerts, ServiceLevelObjective,
  WorkloadIdentity,
} from 'cdk8s-preflight';

const app = new ProductionApp();
Platform.configure(app, {
  provider: Provider.EKS,
  kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/20'] }),
  ownership: { team: 'platform', costCenter: 'cc-7' },
  // The one thing that is other than without the operator.
  metrics: MetricsFlavor.operator({ monitorLabels: { prometheus: 'main' } }),
  dashboards: 'https://grafana.example.com/d/services?var-namespace={namespace}&var-service={service}',
});

// All that watches the cluster.
const monitoring = new Chart(app, 'monitoring', { namespace: 'monitoring' });
new ProductionNamespace(monitoring, 'monitoring');
new MonitoringStack(monitoring, 'stack', {
  alerts: {
    critical: AlertReceiver.pagerDuty(SecretKey.of('alert-receivers', 'pagerduty')),
    warning: AlertReceiver.slack(SecretKey.of('alert-receivers', 'slack'), { channel: '#ops' }),
    watchdog: AlertReceiver.webhook(SecretKey.of('alert-receivers', 'watchdog')),
  },
  storage: Size.gibibytes(100),
  clusterName: 'eu-1',
  nodeCidrs: ['10.0.0.0/16'],
  services: RequestMetrics.openTelemetryHttp(),
  thanos: {
    objectStore: SecretKey.of('thanos-object-store', 'store.yaml'),
    identity: WorkloadIdentity.eksPodIdentity(),
  },
});

// A service of a team: what it promises is a PrometheusRule here, and what is scraped of it a ServiceMonitor.
const shop = new Chart(app, 'shop', { namespace: 'shop' });
new ProductionNamespace(shop, 'shop');
const api = new ProductionService(shop, 'api', {
  image: 'registry.example.com/shop/api:1.4.2@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  metrics: Metrics.at({ requests: RequestMetrics.openTelemetryHttp() }),
});
api.promise(ServiceLevelObjective.availability(99.9));
api.promise(ServiceLevelObjective.latency(99, Duration.millis(500)));
api.alertOn(ServiceAlerts.goldenSignals());
new EndpointProbe(shop, 'pages', { urls: ['https://shop.example.com/'] });

app.synth();
