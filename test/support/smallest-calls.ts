import { Chart, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { IMAGE } from './render';
import { sealedManifest } from './secrets/sealed-manifests';
import {
  Alertmanager, AlertReceiver, AlertRouting, AllowTraffic, BackupDestination, BatchJob, BlackboxExporter,
  BlueGreenService, BlueGreenSide, CanaryService, FlaggerCanary, FlaggerWebhook, RolloutService,
  BreakGlassAccess, CertificateProbe, ClaimSelector, ClusterSecretStore, Config, Dashboard, DefaultDenyPolicy,
  EndpointProbe, EssentialAlerts, EtcdBackup, ForeignService, Grafana, KubernetesApi, KubesealOutput, KubeStateMetrics,
  MetricsFlavor, MonitoringStack, MountedSecrets, MountProvider, NamespaceReaper, NodeAgent, NodeExporter,
  OperatorAlertmanager, OperatorPrometheus, Platform, PodSecurity, PostgresBackup, PostgresServer, PriorityTiers,
  ProductionNamespace, ProductionService, ProductionWorker, Prometheus, PublicRoute, RecoveryPlan, ReleaseJob,
  RemoteKey, ResourceRule, RouteTls, ScheduledJob, SealedSecret, SecretKey, SecretProvider, SecretStore, SharedConfig,
  SnapshotClass, StatefulService, SyncedSecret, TeamAccess, Thanos, TrafficRouting, TrafficSplit, VeleroLocation,
  VeleroPlan, VeleroServer, VolumeBackup, VolumeSnapshots, WorkloadAccess,
} from '../../src';

/** The smallest call of each construct; a new construct needs an entry, and is then tested with all others. */
export const SMALLEST_CALLS: Record<string, (scope: Construct) => Construct> = {
  AlertRouting: (scope) => new AlertRouting(scope, 'alerts', ALERT_RECEIVERS),
  Alertmanager: addAlertmanager,
  AllowTraffic: (scope) => new AllowTraffic(scope, 'grafana-to-loki', {
    callers: { namespace: 'shop', labels: { app: 'grafana' } },
    target: { namespace: 'shop', labels: { app: 'loki' } },
    port: 3100,
  }),
  BatchJob: (scope) => new BatchJob(scope, 'thumbnails', { image: IMAGE }),
  BlackboxExporter: (scope) => new BlackboxExporter(scope, 'blackbox-exporter'),
  BlueGreenService: (scope) => new BlueGreenService(scope, 'twosided', { image: IMAGE, active: BlueGreenSide.BLUE }),
  BreakGlassAccess: (scope) => new BreakGlassAccess(scope, 'break-glass', { groups: ['on-call'] }),
  CanaryService: (scope) => new CanaryService(scope, 'canaried', { image: IMAGE, canaryImage: IMAGE }),
  CertificateProbe: (scope) => new CertificateProbe(scope, 'certificates', { hosts: ['shop.example.com'] }),
  ClusterSecretStore: (scope) => new ClusterSecretStore(scope, 'shared-secrets', { provider: VAULT }),
  Dashboard: (scope) => new Dashboard(scope, 'orders', {
    title: 'Orders',
    rows: [{ title: 'Queue', panels: [{ title: 'Waiting', unit: 'short', queries: [{ expr: 'orders_waiting' }] }] }],
  }),
  DefaultDenyPolicy: (scope) => new DefaultDenyPolicy(scope, 'closed'),
  EndpointProbe: (scope) => new EndpointProbe(scope, 'pages', { urls: ['https://shop.example.com/'] }),
  EssentialAlerts: (scope) => new EssentialAlerts(scope, 'essential-alerts'),
  EtcdBackup: (scope) => new EtcdBackup(openNamespace(scope, 'etcd-backups'), 'etcd', { destination: BUCKET }),
  FlaggerCanary: (scope) => new FlaggerCanary(scope, 'flagged', { image: IMAGE, webhooks: [ACCEPTANCE_TEST] }),
  Grafana: (scope) => new Grafana(scope, 'grafana', {
    adminPassword: SecretKey.of('grafana', 'admin-password'),
    prometheus: ForeignService.at({
      name: 'prometheus', namespace: 'shop', podLabels: { app: 'prometheus' }, containerPort: 9090,
    }),
  }),
  KubeStateMetrics: (scope) => {
    const monitored = new Construct(scope, 'monitored');
    Platform.configure(monitored, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });
    return new KubeStateMetrics(monitored, 'kube-state-metrics');
  },
  MonitoringStack: (scope) => {
    const watched = new Construct(scope, 'watched');
    Platform.configure(watched, {
      kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
      metrics: MetricsFlavor.annotations({ namespace: Chart.of(scope).namespace }),
    });
    return new MonitoringStack(watched, 'monitoring', { alerts: ALERT_RECEIVERS, storage: Size.gibibytes(50) });
  },
  MountedSecrets: (scope) => new MountedSecrets(scope, 'mounted', {
    provider: MountProvider.gcp({ projectId: 'acme-production' }),
    files: { password: RemoteKey.of('database-password') },
  }),
  NamespaceReaper: (scope) => {
    const reaped = new Construct(scope, 'reaped');
    Platform.configure(reaped, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });
    return new NamespaceReaper(reaped, 'namespace-reaper');
  },
  NodeAgent: (scope) => new NodeAgent(scope, 'clock', { image: IMAGE }),
  NodeExporter: (scope) => new NodeExporter(openNamespace(scope, 'node-metrics'), 'node-exporter'),
  OperatorAlertmanager: (scope) => {
    const operated = underOperator(scope);
    new AlertRouting(operated, 'alerts', ALERT_RECEIVERS);
    return new OperatorAlertmanager(operated, 'alertmanager');
  },
  OperatorPrometheus: (scope) => (
    new OperatorPrometheus(underOperator(scope), 'prometheus', { storage: Size.gibibytes(50) })
  ),
  PostgresBackup: addPostgresBackup,
  PriorityTiers: (scope) => new PriorityTiers(scope, 'priority-tiers'),
  ProductionNamespace: (scope) => new ProductionNamespace(scope, 'shop'),
  ProductionService: (scope) => new ProductionService(scope, 'web', { image: IMAGE }),
  ProductionWorker: (scope) => new ProductionWorker(scope, 'mailer', { image: IMAGE }),
  Prometheus: (scope) => {
    const monitored = new Construct(scope, 'monitored');
    Platform.configure(monitored, {
      kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
      metrics: MetricsFlavor.annotations({ namespace: Chart.of(scope).namespace }),
    });
    return new Prometheus(monitored, 'prometheus', { storage: Size.gibibytes(50) });
  },
  PublicRoute: (scope) => {
    const edge = new Construct(scope, 'edge');
    Platform.configure(edge, { ingressControllerNamespace: 'ingress', tls: RouteTls.secret('shop-tls') });
    const route = new PublicRoute(edge, 'shop');
    route.expose(WEB, 'shop.example.com');
    return route;
  },
  RecoveryPlan: (scope) => new RecoveryPlan(scope, 'recovery'),
  ReleaseJob: (scope) => new ReleaseJob(scope, 'migrate', { image: IMAGE }),
  RestoreDrill: (scope) => addPostgresBackup(scope).rehearse({
    every: Duration.days(1), within: Duration.minutes(30),
  }),
  RestoredClaim: (scope) => addVolumeSnapshots(scope).restoreClaim('data-store-0', {
    snapshot: 'data-store-0-store-snapshots-29411360', size: Size.gibibytes(10),
  }),
  RolloutService: (scope) => new RolloutService(scope, 'rolled', { image: IMAGE }),
  ScheduledJob: (scope) => new ScheduledJob(scope, 'report', { image: IMAGE, schedule: '30 2 * * *' }),
  SealedSecret: (scope) => new SealedSecret(scope, 'sealed', {
    sealed: KubesealOutput.manifest(sealedManifest({ namespace: Chart.of(scope).namespace })),
  }),
  SecretStore: (scope) => new SecretStore(scope, 'secrets', { provider: VAULT }),
  ServiceVersion: (scope) => (
    new BlueGreenService(scope, 'versioned', { image: IMAGE, active: BlueGreenSide.BLUE }).green
  ),
  SharedConfig: (scope) => new SharedConfig(scope, 'environment', { config: Config.environment({ LEVEL: 'info' }) }),
  SnapshotClass: (scope) => new SnapshotClass(scope, 'ebs', { driver: 'ebs.csi.aws.com' }),
  StatefulService: (scope) => new StatefulService(scope, 'store', {
    image: IMAGE,
    ports: [{ name: 'redis', containerPort: 6379 }],
    claims: [{ mountPath: '/data', size: Size.gibibytes(10) }],
  }),
  SyncedSecret: (scope) => new SyncedSecret(scope, 'database', {
    store: new SecretStore(scope, 'database-secrets', { provider: VAULT }),
    keys: { password: RemoteKey.of('shop/database', { property: 'password' }) },
  }),
  TeamAccess: (scope) => new TeamAccess(scope, 'shop-team', { view: ['shop-developers'] }),
  Thanos: (scope) => new Thanos(scope, 'thanos', { objectStore: SecretKey.of('thanos-object-store', 'store.yaml') }),
  TrafficSplit: (scope) => new TrafficSplit(scope, 'web-split', {
    host: 'web-split',
    routing: TrafficRouting.istio(),
    backends: ['web-blue', 'web-green'].map((id) => (
      { target: new ProductionService(scope, id, { image: IMAGE }), weight: 50 }
    )),
  }),
  VeleroBackup: (scope) => {
    const server = VeleroServer.installed('velero');
    const plan = new VeleroPlan(new Construct(scope, 'backed-up'), 'velero', { location: VELERO_BUCKET, server });
    return plan.backUp('shop', { namespaces: ['shop'], volumes: VolumeBackup.csiSnapshots() });
  },
  VeleroPlan: (scope) => {
    const saved = new Construct(scope, 'saved');
    Platform.configure(saved, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });
    return new VeleroPlan(saved, 'velero', { location: VELERO_BUCKET });
  },
  VolumeSnapshots: addVolumeSnapshots,
  WorkloadAccess: (scope) => {
    const asking = new Construct(scope, 'asking');
    Platform.configure(asking, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });
    return new WorkloadAccess(asking, 'mailer-flags', {
      workload: new ProductionWorker(asking, 'mailer', { image: IMAGE }),
      rules: [ResourceRule.read('configmaps', { names: ['flags'] })],
    });
  },
};

