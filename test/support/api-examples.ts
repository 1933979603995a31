/* eslint-disable */ /* eslint-enable type-errors */
// Written by `npm run docgen`: each @example of the public API.
import {
  Chart,
  Duration,
  Size,
} from 'cdk8s';
import { Surroundings } from './api-surroundings';
import {
  Address,
  AlertReceiver,
  AlertRouting,
  Alertmanager,
  AllowTraffic,
  Autoscaling,
  BackupDestination,
  BackupHook,
  BatchJob,
  BlackboxExporter,
  BlueGreenService,
  BlueGreenSide,
  BreakGlassAccess,
  CanaryService,
  CertificateProbe,
  ClaimSelector,
  ClusterSecretStore,
  Config,
  Dashboard,
  DefaultDenyPolicy,
  DeliveryAnalysis,
  EndpointProbe,
  EssentialAlerts,
  EtcdBackup,
  FlaggerCanary,
  FlaggerWebhook,
  ForeignSecretStore,
  ForeignService,
  Grafana,
  HeaderMatch,
  KubeStateMetrics,
  KubernetesApi,
  KubesealOutput,
  Metrics,
  MetricsFlavor,
  MonitoringStack,
  MountProvider,
  MountedSecrets,
  NamespaceQuota,
  NamespaceReaper,
  NodeAccess,
  NodeAgent,
  NodeExporter,
  OperatorAlertmanager,
  OperatorPrometheus,
  Platform,
  PodSecurity,
  PostgresBackup,
  PostgresServer,
  PriorityTiers,
  Probes,
  ProductionApp,
  ProductionNamespace,
  ProductionService,
  ProductionWorker,
  Prometheus,
  PublicRoute,
  RecoveryObjective,
  RecoveryPlan,
  ReleaseJob,
  RemoteKey,
  RequestMetrics,
  ResourceModifier,
  ResourceRule,
  ResourceScope,
  Rollout,
  RolloutService,
  RouteTls,
  ScheduledJob,
  SealedSecret,
  SecretKey,
  SecretProvider,
  SecretStore,
  ServiceAlerts,
  ServiceLevelObjective,
  SharedConfig,
  SnapshotClass,
  StatefulService,
  StepPauses,
  StoreAccess,
  SyncedSecret,
  TeamAccess,
  Thanos,
  Tolerations,
  TrafficPeer,
  TrafficRouting,
  TrafficSplit,
  VaultFile,
  VaultSecrets,
  VaultServer,
  VeleroLocation,
  VeleroPlan,
  VeleroServer,
  VolumeBackup,
  VolumePolicy,
  VolumeSnapshots,
  WorkloadAccess,
  WorkloadIdentity,
} from '../../src';

