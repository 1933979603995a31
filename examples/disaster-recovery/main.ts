import { Chart, Duration, Size } from 'cdk8s';
import {
  BackupDestination, EtcdBackup, Metrics, Platform, PostgresBackup, PostgresServer, Probes, ProductionApp,
  ProductionNamespace, SecretKey, StatefulService,
} from 'cdk8s-preflight';

const app = new ProductionApp();
Platform.configure(app, { kubernetesVersion: '1.30', ownership: { team: 'platform', costCenter: 'cc-7' } });

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

// What the API server does not know: the rows.
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
  every: Duration.hours(6),
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

app.synth();