/** Who is told of alerts, with no more than must be said. */
export const ALERT_RECEIVERS = {
  critical: AlertReceiver.pagerDuty(SecretKey.of('alert-receivers', 'pagerduty')),
  warning: AlertReceiver.slack(SecretKey.of('alert-receivers', 'slack')),
  watchdog: AlertReceiver.webhook(SecretKey.of('alert-receivers', 'watchdog')),
};

/** What sends requests that are judged. */
export const LOAD_TEST = FlaggerWebhook.loadTest('http://tester.test/', ['hey', 'http://flagged-canary.shop/']);

/** Who says whether a new version is good, where nothing is measured. */
export const ACCEPTANCE_TEST = FlaggerWebhook.acceptanceTest('http://tester.test/', ['curl', '-sf', 'http://flagged/']);

const VAULT = SecretProvider.vault({ server: 'https://vault.vault.svc:8200', role: 'shop' });

const VELERO_BUCKET = VeleroLocation.s3('acme-backups', {
  region: 'eu-west-1', credentials: SecretKey.of('velero-bucket', 'cloud'),
});
const BUCKET = BackupDestination.s3('acme-backups', { region: 'eu-west-1' });

/** A namespace for pods that come near the node, whose API server does not warn of each of them. */
export function openNamespace(scope: Construct, name: string): ProductionNamespace {
  const podSecurity = PodSecurity.privileged('its pods read the node');
  const namespace = new ProductionNamespace(scope, name, { podSecurity });
  namespace.mergePatch(namespace.resource, {
    metadata: { labels: { 'pod-security.kubernetes.io/warn': 'privileged' } },
  });
  return namespace;
}

