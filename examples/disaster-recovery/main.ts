import { Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import {
  BackupDestination, ClaimSelector, EtcdBackup, KubernetesApi, Metrics, Platform, PodSecurity, PostgresBackup,
  PostgresServer, Probes, ProductionApp, ProductionNamespace, RecoveryObjective, RecoveryPlan, ResourceModifier,
  Resources, SecretKey, SnapshotClass, StatefulService, VeleroLocation, VeleroPlan, VolumeBackup, VolumeSnapshots,
} from 'cdk8s-preflight';

const app = new ProductionApp();
Platform.configure(app, {
  kubernetesVersion: '1.30',
  ownership: { team: 'platform', costCenter: 'cc-7' },
  kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
  // At most six hours are lost, and two hours pass: rhythms, alerts and rehearsals follow from that.
  recoveryObjective: RecoveryObjective.of({ pointObjective: Duration.hours(6), timeObjective: Duration.hours(2) }),
});

// The cluster itself: what the API server knows.
const cluster = new Chart(app, 'cluster', { namespace: 'kube-system' });
const etcd = new EtcdBackup(cluster, 'etcd-backup', {
  destination: BackupDestination.s3('acme-disaster-recovery', { region: 'eu-west-1', prefix: 'cluster-1/etcd' }),
  encryptionKey: SecretKey.of('backup-encryption', 'passphrase'),
});
etcd.rehearse({
  every: Duration.days(7),
  within: Duration.minutes(30),
  keys: ['/registry/namespaces/kube-system', '/registry/deployments/shop/'],
});

// What the API server does not know: the rows of the orders, and the carts.
const shop = new Chart(app, 'shop');
new ProductionNamespace(shop, 'shop');
const database = new StatefulService(shop, 'orders-db', {
  image: 'docker.io/library/postgres:18.6@sha256:5a5a84b19854a9ffaa54082c166ff4ec27473a361e496e5ea167f298f2da9722',
  args: ['-c', 'ssl=on', '-c', 'ssl_cert_file=/etc/tls/tls.crt', '-c', 'ssl_key_file=/etc/tls/tls.key'],
  env: { PGDATA: '/var/lib/postgresql/18/docker', POSTGRES_PASSWORD_FILE: '/etc/superuser/password' },
  ports: [{ name: 'postgres', containerPort: 5432 }],
  claims: [{ mountPath: '/var/lib/postgresql', size: Size.gibibytes(50) }],
  probes: Probes.tcp({ livenessCommand: ['pg_isready', '--host=/var/run/postgresql'] }),
  metrics: Metrics.none('an exporter beside the database is the business of its team'),
});
database.mountSecret('orders-db-tls', '/etc/tls');
database.mountSecret('orders-db-superuser', '/etc/superuser');
database.addWritableFolder('/var/run/postgresql');

const backup = new PostgresBackup(shop, 'orders-db-backup', {
  server: PostgresServer.of(database, {
    user: 'backup',
    password: SecretKey.of('orders-db-backup', 'password'),
    certificateAuthority: SecretKey.of('orders-db-tls', 'ca.crt'),
    major: 18,
  }),
  databases: ['orders', 'invoices'],
  startingAt: '01:30',
  destination: BackupDestination.s3('acme-disaster-recovery', {
    region: 'eu-west-1',
    prefix: 'cluster-1/orders-db',
    roleArn: 'arn:aws:iam::111122223333:role/orders-db-backup',
  }),
  encryptionKey: SecretKey.of('backup-encryption', 'passphrase'),
});
backup.rehearse({
  every: Duration.days(1),
  within: Duration.minutes(45),
  checks: [{ database: 'orders', query: "SELECT max(created_at) > now() - interval '1 day' FROM orders" }],
});

const carts = new StatefulService(shop, 'redis-cart', {
  image: 'docker.io/library/redis:8.10.2-alpine',
  args: ['--appendonly', 'yes', '--dir', '/data'],
  ports: [{ name: 'redis', containerPort: 6379 }],
  claims: [{ mountPath: '/data', size: Size.gibibytes(1) }],
  replicas: 1,
  resources: Resources.guaranteed(Cpu.millis(125), Size.mebibytes(256)),
  probes: Probes.tcp({ livenessCommand: ['redis-cli', 'ping'] }),
  metrics: Metrics.none('upstream runs no exporter beside it'),
});
carts.waive('image-has-digest', 'upstream names its images by tags');
const snapshotClass = new SnapshotClass(shop, 'ebs-snapshots', { driver: 'ebs.csi.aws.com', usedByVelero: true });
new VolumeSnapshots(shop, 'redis-cart-snapshots', {
  claims: ClaimSelector.ofService(carts),
  snapshotClassName: snapshotClass.className,
  every: Duration.hours(1),
  retention: Duration.days(2),
});

// All namespaces, with their volumes, in a bucket from which another cluster can take over.
const operations = new Chart(app, 'velero');
const namespace = new ProductionNamespace(operations, 'velero', {
  podSecurity: PodSecurity.privileged('the node agent of Velero reads the volumes of its node'),
});
// No apply is to warn of what is said here already.
namespace.mergePatch(namespace.resource, { metadata: { labels: { 'pod-security.kubernetes.io/warn': 'privileged' } } });
const velero = new VeleroPlan(operations, 'velero-plan', {
  location: VeleroLocation.s3('acme-velero', {
    region: 'eu-west-1',
    prefix: 'cluster-1',
    credentials: SecretKey.of('velero-bucket', 'cloud'),
  }),
});
const everything = velero.backUp('everything', {
  volumes: VolumeBackup.csiDataMovement(),
  startingAt: '00:15',
});
everything.rehearse({ namespace: 'shop', workloads: ['orders-db', 'redis-cart'] });
velero.recoverInto('cluster-2', everything, {
  modifiers: [ResourceModifier.storageClass('gp3', 'gp3-cluster-2')],
});

// What all of that amounts to, on one page.
new RecoveryPlan(operations, 'recovery', {
  standby: {
    context: 'cluster-2',
    activeContext: 'cluster-1',
    traffic: 'change shop.example.com to point to lb.cluster-2.example.com',
  },
});

app.synth();
