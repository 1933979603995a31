import { Duration, Size } from 'cdk8s';
import { Cpu, PercentOrAbsolute } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  Autoscaling, Config, DisruptionBudget, Environment, ForeignService, IngressController, Metrics, MetricsFlavor,
  PlatformProps, Probes, ProductionService, ProductionServiceProps, ProductionWorker, Provider, PublicRoute,
  RequestMetrics, Resources, Rollout, RouteFlavor, RoutePathType, RouteTls, SecretKey, ServiceAlerts,
  ServiceLevelObjective, Shutdown, Spread, TrafficPeer, WorkloadProtocol,
} from '../src';
import { IMAGE } from '../test/support/render';

/** A service in a form that the smallest call does not take, or what is around it. */
export interface ServiceVariant {
  readonly name: string;
  readonly platform?: PlatformProps;
  /** The oldest minor that it is meant for, such as 29; all of them where it is left out. */
  readonly since?: number;
  make(scope: Construct): unknown;
}

const GATEWAY = RouteFlavor.gateway({ name: 'public', namespace: 'gateways' });

/** Together they use every option. */
export const SERVICE_VARIANTS: readonly ServiceVariant[] = [
  { name: 'ProductionService with verbs and configuration files', make: withVerbs },
  {
    name: 'ProductionService with ServiceMonitor, ownership and strict spread',
    platform: {
      environment: Environment.STAGING,
      metrics: MetricsFlavor.operator({ monitorLabels: { release: 'prometheus' } }),
      ownership: { team: 'payments', costCenter: 'cc-42', owner: 'ada' },
      registries: { 'docker.io': 'mirror.acme.io' },
    },
    make: variant({ metrics: Metrics.at({ port: 9797 }), spread: Spread.strictlyOverZones(), rollout: Rollout.fast() }),
  },
  {
    name: 'ProductionService with objectives and alerts',
    platform: { metrics: MetricsFlavor.operator(), ownership: { team: 'payments', owner: 'ada' } },
    make: withPromises,
  },
  {
    name: 'ProductionService with objectives and alerts in files',
    platform: { metrics: MetricsFlavor.annotations() },
    make: withPromises,
  },
  {
    name: 'ProductionService with every default left',
    make: variant({
      scaling: Autoscaling.none('one writer', 1),
      disruptionBudget: DisruptionBudget.none('one writer'),
      spread: Spread.none('one writer'),
      probes: Probes.none('it answers nothing'),
      metrics: Metrics.none('it has none'),
      resources: Resources.withoutCpuLimit('bursts', { cpuRequest: Cpu.millis(100), memory: Size.mebibytes(64) }),
      rollout: Rollout.of({ maxSurge: PercentOrAbsolute.absolute(0), maxUnavailable: PercentOrAbsolute.absolute(1) }),
    }),
  },
  {
    name: 'ProductionService over gRPC on GKE',
    platform: { provider: Provider.GKE },
    make: variant({
      ports: [{ name: 'grpc', containerPort: 9000, appProtocol: 'kubernetes.io/h2c' }],
      probes: Probes.grpc({ service: 'shop.Cart', slowStart: Duration.minutes(15) }),
      resources: Resources.guaranteed(Cpu.units(1), Size.gibibytes(1)),
      config: Config.environment({ LOG_LEVEL: 'info', EMPTY: '' }),
    }),
  },
  {
    name: 'ProductionWorker with PodMonitor, which depends on a service, on one that is not ours, and on a host',
    platform: { metrics: MetricsFlavor.operator() },
    make: withDependencies,
  },
  {
    name: 'ProductionService over TCP and UDP, with commands',
    make: variant({
      ports: [
        { name: 'dns', containerPort: 5353, servicePort: 53 },
        { name: 'dns-udp', containerPort: 5353, servicePort: 53, protocol: WorkloadProtocol.UDP },
      ],
      command: ['/bin/server'],
      args: ['--yes', 'on', '12:30'],
      env: { YES: 'yes', NUMBER: '1e3', LINES: 'a\nb\n' },
      probes: Probes.tcp({ livenessCommand: ['/bin/check'] }),
      shutdown: Shutdown.command(['/bin/drain']),
    }),
  },
  {
    name: 'PublicRoute by Ingress, with two hosts and an issuer',
    platform: {
      ingressControllerNamespace: 'ingress',
      routes: RouteFlavor.ingress({ className: 'contour', controller: IngressController.CONTOUR }),
      tls: RouteTls.clusterIssuer('letsencrypt'),
    },
    make: withRoutes,
  },
  {
    name: 'PublicRoute at a Gateway, with a ListenerSet',
    platform: { ingressControllerNamespace: 'gateways', routes: GATEWAY, tls: RouteTls.issuer('letsencrypt') },
    make: withRoutes,
  },
  {
    name: 'PublicRoute at a Gateway that has the certificates',
    platform: { ingressControllerNamespace: 'gateways', routes: GATEWAY, tls: RouteTls.atGateway() },
    make: withRoutes,
  },
];