/** Where the Prometheus operator runs what scrapes and alerts. */
function underOperator(scope: Construct): Construct {
  const operated = new Construct(scope, 'operated');
  Platform.configure(operated, {
    kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
    metrics: MetricsFlavor.operator({ namespace: Chart.of(scope).namespace }),
  });
  return operated;
}

/** Under an operator, AlertRouting would write no file. */
function addAlertmanager(scope: Construct): Alertmanager {
  const alerting = new Construct(scope, 'alerting');
  Platform.configure(alerting, { metrics: MetricsFlavor.annotations() });
  new AlertRouting(alerting, 'alerts', ALERT_RECEIVERS);
  return new Alertmanager(alerting, 'alertmanager');
}

function addVolumeSnapshots(scope: Construct): VolumeSnapshots {
  const stored = new Construct(scope, 'stored');
  Platform.configure(stored, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });
  const claims = ClaimSelector.withLabels({ app: 'store' });
  return new VolumeSnapshots(stored, 'store-snapshots', { claims });
}

function addPostgresBackup(scope: Construct): PostgresBackup {
  return new PostgresBackup(scope, 'orders', {
    server: PostgresServer.at('db.example.com', {
      user: 'backup',
      password: SecretKey.of('orders', 'password'),
      certificateAuthority: SecretKey.of('orders-ca', 'ca.crt'),
    }),
    databases: ['orders'],
    destination: BUCKET,
  });
}

const WEB = ForeignService.at({
  name: 'web', namespace: 'shop', podLabels: { 'app.kubernetes.io/instance': 'web' }, containerPort: 8080,
});
