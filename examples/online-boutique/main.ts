import { ApiObject, Chart, Duration, Size, Yaml } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import {
  AlertReceiver, AllowTraffic, Autoscaling, IngressController, KubernetesApi, Metrics, MonitoringStack, Platform,
  Probes, ProductionApp, ProductionNamespace, ProductionService, ProductionServiceProps, ProductionWorker, Prometheus,
  RequestMetrics, Resources, RouteFlavor, RouteTls, SecretKey, ServiceAlerts, ServiceLevelObjective, StatefulService,
  TrafficPeer, TrafficSide,
} from 'cdk8s-preflight';

/** Where the proxies of Istio say what they counted. */
const PROXY_METRICS = 15090;

const app = new ProductionApp();
Platform.configure(app, {
  ownership: { team: 'boutique' },
  kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
  ingressControllerNamespace: 'ingress',
  routes: RouteFlavor.ingress({ className: 'contour', controller: IngressController.CONTOUR }),
  tls: RouteTls.clusterIssuer('letsencrypt'),
});
const chart = new Chart(app, 'online-boutique');
const namespace = new ProductionNamespace(chart, 'boutique');

// Ten services, by the ports that their containers listen on.
const ads = grpc('adservice', 9555, {
  resources: sized(200, 300, 300),
  probes: Probes.grpc({ slowStart: Duration.minutes(3) }),
});
const carts = grpc('cartservice', 7070, { resources: sized(200, 300, 128) });
const checkout = grpc('checkoutservice', 5050);
const currencies = grpc('currencyservice', 7000);
const emails = grpc('emailservice', 8080, { ports: [{ name: 'grpc', containerPort: 8080, servicePort: 5000 }] });
const payments = grpc('paymentservice', 50051);
const products = grpc('productcatalogservice', 3550);
const recommendations = grpc('recommendationservice', 8080, { resources: sized(100, 200, 450) });
const shipping = grpc('shippingservice', 50051);
const frontend = new ProductionService(chart, 'frontend', {
  ...boutique('frontend'),
  port: 8080,
  env: { PORT: '8080', ENABLE_PROFILER: '0', SHOPPING_ASSISTANT_SERVICE_ADDR: 'shoppingassistantservice:80' },
  probes: Probes.http({
    liveness: '/_healthz?probe=liveness',
    readiness: '/_healthz',
    headers: { Cookie: 'shop_session-id=x-readiness-probe' },
  }),
});

// What keeps data has a volume of its own. Upstream loses the carts with the pod.
const store = new StatefulService(chart, 'redis-cart', {
  image: 'redis:8.10.2-alpine',
  ports: [{ name: 'redis', containerPort: 6379 }],
  claims: [{ mountPath: '/data', size: Size.gibibytes(1) }],
  replicas: 1,
  resources: Resources.guaranteed(Cpu.millis(125), Size.mebibytes(256)),
  probes: Probes.tcp({ livenessCommand: ['redis-cli', 'ping'] }),
  metrics: Metrics.none('upstream runs no exporter beside it'),
});

const load = new ProductionWorker(chart, 'loadgenerator', {
  ...boutique('loadgenerator'),
  env: { USERS: '10', RATE: '1' },
  resources: sized(300, 500, 512),
  probes: Probes.none('it answers nothing, and a user less is no outage'),
  scaling: Autoscaling.none('the load is to be the same all day', 1),
});

// Who may call whom, and nothing else is open.
frontend.exposeAt('shop.example.com');
frontend.dependsOn(ads, { addressAs: 'AD_SERVICE_ADDR' });
frontend.dependsOn(carts, { addressAs: 'CART_SERVICE_ADDR' });
frontend.dependsOn(checkout, { addressAs: 'CHECKOUT_SERVICE_ADDR' });
frontend.dependsOn(currencies, { addressAs: 'CURRENCY_SERVICE_ADDR' });
frontend.dependsOn(products, { addressAs: 'PRODUCT_CATALOG_SERVICE_ADDR' });
frontend.dependsOn(recommendations, { addressAs: 'RECOMMENDATION_SERVICE_ADDR' });
frontend.dependsOn(shipping, { addressAs: 'SHIPPING_SERVICE_ADDR' });
checkout.dependsOn(carts, { addressAs: 'CART_SERVICE_ADDR' });
checkout.dependsOn(currencies, { addressAs: 'CURRENCY_SERVICE_ADDR' });
checkout.dependsOn(emails, { addressAs: 'EMAIL_SERVICE_ADDR' });
checkout.dependsOn(payments, { addressAs: 'PAYMENT_SERVICE_ADDR' });
checkout.dependsOn(products, { addressAs: 'PRODUCT_CATALOG_SERVICE_ADDR' });
checkout.dependsOn(shipping, { addressAs: 'SHIPPING_SERVICE_ADDR' });
recommendations.dependsOn(products, { addressAs: 'PRODUCT_CATALOG_SERVICE_ADDR' });
carts.dependsOn(store, { addressAs: 'REDIS_ADDR' });
load.dependsOn(frontend, { addressAs: 'FRONTEND_ADDR', wait: true });