function variant(props: Partial<ProductionServiceProps>): (scope: Construct) => void {
  return (scope) => new ProductionService(scope, 'web', { image: IMAGE, ...props });
}

function withPromises(scope: Construct): void {
  const metrics = Metrics.at({ requests: RequestMetrics.openTelemetryHttp() });
  const web = new ProductionService(scope, 'web', { image: IMAGE, metrics });
  const links = { runbook: 'https://wiki.example.com/web?a=b&c={{d}}', dashboard: 'https://grafana.example.com/d/web' };
  web.promise(ServiceLevelObjective.availability(99.95, { ...links, days: 28, minimumFailures: 100 }));
  web.promise(ServiceLevelObjective.latency(99, Duration.millis(250), { ...links, name: 'checkout' }));
  web.alertOn(ServiceAlerts.goldenSignals({
    ...links,
    ...{ errorPercent: 0.5, latency: Duration.seconds(5), minimumRequestsPerMinute: 600 },
    ...{ memoryPercent: 80, throttledPercent: 12.5 },
  }));
}

function withDependencies(scope: Construct): void {
  const worker = new ProductionWorker(scope, 'worker', { image: IMAGE });
  worker.dependsOn(new ProductionService(scope, 'web', { image: IMAGE }), { addressAs: 'WEB_ADDR' });
  worker.dependsOn(ForeignService.at({
    name: 'vault', namespace: 'vault', podLabels: { 'app.kubernetes.io/name': 'vault' }, containerPort: 8200,
  }));
  worker.dependsOnHost('203.0.113.10/32', 5432);
}

function withRoutes(scope: Construct): void {
  const web = new ProductionService(scope, 'web', { image: IMAGE });
  const shop = new PublicRoute(scope, 'shop');
  shop.expose(web, 'shop.example.com');
  shop.expose(web, 'shop.example.com', { path: '/a~!$&\'()*+,;=:@b/%20', pathType: RoutePathType.EXACT });
  shop.expose(web, '*.example.com', { path: '/api/' });
  new PublicRoute(scope, 'api', { name: 'shop.api' }).expose(web, 'shop.example.com', { path: '/api' });
  const plain = new PublicRoute(scope, 'plain');
  plain.expose(web, 'localhost', { tls: RouteTls.none('only from inside') });
}

function withVerbs(scope: Construct): void {
  const web = new ProductionService(scope, 'web', {
    image: IMAGE,
    port: 9000,
    config: Config.files({ 'app.yaml': 'a: 1\n', 'empty': '' }, { immutable: true }),
    probes: Probes.http({ headers: { 'X-Probe': 'kubelet' } }),
  });
  web.addSecretVariable('PASSWORD', SecretKey.of('db', 'password'));
  web.mountSecret('web-tls', '/etc/tls');
  web.addWritableFolder('/var/cache', { sizeLimit: Size.mebibytes(100) });
  web.addReadinessGate('example.com/ready');
  web.allowFrom(TrafficPeer.namespace('ingress'));
  web.allowFrom(TrafficPeer.pods({ labels: { app: 'caller' } }));
  web.allowFrom(TrafficPeer.cidr('203.0.113.0/24'));
  web.waive('image-has-digest', 'the mirror pins it', { until: '2027-06-30' });
}
