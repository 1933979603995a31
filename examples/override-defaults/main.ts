import { Chart, Duration, JsonPatch, Size } from 'cdk8s';
import { Cpu, PercentOrAbsolute } from 'cdk8s-plus-28';
import {
  Autoscaling, Config, Environment, IngressController, KubernetesApi, Metrics, MetricsFlavor, Platform, Probes,
  ProductionApp, ProductionNamespace, ProductionService, Resources, Rollout, RouteFlavor, RouteTls, SecretKey,
  TrafficPeer, WorkloadIdentity,
} from 'cdk8s-preflight';

const app = new ProductionApp();

// What holds for everything below.
Platform.configure(app, {
  environment: Environment.PRODUCTION,
  kubernetesVersion: '1.33',
  ownership: { team: 'payments', costCenter: 'cc-42' },
  metrics: MetricsFlavor.operator({ monitorLabels: { release: 'kube-prometheus-stack' } }),
  ingressControllerNamespace: 'ingress',
  // Kubernetes has no field for the redirect to HTTPS: it is the controller's, so it must be named.
  routes: RouteFlavor.ingress({ className: 'contour', controller: IngressController.CONTOUR }),
  tls: RouteTls.clusterIssuer('letsencrypt'),
  kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
  registries: { 'docker.io': 'mirror.acme.io' },
});

const shop = new Chart(app, 'shop');
new ProductionNamespace(shop, 'shop');

// Another default: give the prop.
const api = new ProductionService(shop, 'api', {
  image: 'ghcr.io/acme/api:1.5.0',
  port: 8080,
  resources: Resources.of({ cpuRequest: Cpu.millis(500), cpuLimit: Cpu.units(2), memory: Size.gibibytes(1) }),
  scaling: Autoscaling.onCpu({ min: 6, max: 30 }),
  probes: Probes.http({ slowStart: Duration.minutes(5) }),
  config: Config.files({ 'features.yaml': 'checkout: new\n' }),
});
api.mountSecret('api-tls', '/etc/tls');
api.addSecretVariable('DB_PASSWORD', SecretKey.of('api-db', 'password'));
api.allowFrom(TrafficPeer.ingressController());
api.useIdentity(WorkloadIdentity.gke('ledger@acme.iam.gserviceaccount.com'));

// Containers beside it: one that ends before it starts, and one that runs as long as it does.
api.addInitContainer('migrate', { image: 'ghcr.io/acme/api:1.5.0', command: ['/bin/migrate'] });
api.addWritableFolder('/var/log/api');
api.addSidecar('log-shipper', {
  image: 'docker.io/fluent/fluent-bit:4.0.1',
  port: 2020,
  probes: Probes.http({ liveness: '/', readiness: '/api/v1/health' }),
  folders: ['/var/log/api'],
});

// No default at all: give the reason.
const importer = new ProductionService(shop, 'importer', {
  image: 'ghcr.io/acme/importer:2.0.1',
  scaling: Autoscaling.none('one writer by design', 1),
  // Stop the old pod before the new one starts: a surge would be a second writer.
  rollout: Rollout.of({ maxSurge: PercentOrAbsolute.absolute(0), maxUnavailable: PercentOrAbsolute.absolute(1) }),
  metrics: Metrics.none('the api counts what was imported'),
});
importer.waive('image-has-digest', 'the mirror pins digests at admission', { until: '2027-06-30', ticket: 'PAY-311' });
api.waive('no-secrets-in-env-vars', 'the driver reads nothing else');
api.waive('image-has-digest', 'the mirror pins digests at admission');
api.waive('image-has-digest', 'the mirror pins digests at admission', { container: 'log-shipper' });

// What no prop covers: patch what is written.
api.patch(api.deployment, JsonPatch.replace('/spec/minReadySeconds', 10));
api.mergePatch(api.networkPolicy, { metadata: { annotations: { 'acme.io/ticket': 'SEC-7' } } });

// What cdk8s-plus knows, its objects still do.
api.deployment.podMetadata.addAnnotation('acme.io/reviewed', 'yes');

app.synth();