// The proxies of Istio count the requests. They are told by istiod where everything is, and Prometheus asks them.
const everyPod = { namespace: 'boutique', labels: { team: 'boutique' } };
namespace.mergePatch(namespace.resource, { metadata: { labels: { 'istio-injection': 'enabled' } } });
new AllowTraffic(chart, 'proxies-to-istiod', {
  callers: everyPod,
  target: { namespace: 'istio-system', labels: { app: 'istiod' } },
  port: 15012,
  side: TrafficSide.CALLERS,
});
new AllowTraffic(chart, 'prometheus-to-proxies', {
  callers: { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'prometheus' } },
  target: everyPod,
  port: PROXY_METRICS,
  side: TrafficSide.TARGET,
});

// What people notice is promised, and of each service somebody is told what is wrong.
const http = RequestMetrics.istio();
frontend.promise(ServiceLevelObjective.availability(99.9, { metrics: http }));
frontend.promise(ServiceLevelObjective.latency(99, Duration.seconds(1), { metrics: http }));
frontend.alertOn(ServiceAlerts.goldenSignals({ metrics: http }));
const backends = [ads, carts, checkout, currencies, emails, payments, products, recommendations, shipping];
for (const backend of backends) {
  backend.alertOn(ServiceAlerts.goldenSignals({ metrics: RequestMetrics.istio({ grpc: true }) }));
}

// What is left undone is on the record.
for (const workload of [...backends, frontend, store, load]) {
  workload.waive('image-has-digest', 'upstream publishes no digest with its manifests');
}

// All that watches it. What was promised, and what somebody is told of, is found in the tree.
const monitoring = new Chart(app, 'monitoring', { namespace: 'monitoring' });
new ProductionNamespace(monitoring, 'monitoring');
const stack = new MonitoringStack(monitoring, 'stack', {
  alerts: {
    critical: AlertReceiver.pagerDuty(SecretKey.of('alert-receivers', 'pagerduty')),
    warning: AlertReceiver.slack(SecretKey.of('alert-receivers', 'slack')),
    watchdog: AlertReceiver.webhook(SecretKey.of('alert-receivers', 'watchdog')),
  },
  storage: Size.gibibytes(50),
  nodeCidrs: ['10.1.0.0/16'],
  services: http,
});
const { service } = stack.prometheus as Prometheus;
service.waive('metrics-are-kept-long', 'nobody asks how a demonstration was a year ago');

// The proxies are no containers of the tree, so that nothing there says how they are scraped.
stack.prometheus.scrape(TrafficPeer.pods({ namespace: 'boutique', labels: everyPod.labels }), PROXY_METRICS);
new ApiObject(monitoring, 'istio-proxies', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'istio-proxies', labels: { 'preflight/scrape-configs': 'true' } },
  data: {
    'istio-proxies.yaml': Yaml.stringify({
      scrape_configs: [{
        job_name: 'istio-proxies',
        metrics_path: '/stats/prometheus',
        kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: ['boutique'] } }],
        relabel_configs: [
          { source_labels: ['__meta_kubernetes_pod_container_port_name'], regex: '.*-envoy-prom', action: 'keep' },
          { source_labels: ['__meta_kubernetes_namespace'], target_label: 'namespace' },
          { source_labels: ['__meta_kubernetes_pod_name'], target_label: 'pod' },
        ],
      }],
    }),
  },
});

app.synth();

/** A service of the shop that speaks gRPC. */
function grpc(name: string, port: number, props: Partial<ProductionServiceProps> = {}): ProductionService {
  return new ProductionService(chart, name, {
    ...boutique(name),
    ports: [{ name: 'grpc', containerPort: port }],
    env: { PORT: String(port), DISABLE_PROFILER: '1' },
    probes: Probes.grpc(),
    ...props,
  });
}

/** What all images of the shop have in common. */
function boutique(name: string): ProductionServiceProps {
  return {
    image: `us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/${name}:v0.10.6`,
    resources: sized(100, 200, 128),
    metrics: Metrics.none('upstream sends traces and serves no metrics'),
  };
}

function sized(requestMillis: number, limitMillis: number, memoryMebibytes: number): Resources {
  return Resources.of({
    cpuRequest: Cpu.millis(requestMillis),
    cpuLimit: Cpu.millis(limitMillis),
    memory: Size.mebibytes(memoryMebibytes),
  });
}
