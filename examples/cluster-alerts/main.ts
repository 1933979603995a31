import { Chart, Duration } from 'cdk8s';
import {
  BlackboxExporter, CertificateProbe, EndpointProbe, EssentialAlerts, KubernetesApi, KubeStateMetrics, MetricsFlavor,
  Platform, ProductionApp, ProductionNamespace, Provider,
} from 'cdk8s-preflight';

const app = new ProductionApp();
Platform.configure(app, {
  provider: Provider.EKS,
  kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/20'] }),
  ownership: { team: 'platform', costCenter: 'cc-7' },
  metrics: MetricsFlavor.operator({ monitorLabels: { release: 'kube-prometheus-stack' } }),
});

// What the cluster is watched for. Of EKS, etcd and the scheduler are out of sight.
const monitoring = new Chart(app, 'monitoring', { namespace: 'monitoring' });
new ProductionNamespace(monitoring, 'monitoring');
new EssentialAlerts(monitoring, 'essential-alerts', {
  thresholds: { nodeMemoryPercent: 85 },
  dashboards: { nodes: 'https://grafana.example.com/d/nodes' },
  omit: { NodeCpuHigh: 'the nodes for batch jobs are meant to be full' },
});

// Most of them read what the API server knows.
new KubeStateMetrics(monitoring, 'kube-state-metrics');

// What its clients see of it, as the exporter asks for it.
new BlackboxExporter(monitoring, 'blackbox-exporter', { ports: [443, 465] });
new EndpointProbe(monitoring, 'shop-pages', {
  urls: ['https://shop.example.com/', 'https://shop.example.com/cart'],
  slowerThan: Duration.seconds(1),
});
new CertificateProbe(monitoring, 'certificates', { hosts: ['shop.example.com', 'mail.example.com:465'] });

app.synth();