/** By the name of the type, or of its member. */
export const API_EXAMPLES: Readonly<Record<string, (given: Surroundings) => void>> = {
  'Address.template': ({ api, store }) => {
    api.addSecretVariable('DB_PASSWORD', SecretKey.of('ledger-db', 'password'));
    api.dependsOn(store, { addresses: [Address.template('DB_URI', 'postgres://api:$(DB_PASSWORD)@{host}:{port}/x')] });
  },
  'AlertRouting': ({ chart }) => {
    new AlertRouting(chart, 'alerts', {
      critical: AlertReceiver.pagerDuty(SecretKey.of('alert-receivers', 'pagerduty')),
      warning: AlertReceiver.slack(SecretKey.of('alert-receivers', 'slack')),
      watchdog: AlertReceiver.webhook(SecretKey.of('alert-receivers', 'watchdog')),
    });
  },
  'Alertmanager': ({ chart }) => {
    new AlertRouting(chart, 'alerts', {
      critical: AlertReceiver.pagerDuty(SecretKey.of('alert-receivers', 'pagerduty')),
      warning: AlertReceiver.slack(SecretKey.of('alert-receivers', 'slack')),
      watchdog: AlertReceiver.webhook(SecretKey.of('alert-receivers', 'watchdog')),
    });
    new Alertmanager(chart, 'alertmanager', { externalUrl: 'https://alerts.example.com' });
  },
  'Alertmanager.notify': ({ alertmanager, api }) => {
    alertmanager.notify(api);
  },
  'AllowTraffic': ({ chart }) => {
    new AllowTraffic(chart, 'grafana-to-loki', {
      callers: { namespace: 'grafana', labels: { app: 'grafana' } },
      target: { namespace: 'loki', labels: { app: 'loki' } },
      port: 3100,
    });
  },
  'Autoscaling.none': () => {
    Autoscaling.none('one writer by design', 1);
  },
  'BackupHook.dump': () => {
    BackupHook.dump(['pg_dump', '--format=custom', '--file=/backup/orders.dump', 'orders'], {
      podLabels: { app: 'orders-db' }, container: 'postgres',
    });
  },
  'BatchJob': ({ chart }) => {
    new BatchJob(chart, 'thumbnails', {
      image: 'ghcr.io/acme/thumbnails:2.1.0',
      indexed: true,
      completions: 20,
      parallelism: 5,
    });
  },
  'BatchJob.addInitContainer': ({ api }) => {
    api.addInitContainer('migrate', { image: 'ghcr.io/acme/api:1.5.0', command: ['/bin/migrate'] });
  },
  'BatchJob.addSidecar': ({ api }) => {
    api.addSidecar('exporter', { image: 'ghcr.io/acme/exporter:2.0.0', port: 9121 });
  },
  'BatchJob.dependsOn': ({ api, ledger }) => {
    api.dependsOn(ledger, { addressAs: 'LEDGER_ADDR' });
  },
  'BatchJob.mountSecret': ({ api }) => {
    api.mountSecret('api-tls', '/etc/tls', { keys: { 'tls.crt': 'server.crt', 'tls.key': 'server.key' } });
  },
  'BatchJob.useIdentity': ({ api }) => {
    api.useIdentity(WorkloadIdentity.eksPodIdentity());
  },
  'BatchJob.useSecret': ({ api, chart }) => {
    const store = ForeignSecretStore.ofCluster('vault');
    const keys = { password: RemoteKey.of('shop/database') };
    api.useSecret(new SyncedSecret(chart, 'database', { store, keys }));
  },
  'BlackboxExporter': ({ chart }) => {
    const exporter = new BlackboxExporter(chart, 'blackbox-exporter');
    new EndpointProbe(chart, 'pages', { urls: ['https://shop.example.com/'], prober: exporter.address });
  },
  'BlueGreenService': ({ chart }) => {
    const shop = new BlueGreenService(chart, 'shop', {
      image: 'ghcr.io/acme/shop:1.5.0',
      greenImage: 'ghcr.io/acme/shop:1.6.0',
      active: BlueGreenSide.BLUE,
    });
    shop.exposeAt('shop.example.com', { tls: RouteTls.clusterIssuer('letsencrypt') });
    shop.previewAt('preview.example.com', { tls: RouteTls.clusterIssuer('letsencrypt') });
  },
  'BreakGlassAccess': ({ chart }) => {
    new BreakGlassAccess(chart, 'break-glass', { groups: ['on-call'] });
  },
  'CanaryService': ({ chart }) => {
    new CanaryService(chart, 'shop', {
      image: 'ghcr.io/acme/shop:1.5.0',
      canaryImage: 'ghcr.io/acme/shop:1.6.0',
      steps: [10, 50],
      step: 1,
    });
  },
  'CertificateProbe': ({ chart }) => {
    new CertificateProbe(chart, 'shop-certificates', { hosts: ['shop.example.com', 'mail.example.com:465'] });
  },
  'ClaimSelector': ({ chart }) => {
    new VolumeSnapshots(chart, 'postgres-snapshots', { claims: ClaimSelector.withLabels({ app: 'postgres' }) });
  },
  'ClusterSecretStore': ({ chart }) => {
    new ClusterSecretStore(chart, 'shared-secrets', {
      provider: SecretProvider.gcp({ projectId: 'acme-production' }),
      access: StoreAccess.namespaces(['shop', 'payments']),
    });
  },
  'Dashboard': ({ chart }) => {
    new Dashboard(chart, 'orders', {
      title: 'Orders',
      variables: [{ name: 'namespace', label: 'namespace', series: 'orders_waiting' }],
      rows: [{
        title: 'Queue',
        panels: [{
          title: 'Waiting orders',
          unit: 'short',
          queries: [{ expr: 'sum(orders_waiting{namespace="$namespace"})', legend: 'waiting' }],
          thresholds: { warning: 100, critical: 1000 },
        }],
      }],
    });
  },
  'Dashboard.services': ({ chart }) => {
    Dashboard.services(chart, 'services', { metrics: RequestMetrics.openTelemetryHttp() });
  },
  'DefaultDenyPolicy': ({ chart }) => {
    new DefaultDenyPolicy(chart, 'default-deny');
  },
  'DeliveryAnalysis': ({ chart }) => {
    const availability = ServiceLevelObjective.availability(99.9, { metrics: RequestMetrics.openTelemetryHttp() });
    const prometheus = ForeignService.at({
      name: 'prometheus', namespace: 'monitoring', podLabels: { app: 'prometheus' }, containerPort: 9090,
    });
    const shop = new RolloutService(chart, 'shop', {
      image: 'ghcr.io/acme/shop:1.6.0',
      analysis: DeliveryAnalysis.byObjectives([availability], { prometheus }),
    });
    shop.promise(availability);
  },
  'EndpointProbe': ({ chart }) => {
    new EndpointProbe(chart, 'shop-pages', { urls: ['https://shop.example.com/', 'https://shop.example.com/cart'] });
  },
  'EssentialAlerts': ({ chart }) => {
    new EssentialAlerts(chart, 'essential-alerts', {
      thresholds: { nodeCpuPercent: 95 },
      omit: { certificates: 'the certificates of this cluster are watched from outside' },
    });
  },
  'EtcdBackup': ({ chart }) => {
    const backup = new EtcdBackup(chart, 'etcd', {
      destination: BackupDestination.s3('acme-etcd', { region: 'eu-west-1' }),
    });
    backup.rehearse({ every: Duration.days(7), within: Duration.minutes(30) });
  },
  'FlaggerCanary': ({ chart }) => {
    new FlaggerCanary(chart, 'shop', {
      image: 'ghcr.io/acme/shop:1.6.0',
      steps: [5, 25, 50],
      pauses: StepPauses.each(Duration.minutes(10)),
      routing: TrafficRouting.istio(),
      webhooks: [
        FlaggerWebhook.acceptanceTest('http://flagger-loadtester.test/', ['curl', '-sf', 'http://shop-canary.shop/']),
      ],
    });
  },
  'FlaggerCanary.addInitContainer': ({ api }) => {
    api.addInitContainer('migrate', { image: 'ghcr.io/acme/api:1.5.0', command: ['/bin/migrate'] });
  },
  'FlaggerCanary.addSidecar': ({ api }) => {
    api.addSidecar('exporter', { image: 'ghcr.io/acme/exporter:2.0.0', port: 9121 });
  },
  'FlaggerCanary.alertOn': ({ api }) => {
    api.alertOn(ServiceAlerts.goldenSignals({ metrics: RequestMetrics.openTelemetryHttp(), errorPercent: 1 }));
  },
  'FlaggerCanary.dependsOn': ({ api, ledger }) => {
    api.dependsOn(ledger, { addressAs: 'LEDGER_ADDR' });
  },
  'FlaggerCanary.exposeAt': ({ api }) => {
    api.exposeAt('shop.example.com', { path: '/api', tls: RouteTls.clusterIssuer('letsencrypt') });
  },
  'FlaggerCanary.mountSecret': ({ api }) => {
    api.mountSecret('api-tls', '/etc/tls', { keys: { 'tls.crt': 'server.crt', 'tls.key': 'server.key' } });
  },
  'FlaggerCanary.promise': ({ api }) => {
    api.promise(ServiceLevelObjective.availability(99.9, { metrics: RequestMetrics.openTelemetryHttp() }));
  },
  'FlaggerCanary.useIdentity': ({ api }) => {
    api.useIdentity(WorkloadIdentity.eksPodIdentity());
  },
  'FlaggerCanary.useSecret': ({ api, chart }) => {
    const store = ForeignSecretStore.ofCluster('vault');
    const keys = { password: RemoteKey.of('shop/database') };
    api.useSecret(new SyncedSecret(chart, 'database', { store, keys }));
  },
  'FlaggerWebhook.acceptanceTest': () => {
    FlaggerWebhook.acceptanceTest('http://flagger-loadtester.test/', [
      'curl', '-sf', 'http://shop-canary.shop/readyz',
    ]);
  },
  'ForeignSecretStore': ({ chart }) => {
    const store = ForeignSecretStore.ofCluster('vault');
    const token = RemoteKey.of('shop/payments', { property: 'token' });
    new SyncedSecret(chart, 'payments', { store, keys: { token } });
  },
  'ForeignService': ({ api }) => {
    const vault = ForeignService.at({
      name: 'vault', namespace: 'vault', podLabels: { 'app.kubernetes.io/name': 'vault' }, containerPort: 8200,
    });
    api.dependsOn(vault, { addressAs: 'VAULT_ADDR' });
  },
  'Grafana': ({ chart }) => {
    new Grafana(chart, 'grafana', {
      adminPassword: SecretKey.of('grafana', 'admin-password'),
      prometheus: ForeignService.at({
        name: 'prometheus', namespace: 'monitoring', podLabels: { app: 'prometheus' }, containerPort: 9090,
      }),
    });
    Dashboard.nodes(chart, 'nodes');
  },
  'HeaderMatch.exactly': () => {
    HeaderMatch.exactly('x-canary', 'always');
  },
  'KubeStateMetrics': ({ chart }) => {
    Platform.configure(chart, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });
    new KubeStateMetrics(chart, 'kube-state-metrics');
  },
  'KubernetesApi': ({ chart }) => {
    Platform.configure(chart, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });
  },
  'MonitoringStack': ({ chart }) => {
    Platform.configure(chart, {
      kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
      metrics: MetricsFlavor.annotations({ namespace: 'shop' }),
    });
    new MonitoringStack(chart, 'monitoring', {
      alerts: {
        critical: AlertReceiver.pagerDuty(SecretKey.of('alert-receivers', 'pagerduty')),
        warning: AlertReceiver.slack(SecretKey.of('alert-receivers', 'slack')),
        watchdog: AlertReceiver.webhook(SecretKey.of('alert-receivers', 'watchdog')),
      },
      storage: Size.gibibytes(50),
    });
  },
  'MountedSecrets': ({ api, chart }) => {
    const provider = MountProvider.vault({ server: 'https://vault.vault.svc:8200', role: 'shop' });
    const files = { password: RemoteKey.of('shop/database', { property: 'password' }) };
    api.useSecret(new MountedSecrets(chart, 'database', { provider, files }));
  },
  'NamespaceQuota.computed': ({ chart }) => {
    new ProductionNamespace(chart, 'shop', { quota: NamespaceQuota.computed({ pods: 5, cpu: '1', memory: '2Gi' }) });
  },
  'NamespaceReaper': ({ chart }) => {
    Platform.configure(chart, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });
    new NamespaceReaper(chart, 'namespace-reaper');
  },
  'NodeAccess.of': () => {
    NodeAccess.of('it reads the logs of containers', { folders: { '/host/logs': '/var/log/pods' }, root: true });
  },
  'NodeAgent': ({ chart }) => {
    new NodeAgent(chart, 'clock', { image: 'ghcr.io/acme/clock:1.3.0' });
  },
  'NodeAgent.addInitContainer': ({ api }) => {
    api.addInitContainer('migrate', { image: 'ghcr.io/acme/api:1.5.0', command: ['/bin/migrate'] });
  },
  'NodeAgent.addSidecar': ({ api }) => {
    api.addSidecar('exporter', { image: 'ghcr.io/acme/exporter:2.0.0', port: 9121 });
  },
  'NodeAgent.dependsOn': ({ api, ledger }) => {
    api.dependsOn(ledger, { addressAs: 'LEDGER_ADDR' });
  },
  'NodeAgent.mountSecret': ({ api }) => {
    api.mountSecret('api-tls', '/etc/tls', { keys: { 'tls.crt': 'server.crt', 'tls.key': 'server.key' } });
  },
  'NodeAgent.useIdentity': ({ api }) => {
    api.useIdentity(WorkloadIdentity.eksPodIdentity());
  },
  'NodeAgent.useSecret': ({ api, chart }) => {
    const store = ForeignSecretStore.ofCluster('vault');
    const keys = { password: RemoteKey.of('shop/database') };
    api.useSecret(new SyncedSecret(chart, 'database', { store, keys }));
  },
  'NodeExporter': ({ chart }) => {
    const nodes = new ProductionNamespace(chart, 'node-metrics', {
      podSecurity: PodSecurity.privileged('node-exporter reads the node'),
    });
    new NodeExporter(nodes, 'node-exporter');
  },
  'OperatorAlertmanager': ({ chart }) => {
    Platform.configure(chart, { metrics: MetricsFlavor.operator({ namespace: 'shop' }) });
    new AlertRouting(chart, 'alerts', {
      critical: AlertReceiver.pagerDuty(SecretKey.of('alert-receivers', 'pagerduty')),
      warning: AlertReceiver.slack(SecretKey.of('alert-receivers', 'slack')),
      watchdog: AlertReceiver.webhook(SecretKey.of('alert-receivers', 'watchdog')),
    });
    new OperatorAlertmanager(chart, 'alertmanager', { externalUrl: 'https://alerts.example.com' });
  },
  'OperatorPrometheus': ({ chart }) => {
    Platform.configure(chart, {
      kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
      metrics: MetricsFlavor.operator({ namespace: 'shop' }),
    });
    new OperatorPrometheus(chart, 'prometheus', { storage: Size.gibibytes(50), nodeCidrs: ['10.1.0.0/16'] });
  },
  'OperatorPrometheus.scrape': ({ prometheus }) => {
    prometheus.scrape(TrafficPeer.namespace('billing'), 8080);
  },
  'Platform': ({ chart }) => {
    Platform.configure(chart, {
      kubernetesVersion: '1.33',
      ownership: { team: 'payments', costCenter: 'cc-42' },
    });
  },
  'PostgresBackup': ({ chart }) => {
    const backup = new PostgresBackup(chart, 'orders-backup', {
      server: PostgresServer.at('db.example.com', {
        user: 'backup',
        password: SecretKey.of('orders-backup', 'password'),
        certificateAuthority: SecretKey.of('db-ca', 'ca.crt'),
      }),
      databases: ['orders'],
      destination: BackupDestination.s3('acme-backups', { region: 'eu-west-1' }),
    });
    backup.rehearse({ every: Duration.days(1), within: Duration.minutes(30) });
  },
  'PriorityTiers': ({ chart }) => {
    const tiers = new PriorityTiers(chart, 'priorities');
    new ProductionService(chart, 'api', { image: 'ghcr.io/acme/api:1.5.0', priorityClassName: tiers.critical });
  },
  'ProductionApp': () => {
    const app = new ProductionApp();
    new Chart(app, 'shop');
    app.synth();
  },
  'ProductionNamespace': ({ chart }) => {
    new ProductionNamespace(chart, 'shop');
    new ProductionService(chart, 'api', { image: 'ghcr.io/acme/api:1.5.0' });
  },
  'ProductionService': ({ chart }) => {
    const api = new ProductionService(chart, 'api', { image: 'ghcr.io/acme/api:1.5.0', port: 8080 });
    api.allowFrom(TrafficPeer.ingressController());
  },
  'ProductionService.addInitContainer': ({ api }) => {
    api.addInitContainer('migrate', { image: 'ghcr.io/acme/api:1.5.0', command: ['/bin/migrate'] });
  },
  'ProductionService.addSidecar': ({ api }) => {
    api.addSidecar('exporter', { image: 'ghcr.io/acme/exporter:2.0.0', port: 9121 });
  },
  'ProductionService.alertOn': ({ api }) => {
    api.alertOn(ServiceAlerts.goldenSignals({ metrics: RequestMetrics.openTelemetryHttp(), errorPercent: 1 }));
  },
  'ProductionService.dependsOn': ({ api, ledger }) => {
    api.dependsOn(ledger, { addressAs: 'LEDGER_ADDR' });
  },
  'ProductionService.exposeAt': ({ api }) => {
    api.exposeAt('shop.example.com', { path: '/api', tls: RouteTls.clusterIssuer('letsencrypt') });
  },
  'ProductionService.mountSecret': ({ api }) => {
    api.mountSecret('api-tls', '/etc/tls', { keys: { 'tls.crt': 'server.crt', 'tls.key': 'server.key' } });
  },
  'ProductionService.promise': ({ api }) => {
    api.promise(ServiceLevelObjective.availability(99.9, { metrics: RequestMetrics.openTelemetryHttp() }));
  },
  'ProductionService.useIdentity': ({ api }) => {
    api.useIdentity(WorkloadIdentity.eksPodIdentity());
  },
  'ProductionService.useSecret': ({ api, chart }) => {
    const store = ForeignSecretStore.ofCluster('vault');
    const keys = { password: RemoteKey.of('shop/database') };
    api.useSecret(new SyncedSecret(chart, 'database', { store, keys }));
  },
  'ProductionWorker': ({ chart, queue }) => {
    const mailer = new ProductionWorker(chart, 'mailer', { image: 'ghcr.io/acme/mailer:1.5.0' });
    mailer.dependsOn(queue, { addressAs: 'QUEUE_ADDR' });
  },
  'ProductionWorker.addInitContainer': ({ api }) => {
    api.addInitContainer('migrate', { image: 'ghcr.io/acme/api:1.5.0', command: ['/bin/migrate'] });
  },
  'ProductionWorker.addSidecar': ({ api }) => {
    api.addSidecar('exporter', { image: 'ghcr.io/acme/exporter:2.0.0', port: 9121 });
  },
  'ProductionWorker.dependsOn': ({ api, ledger }) => {
    api.dependsOn(ledger, { addressAs: 'LEDGER_ADDR' });
  },
  'ProductionWorker.mountSecret': ({ api }) => {
    api.mountSecret('api-tls', '/etc/tls', { keys: { 'tls.crt': 'server.crt', 'tls.key': 'server.key' } });
  },
  'ProductionWorker.useIdentity': ({ api }) => {
    api.useIdentity(WorkloadIdentity.eksPodIdentity());
  },
  'ProductionWorker.useSecret': ({ api, chart }) => {
    const store = ForeignSecretStore.ofCluster('vault');
    const keys = { password: RemoteKey.of('shop/database') };
    api.useSecret(new SyncedSecret(chart, 'database', { store, keys }));
  },
  'Prometheus': ({ chart }) => {
    Platform.configure(chart, {
      kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
      metrics: MetricsFlavor.annotations({ namespace: 'shop' }),
    });
    new Prometheus(chart, 'prometheus', { storage: Size.gibibytes(50), nodeCidrs: ['10.1.0.0/16'] });
  },
  'Prometheus.scrape': ({ prometheus }) => {
    prometheus.scrape(TrafficPeer.namespace('billing'), 8080);
  },
  'PublicRoute': ({ api, chart, web }) => {
    const shop = new PublicRoute(chart, 'shop');
    shop.expose(web, 'shop.example.com');
    shop.expose(api, 'shop.example.com', { path: '/api' });
  },
  'RecoveryObjective': ({ chart }) => {
    Platform.configure(chart, { recoveryObjective: RecoveryObjective.warm() });
  },
  'RecoveryPlan': ({ chart }) => {
    new RecoveryPlan(chart, 'recovery', {
      standby: {
        context: 'production-2',
        activeContext: 'production-1',
        traffic: 'change shop.example.com to point to lb-2.example.com',
      },
    });
  },
  'ReleaseJob': ({ chart, store }) => {
    const migrate = new ReleaseJob(chart, 'migrate', { image: 'ghcr.io/acme/api:1.5.0', args: ['migrate'] });
    migrate.dependsOn(store, { addressAs: 'DB_ADDR' });
  },
  'ReleaseJob.addInitContainer': ({ api }) => {
    api.addInitContainer('migrate', { image: 'ghcr.io/acme/api:1.5.0', command: ['/bin/migrate'] });
  },
  'ReleaseJob.addSidecar': ({ api }) => {
    api.addSidecar('exporter', { image: 'ghcr.io/acme/exporter:2.0.0', port: 9121 });
  },
  'ReleaseJob.dependsOn': ({ migrate, store }) => {
    migrate.dependsOn(store, { addressAs: 'DB_ADDR' });
  },
  'ReleaseJob.mountSecret': ({ api }) => {
    api.mountSecret('api-tls', '/etc/tls', { keys: { 'tls.crt': 'server.crt', 'tls.key': 'server.key' } });
  },
  'ReleaseJob.useIdentity': ({ api }) => {
    api.useIdentity(WorkloadIdentity.eksPodIdentity());
  },
  'ReleaseJob.useSecret': ({ chart, migrate }) => {
    const server = VaultServer.outside('https://vault.example.com:8200', ['203.0.113.0/28']);
    const files = { password: VaultFile.field('secret/data/shop/database', 'password') };
    migrate.useSecret(new VaultSecrets(chart, 'database', { server, role: 'shop', files }));
  },
  'ResourceRule': () => {
    ResourceRule.of({ verbs: ['get', 'patch'], apiGroup: 'apps', resources: ['deployments/scale'], names: ['api'] });
  },
  'ResourceRule.read': () => {
    ResourceRule.read('configmaps', { names: ['feature-flags'] });
  },
  'ResourceScope.byName': () => {
    ResourceScope.byName({ excluded: ['events'] });
  },
  'ResourceScope.scoped': () => {
    ResourceScope.scoped({ includedOfCluster: ['storageclasses.storage.k8s.io'], excludedOfNamespaces: ['events'] });
  },
  'RestoreDrill': ({ backup }) => {
    const drill = backup.rehearse({ every: Duration.days(1), within: Duration.minutes(30) });
    drill.waive('has-owner-label', 'the platform team runs all drills');
  },
  'RestoredClaim': ({ snapshots }) => {
    const claim = snapshots.restoreClaim('data-store-0-tuesday', {
      snapshot: 'data-store-0-store-snapshots-29411360', size: Size.gibibytes(10),
    });
    claim.resource.metadata.addAnnotation('argocd.argoproj.io/sync-options', 'Prune=false');
  },
  'Rollout.recreate': ({ chart }) => {
    new ProductionService(chart, 'wiki', {
      image: 'ghcr.io/acme/wiki:2.1.0',
      scaling: Autoscaling.none('one writer by design', 1),
      rollout: Rollout.recreate('two writers would corrupt the index'),
    });
  },
  'RolloutService': ({ chart }) => {
    new RolloutService(chart, 'shop', {
      image: 'ghcr.io/acme/shop:1.6.0',
      steps: [5, 25, 50],
      pauses: StepPauses.each(Duration.minutes(10)),
    });
  },
  'RolloutService.addInitContainer': ({ api }) => {
    api.addInitContainer('migrate', { image: 'ghcr.io/acme/api:1.5.0', command: ['/bin/migrate'] });
  },
  'RolloutService.addSidecar': ({ api }) => {
    api.addSidecar('exporter', { image: 'ghcr.io/acme/exporter:2.0.0', port: 9121 });
  },
  'RolloutService.alertOn': ({ api }) => {
    api.alertOn(ServiceAlerts.goldenSignals({ metrics: RequestMetrics.openTelemetryHttp(), errorPercent: 1 }));
  },
  'RolloutService.dependsOn': ({ api, ledger }) => {
    api.dependsOn(ledger, { addressAs: 'LEDGER_ADDR' });
  },
  'RolloutService.exposeAt': ({ api }) => {
    api.exposeAt('shop.example.com', { path: '/api', tls: RouteTls.clusterIssuer('letsencrypt') });
  },
  'RolloutService.mountSecret': ({ api }) => {
    api.mountSecret('api-tls', '/etc/tls', { keys: { 'tls.crt': 'server.crt', 'tls.key': 'server.key' } });
  },
  'RolloutService.promise': ({ api }) => {
    api.promise(ServiceLevelObjective.availability(99.9, { metrics: RequestMetrics.openTelemetryHttp() }));
  },
  'RolloutService.useIdentity': ({ api }) => {
    api.useIdentity(WorkloadIdentity.eksPodIdentity());
  },
  'RolloutService.useSecret': ({ api, chart }) => {
    const store = ForeignSecretStore.ofCluster('vault');
    const keys = { password: RemoteKey.of('shop/database') };
    api.useSecret(new SyncedSecret(chart, 'database', { store, keys }));
  },
  'RouteTls': ({ chart }) => {
    Platform.configure(chart, { tls: RouteTls.clusterIssuer('letsencrypt') });
  },
  'ScheduledJob': ({ chart, ledger }) => {
    const report = new ScheduledJob(chart, 'report', {
      image: 'ghcr.io/acme/report:1.5.0',
      schedule: '30 4 * * *',
      timeZone: 'Europe/Berlin',
    });
    report.dependsOn(ledger, { addressAs: 'LEDGER_ADDR' });
  },
  'ScheduledJob.addInitContainer': ({ api }) => {
    api.addInitContainer('migrate', { image: 'ghcr.io/acme/api:1.5.0', command: ['/bin/migrate'] });
  },
  'ScheduledJob.addSidecar': ({ api }) => {
    api.addSidecar('exporter', { image: 'ghcr.io/acme/exporter:2.0.0', port: 9121 });
  },
  'ScheduledJob.dependsOn': ({ api, ledger }) => {
    api.dependsOn(ledger, { addressAs: 'LEDGER_ADDR' });
  },
  'ScheduledJob.mountSecret': ({ api }) => {
    api.mountSecret('api-tls', '/etc/tls', { keys: { 'tls.crt': 'server.crt', 'tls.key': 'server.key' } });
  },
  'ScheduledJob.useIdentity': ({ api }) => {
    api.useIdentity(WorkloadIdentity.eksPodIdentity());
  },
  'ScheduledJob.useSecret': ({ api, chart }) => {
    const store = ForeignSecretStore.ofCluster('vault');
    const keys = { password: RemoteKey.of('shop/database') };
    api.useSecret(new SyncedSecret(chart, 'database', { store, keys }));
  },
  'SealedSecret': ({ api, chart, sealedText }) => {
    const database = new SealedSecret(chart, 'database', { sealed: KubesealOutput.text(sealedText) });
    api.useSecret(database, { rollsPods: true });
  },
  'SecretProvider': () => {
    SecretProvider.vault({ server: 'https://vault.vault.svc:8200', role: 'shop' });
  },
  'SecretStore': ({ chart }) => {
    new SecretStore(chart, 'secrets', {
      provider: SecretProvider.vault({ server: 'https://vault.vault.svc:8200', role: 'shop' }),
    });
  },
  'ServiceVersion': ({ chart }) => {
    const shop = new BlueGreenService(chart, 'shop', { image: 'ghcr.io/acme/shop:1.5.0', active: BlueGreenSide.BLUE });
    shop.blue.addSidecar('exporter', { image: 'ghcr.io/acme/exporter:2.0.0', port: 9121 });
  },
  'ServiceVersion.addInitContainer': ({ api }) => {
    api.addInitContainer('migrate', { image: 'ghcr.io/acme/api:1.5.0', command: ['/bin/migrate'] });
  },
  'ServiceVersion.addSidecar': ({ api }) => {
    api.addSidecar('exporter', { image: 'ghcr.io/acme/exporter:2.0.0', port: 9121 });
  },
  'ServiceVersion.dependsOn': ({ api, ledger }) => {
    api.dependsOn(ledger, { addressAs: 'LEDGER_ADDR' });
  },
  'ServiceVersion.mountSecret': ({ api }) => {
    api.mountSecret('api-tls', '/etc/tls', { keys: { 'tls.crt': 'server.crt', 'tls.key': 'server.key' } });
  },
  'ServiceVersion.useIdentity': ({ api }) => {
    api.useIdentity(WorkloadIdentity.eksPodIdentity());
  },
  'ServiceVersion.useSecret': ({ api, chart }) => {
    const store = ForeignSecretStore.ofCluster('vault');
    const keys = { password: RemoteKey.of('shop/database') };
    api.useSecret(new SyncedSecret(chart, 'database', { store, keys }));
  },
  'SharedConfig': ({ api, chart, mailer }) => {
    const shared = new SharedConfig(chart, 'environment', { config: Config.environment({ REGION: 'eu-west-1' }) });
    api.useConfig(shared);
    mailer.useConfig(shared);
  },
  'SnapshotClass': ({ chart, store }) => {
    const snapshotClass = new SnapshotClass(chart, 'ebs', { driver: 'ebs.csi.aws.com' });
    new VolumeSnapshots(chart, 'store-snapshots', {
      claims: ClaimSelector.ofService(store),
      snapshotClassName: snapshotClass.className,
    });
  },
  'StatefulService': ({ api, chart }) => {
    const store = new StatefulService(chart, 'store', {
      image: 'docker.io/library/redis:8.2.1',
      ports: [{ name: 'redis', containerPort: 6379 }],
      claims: [{ mountPath: '/data', size: Size.gibibytes(10) }],
      probes: Probes.tcp({ livenessCommand: ['redis-cli', 'ping'] }),
      metrics: Metrics.none('the exporter comes with the next release'),
    });
    api.dependsOn(store, { addressAs: 'REDIS_ADDR' });
  },
  'StatefulService.addInitContainer': ({ api }) => {
    api.addInitContainer('migrate', { image: 'ghcr.io/acme/api:1.5.0', command: ['/bin/migrate'] });
  },
  'StatefulService.addSidecar': ({ api }) => {
    api.addSidecar('exporter', { image: 'ghcr.io/acme/exporter:2.0.0', port: 9121 });
  },
  'StatefulService.alertOn': ({ api }) => {
    api.alertOn(ServiceAlerts.goldenSignals({ metrics: RequestMetrics.openTelemetryHttp(), errorPercent: 1 }));
  },
  'StatefulService.dependsOn': ({ api, ledger }) => {
    api.dependsOn(ledger, { addressAs: 'LEDGER_ADDR' });
  },
  'StatefulService.exposeAt': ({ api }) => {
    api.exposeAt('shop.example.com', { path: '/api', tls: RouteTls.clusterIssuer('letsencrypt') });
  },
  'StatefulService.mountSecret': ({ api }) => {
    api.mountSecret('api-tls', '/etc/tls', { keys: { 'tls.crt': 'server.crt', 'tls.key': 'server.key' } });
  },
  'StatefulService.promise': ({ api }) => {
    api.promise(ServiceLevelObjective.availability(99.9, { metrics: RequestMetrics.openTelemetryHttp() }));
  },
  'StatefulService.useIdentity': ({ api }) => {
    api.useIdentity(WorkloadIdentity.eksPodIdentity());
  },
  'StatefulService.useSecret': ({ api, chart }) => {
    const store = ForeignSecretStore.ofCluster('vault');
    const keys = { password: RemoteKey.of('shop/database') };
    api.useSecret(new SyncedSecret(chart, 'database', { store, keys }));
  },
  'SyncedSecret': ({ api, chart }) => {
    const database = new SyncedSecret(chart, 'database', {
      store: ForeignSecretStore.ofCluster('vault'),
      keys: { password: RemoteKey.of('shop/database', { property: 'password' }) },
    });
    api.useSecret(database);
  },
  'TeamAccess': ({ chart }) => {
    new TeamAccess(chart, 'shop-team', { view: ['support'], operate: ['on-call'], deploy: ['shop-developers'] });
  },
  'Thanos': ({ chart }) => {
    Platform.configure(chart, {
      kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
      metrics: MetricsFlavor.annotations({ namespace: 'shop' }),
    });
    const thanos = new Thanos(chart, 'thanos', { objectStore: SecretKey.of('thanos-object-store', 'store.yaml') });
    new Prometheus(chart, 'prometheus', { storage: Size.gibibytes(50), thanos });
  },
  'Tolerations.of': () => {
    Tolerations.of([{ key: 'node-role.kubernetes.io/control-plane' }]);
  },
  'TrafficSplit': ({ chart, web }) => {
    const next = new ProductionService(chart, 'web-next', { image: 'ghcr.io/acme/web:2.0.0' });
    new TrafficSplit(chart, 'shop', {
      host: 'shop.example.com',
      backends: [{ target: web, weight: 90 }, { target: next, weight: 10 }],
      testers: HeaderMatch.exactly('x-canary', 'always'),
      routing: TrafficRouting.istio({ gateways: ['istio-ingress/public'] }),
    });
  },
  'VaultSecrets': ({ api, chart }) => {
    const vault = ForeignService.at({
      name: 'vault', namespace: 'vault', podLabels: { 'app.kubernetes.io/name': 'vault' }, containerPort: 8200,
    });
    api.useSecret(new VaultSecrets(chart, 'database', {
      server: VaultServer.inCluster(vault),
      role: 'shop',
      files: { password: VaultFile.field('secret/data/shop/database', 'password') },
    }));
  },
  'VeleroBackup': ({ velero }) => {
    const backup = velero.backUp('shop', { namespaces: ['shop'], volumes: VolumeBackup.csiDataMovement() });
    backup.waive('has-owner-label', 'the platform team makes all backups');
  },
  'VeleroPlan': ({ chart }) => {
    Platform.configure(chart, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });
    const podSecurity = PodSecurity.privileged('the node agent reads the volumes of its node');
    const namespace = new ProductionNamespace(chart, 'velero', { podSecurity });
    const location = VeleroLocation.s3('acme-backups', { region: 'eu-west-1', prefix: 'cluster-1' });
    const server = VeleroServer.own({ identity: WorkloadIdentity.eksPodIdentity() });
    const velero = new VeleroPlan(namespace, 'velero', { location, server });
    const shop = velero.backUp('shop', { namespaces: ['shop'], volumes: VolumeBackup.csiDataMovement() });
    velero.recoverInto('standby', shop, { modifiers: [ResourceModifier.storageClass('gp3', 'standard')] });
  },
  'VeleroPlan.backUp': ({ velero }) => {
    velero.backUp('shop', {
      namespaces: ['shop'],
      volumes: VolumeBackup.csiDataMovement(),
      policies: [VolumePolicy.skip({ storageClasses: ['scratch'] }), VolumePolicy.fileSystem({ nfs: true })],
    });
  },
  'VeleroPlan.recoverInto': ({ velero }) => {
    const shop = velero.backUp('shop', { namespaces: ['shop'], volumes: VolumeBackup.csiDataMovement() });
    velero.recoverInto('standby', shop, { modifiers: [ResourceModifier.storageClass('gp3', 'standard')] });
  },
  'VeleroRestore': ({ velero }) => {
    const shop = velero.backUp('shop', { namespaces: ['shop'], volumes: VolumeBackup.csiDataMovement() });
    velero.recoverInto('standby', shop);
  },
  'VolumePolicy.skip': () => {
    VolumePolicy.skip({ storageClasses: ['scratch'] });
  },
  'VolumeSnapshots': ({ chart, store }) => {
    new VolumeSnapshots(chart, 'store-snapshots', {
      claims: ClaimSelector.ofService(store),
      every: Duration.hours(6),
      retention: Duration.days(7),
    });
  },
  'WorkloadAccess': ({ chart }) => {
    Platform.configure(chart, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });
    const mailer = new ProductionWorker(chart, 'mailer', { image: 'ghcr.io/acme/mailer:1.5.0' });
    const flags = ResourceRule.read('configmaps', { names: ['flags'] });
    new WorkloadAccess(chart, 'mailer-flags', { workload: mailer, rules: [flags] });
  },
  'WorkloadIdentity': ({ api }) => {
    api.useIdentity(WorkloadIdentity.gke('ledger@acme.iam.gserviceaccount.com'));
  },
};
