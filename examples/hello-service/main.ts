import { Chart } from 'cdk8s';
import { Probes, ProductionApp, ProductionNamespace, ProductionService, TrafficPeer } from 'cdk8s-preflight';

const app = new ProductionApp();
const chart = new Chart(app, 'hello-service');
new ProductionNamespace(chart, 'hello');
new ProductionService(chart, 'podinfo', {
  image: 'ghcr.io/stefanprodan/podinfo:6.14.1',
  port: 9898,
  probes: Probes.http({ liveness: '/healthz' }),
}).allowFrom(TrafficPeer.namespace('ingress'));
app.synth();
