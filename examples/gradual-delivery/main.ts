import { Chart, Duration } from 'cdk8s';
import {
  AllowTraffic, BlueGreenService, BlueGreenSide, CanaryService, DeliveryAbort, DeliveryAnalysis, FlaggerCanary,
  ForeignService, HeaderMatch, IdleSide, Metrics, MetricsFlavor, Platform, Probes, ProductionApp, ProductionNamespace,
  ProductionService, ProductionServiceProps, RequestMetrics, RolloutService, RolloutStrategy, RouteFlavor, RouteTls,
  ServiceAlerts, ServiceLevelObjective, StepPauses, TrafficRouting, TrafficSide, TrafficSplit,
} from 'cdk8s-preflight';

const OLD = 'us-central1-docker.pkg.dev/google-samples/microservices-demo/frontend:v0.10.3';
const NEW = 'us-central1-docker.pkg.dev/google-samples/microservices-demo/frontend:v0.10.4';

const app = new ProductionApp();
Platform.configure(app, {
  ownership: { team: 'boutique', owner: 'jane.doe' },
  ingressControllerNamespace: 'gateways',
  metrics: MetricsFlavor.operator(),
  routes: RouteFlavor.gateway({ name: 'public', namespace: 'gateways' }),
  tls: RouteTls.atGateway(),
});

// The frontend of Online Boutique, whatever lets its new versions in.
const frontend: ProductionServiceProps = {
  image: NEW,
  name: 'frontend',
  port: 8080,
  env: { PORT: '8080', ENABLE_PROFILER: '0' },
  probes: Probes.http({
    liveness: '/_healthz?probe=liveness',
    readiness: '/_healthz',
    headers: { Cookie: 'shop_session-id=x-readiness-probe' },
  }),
  // Beside the program something must count its requests, as the collector of OpenTelemetry does by its traces.
  metrics: Metrics.at({ requests: RequestMetrics.openTelemetryHttp() }),
};

// What it promises, and who knows whether it keeps it.
const availability = ServiceLevelObjective.availability(99.9);
const prometheus = ForeignService.at({
  name: 'prometheus', namespace: 'monitoring', podLabels: { app: 'prometheus' }, containerPort: 9090,
});

// How a new version is let in: the same words for every engine.
const gradually = {
  steps: [5, 25, 50],
  pauses: StepPauses.each(Duration.minutes(10)),
  analysis: DeliveryAnalysis.byObjectives([availability], { prometheus }),
  abort: DeliveryAbort.after(3),
  routing: TrafficRouting.gatewayApi(),
};
const testers = HeaderMatch.exactly('x-canary', 'always');

// Argo Rollouts lets it in, judges it, and takes it back.
const rolled = new RolloutService(namespaceOf('boutique-rollouts'), 'frontend', { ...frontend, ...gradually, testers });
rolled.promise(availability);
rolled.exposeAt('rollouts.example.com');
rolled.alertOn(ServiceAlerts.goldenSignals());

// Argo Rollouts switches to it, after it was looked at under a host of its own.
const switched = new RolloutService(namespaceOf('boutique-switched'), 'frontend', {
  ...frontend,
  analysis: gradually.analysis,
  strategy: RolloutStrategy.blueGreen({ scaleDownDelay: Duration.minutes(30) }),
});
switched.promise(availability);
switched.exposeAt('switched.example.com');
switched.previewAt('preview-of-switched.example.com');

// Flagger does the same as the first one, by the same words.
const flagged = new FlaggerCanary(namespaceOf('boutique-flagger'), 'frontend', { ...frontend, ...gradually });
flagged.promise(availability);
flagged.exposeAt('flagger.example.com');

// No controller at all: two sides, of which `active` serves.
const sides = new BlueGreenService(namespaceOf('boutique-sides'), 'frontend', {
  ...frontend,
  blueImage: OLD,
  greenImage: NEW,
  active: BlueGreenSide.BLUE,
  idle: IdleSide.full(),
});
sides.promise(availability);
sides.exposeAt('sides.example.com');
sides.previewAt('preview-of-sides.example.com');

// No controller, and a share of the pods: somebody changes `step`.
const canaried = new CanaryService(namespaceOf('boutique-canary'), 'frontend', {
  ...frontend,
  image: OLD,
  canaryImage: NEW,
  steps: gradually.steps,
  step: 2,
  routing: gradually.routing,
  testers,
});
canaried.promise(availability);
canaried.exposeAt('canary.example.com');

// Any two workloads share what the proxies of Istio are asked for.
const mesh = namespaceOf('boutique-mesh');
mesh.mergePatch(mesh.resource, { metadata: { labels: { 'istio-injection': 'enabled' } } });
new AllowTraffic(mesh, 'proxies-to-istiod', {
  callers: { namespace: 'boutique-mesh', labels: { team: 'boutique' } },
  target: { namespace: 'istio-system', labels: { app: 'istiod' } },
  port: 15012,
  side: TrafficSide.CALLERS,
});
const old = new ProductionService(mesh, 'frontend', { ...frontend, image: OLD });
const next = new ProductionService(mesh, 'frontend-next', { ...frontend, name: 'frontend-next' });
new TrafficSplit(mesh, 'boutique', {
  host: 'mesh.example.com',
  backends: [{ target: old, weight: 95 }, { target: next, weight: 5 }],
  routing: TrafficRouting.istio({ gateways: ['gateways/public'] }),
  testers,
});

// Its release tags are never moved.
const versions = [sides.blue, sides.green, canaried.stable, canaried.canary!];
for (const workload of [rolled, switched, flagged, old, next, ...versions]) {
  workload.waive('image-has-digest', 'upstream publishes no digest with its manifests');
}

app.synth();

/** A namespace of its own for each engine: nobody would let two of them have one service. */
function namespaceOf(name: string): ProductionNamespace {
  return new ProductionNamespace(new Chart(app, name), name);
}
