import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { ServiceVariant } from './service-variants';
import {
  BackupDestination, ClaimAccessMode, ClaimSelector, EtcdBackup, EtcdBackupProps, ForeignService, KubernetesApi,
  MetricsFlavor, PostgresBackup, PostgresBackupProps, PostgresServer, ProductionNamespace, Provider, Resources,
  SecretKey, SnapshotClass, SnapshotDeletionPolicy, StatefulService, VolumeSnapshots,
} from '../src';
import { IMAGE } from '../test/support/render';
import { openNamespace } from '../test/support/smallest-calls';

const DAILY = { every: Duration.days(1), within: Duration.hours(1) };
const CREDENTIALS = SecretKey.of('bucket', 'credentials');
const AUTHORITY = SecretKey.of('bucket-ca', 'ca.crt');
const ACCESS = {
  user: 'back"up', password: SecretKey.of('db', 'password'), certificateAuthority: SecretKey.of('db-ca', 'ca.crt'),
};
const AZURE = BackupDestination.azureBlob('backups', { account: 'acmebackups', clientId: '0d5f0000-0000' });
const GOOGLE = BackupDestination.gcs('acme-backups', { serviceAccount: 'backups@acme.iam.gserviceaccount.com' });
const OWN = BackupDestination.s3('acme-backups', {
  region: 'us-east-1',
  endpoint: 'https://s3.acme.io:9000',
  prefix: 'cluster-1/etcd',
  credentials: CREDENTIALS,
  certificateAuthority: AUTHORITY,
});

const SNAPSHOT_CLASS = {
  name: 'ebs-kept',
  driver: 'ebs.csi.aws.com',
  deletionPolicy: SnapshotDeletionPolicy.RETAIN,
  isDefault: true,
  parameters: { tagSpecification_1: 'team=shop' },
  usedByVelero: true,
};

/** Together they use every option of backups and of their drills. */
export const BACKUP_VARIANTS: readonly ServiceVariant[] = [
  {
    name: 'EtcdBackup to a server of our own, encrypted, with every option',
    platform: { metrics: MetricsFlavor.operator({ monitorLabels: { release: 'prometheus' } }) },
    make: (scope) => addEtcd(scope, everyOption()),
  },
  {
    name: 'EtcdBackup to Azure with a drill that asks for keys',
    since: 29,
    platform: { ownership: { team: 'platform', owner: 'ada' } },
    make: (scope) => {
      const keys = ['/registry/namespaces/', '/registry/secrets/shop/'];
      addEtcd(scope, { destination: AZURE }).rehearse({ ...DAILY, keys, startingAt: '05:15' });
    },
  },
  {
    name: 'PostgresBackup of several databases of a StatefulService, restored by each run',
    platform: { metrics: MetricsFlavor.operator() },
    make: ofStatefulService,
  },
  {
    name: 'VolumeSnapshots of a StatefulService, by a class of its own, with every option',
    platform: { metrics: MetricsFlavor.operator(), kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) },
    make: snapshotsOfStore,
  },
  {
    name: 'PostgresBackup to Google on OpenShift, with a drill that asks the team\'s questions',
    platform: { provider: Provider.OPENSHIFT, priorityClassName: 'low' },
    make: (scope) => addPostgres(scope, { destination: GOOGLE, every: Duration.days(7) }).rehearse({
      every: Duration.days(30),
      within: Duration.hours(4),
      checks: [{ database: 'orders', query: 'SELECT count(*) > 1000\nFROM orders' }],
    }),
  },
  {
    name: 'PostgresBackup of a foreign server with a role of Amazon and without a limit of CPU',
    make: (scope) => addPostgres(scope, {
      server: PostgresServer.of(ForeignService.at({
        name: 'pg', namespace: 'data', podLabels: { app: 'pg' }, containerPort: 5432,
      }), { ...ACCESS, port: 5432 }),
      destination: BackupDestination.s3('acme-backups', {
        region: 'eu-west-1', roleArn: 'arn:aws:iam::111122223333:role/backups',
      }),
      resources: Resources.withoutCpuLimit('dumps at night', {
        cpuRequest: Cpu.millis(250), memory: Size.mebibytes(512),
      }),
    }).rehearse(DAILY),
  },
];

function snapshotsOfStore(scope: Construct): void {
  const store = new StatefulService(scope, 'store', {
    image: IMAGE,
    ports: [{ name: 'redis', containerPort: 6379 }],
    claims: [{ mountPath: '/data', size: Size.gibibytes(10) }],
  });
  const { className } = new SnapshotClass(scope, 'ebs', SNAPSHOT_CLASS);
  new VolumeSnapshots(scope, 'store-snapshots', {
    name: 'store-hourly',
    claims: ClaimSelector.ofService(store),
    snapshotClassName: className,
    every: Duration.hours(1),
    startingAt: '00:10',
    deadline: Duration.minutes(20),
    retention: Duration.days(2),
    recoveryPointObjective: Duration.hours(3),
    keepAtLeast: 2,
    keepAtMost: 50,
    resources: Resources.medium(),
    runbook: 'https://wiki.example.com/snapshots',
  }).restoreClaim('data-old', {
    snapshot: 'data-store-0-store-hourly-1',
    size: Size.gibibytes(10),
    storageClassName: 'fast',
    accessMode: ClaimAccessMode.READ_WRITE_ONCE_POD,
  });
}

function everyOption(): Partial<EtcdBackupProps> {
  return {
    name: 'nightly',
    destination: OWN,
    every: Duration.hours(12),
    startingAt: '02:30',
    deadline: Duration.minutes(45),
    retention: Duration.days(90),
    recoveryPointObjective: Duration.days(1),
    encryptionKey: SecretKey.of('backup-key', 'passphrase'),
    size: Size.mebibytes(512),
    resources: Resources.guaranteed(Cpu.units(1), Size.gibibytes(2)),
    transferImage: 'ghcr.io/acme/rclone:1.75.1',
    runbook: 'https://wiki.acme.io/backups',
    serverVersion: '3.5',
    image: 'registry.k8s.io/etcd:3.5.21-0',
    endpoint: 'https://[fd00::1]:12379',
    pkiFolder: '/var/lib/etcd/tls',
  };
}

/** In a namespace that admits what comes near the node. */
function addEtcd(scope: Construct, props: Partial<EtcdBackupProps>): EtcdBackup {
  return new EtcdBackup(openNamespace(scope, 'etcd-backups'), 'etcd', { destination: OWN, ...props });
}

function addPostgres(scope: Construct, props: Partial<PostgresBackupProps>): PostgresBackup {
  return new PostgresBackup(scope, 'orders-backup', {
    server: PostgresServer.at('10.20.0.5', { ...ACCESS, port: 6432, cidr: '10.20.0.0/16', major: 17 }),
    databases: ['orders'],
    destination: OWN,
    ...props,
  });
}

function ofStatefulService(scope: Construct): void {
  const namespace = new ProductionNamespace(scope, 'data');
  const store = new StatefulService(namespace, 'pg', {
    image: IMAGE,
    ports: [{ name: 'sql', containerPort: 5432 }],
    claims: [{ mountPath: '/data', size: Size.gibibytes(10) }],
  });
  addPostgres(namespace, {
    server: PostgresServer.of(store, ACCESS),
    databases: ['orders', 'two words', "o'neill \"$(HOSTNAME)\" `id`", '-rf=x'],
    restoresEachRun: true,
    image: 'docker.io/library/postgres:18.6',
    encryptionKey: SecretKey.of('backup-key', 'passphrase'),
  });
}
