import { Chart } from 'cdk8s';
import { Platform, Probes, ProductionApp, ProductionNamespace, ProductionService, TrafficPeer } from 'cdk8s-preflight';

const app = new ProductionApp();
Platform.configure(app, { ownership: { team: 'hello' } });
const chart = new Chart(app, 'hello-service');
new ProductionNamespace(chart, 'hello');
const podinfo = new ProductionService(chart, 'podinfo', {
  image: 'ghcr.io/stefanprodan/podinfo:6.14.1',
  port: 9898,
  probes: Probes.http({ liveness: '/healthz' }),
});
podinfo.allowFrom(TrafficPeer.namespace('ingress'));
podinfo.waive('image-has-digest', 'its release tags are never moved');
app.synth();
