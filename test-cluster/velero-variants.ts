import { Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { ServiceVariant } from './service-variants';
import {
  BackupHook, KubernetesApi, MetricsFlavor, ResourceScope, Resources, SecretKey, VeleroBackupProps, VeleroLocation,
  VeleroPlan, VeleroServer, VolumeBackup, VolumePolicy, WorkloadIdentity,
} from '../src';
import { openNamespace } from '../test/support/smallest-calls';

const KUBERNETES_API = KubernetesApi.at({ cidrs: ['10.0.0.0/28'] });
const CREDENTIALS = SecretKey.of('velero-bucket', 'cloud');
const OWN = VeleroLocation.s3('acme-backups', {
  region: 'us-east-1',
  endpoint: 'https://s3.acme.io:9000',
  prefix: 'cluster-1',
  kmsKeyId: 'alias/backups',
  credentials: CREDENTIALS,
  certificateAuthority: SecretKey.of('velero-bucket', 'ca.crt'),
  cidrs: ['203.0.113.0/24'],
});

/** Together they use every option of plans and of their backups. */
export const VELERO_VARIANTS: readonly ServiceVariant[] = [
  {
    name: 'VeleroPlan of three providers, with every option of its server and of a backup',
    platform: { metrics: MetricsFlavor.operator(), kubernetesApi: KUBERNETES_API },
    make: everyOption,
  },
  {
    name: 'VeleroPlan that is known to Amazon, whose backup reads files',
    platform: { kubernetesApi: KUBERNETES_API, ownership: { team: 'platform', owner: 'ada' } },
    make: (scope) => {
      const location = VeleroLocation.s3('acme-backups', { region: 'eu-west-1' });
      const server = VeleroServer.own({ identity: WorkloadIdentity.eksPodIdentity() });
      const plan = new VeleroPlan(openNamespace(scope, 'velero'), 'velero', { location, server });
      plan.backUp('files', { volumes: VolumeBackup.fileSystem() });
    },
  },
  {
    name: 'VeleroPlan for a Velero that is there already',
    make: (scope) => {
      const server = VeleroServer.installed('default');
      const plan = new VeleroPlan(scope, 'velero', { location: OWN, server });
      const volumes = VolumeBackup.none('they are replicated');
      plan.backUp('objects', { volumes, excludedNamespaces: ['kube-system'] });
    },
  },
];

function everyOption(scope: Construct): void {
  const plan = new VeleroPlan(openNamespace(scope, 'velero'), 'velero', {
    location: OWN,
    locations: {
      google: VeleroLocation.gcs('acme-backups', { credentials: CREDENTIALS, kmsKeyName: 'projects/acme/key' }),
      azure: VeleroLocation.azureBlob('acme-backups', {
        account: 'acme', resourceGroup: 'acme', credentials: CREDENTIALS,
      }),
    },
    server: VeleroServer.own({
      image: 'registry.acme.io/velero:v1.18.3',
      plugins: { aws: 'registry.acme.io/aws:v1', gcp: 'registry.acme.io/gcp:v1', azure: 'registry.acme.io/azure:v1' },
      resources: Resources.medium(),
      scratch: Size.gibibytes(2),
      moverMemory: Size.gibibytes(1),
      maxNodes: 10,
    }),
    runbook: 'https://wiki.acme.io/velero',
  });
  plan.backUp('shop', fullBackup());
}

function fullBackup(): VeleroBackupProps {
  return {
    namespaces: ['shop', 'pay'],
    labels: { tier: 'data' },
    resources: ResourceScope.scoped({ includedOfCluster: ['namespaces'], excludedOfNamespaces: ['events'] }),
    volumes: VolumeBackup.csiDataMovement(),
    policies: [VolumePolicy.skip({ nfs: true, claimLabels: { scratch: '' } }), VolumePolicy.fileSystem({
      atLeast: Size.gibibytes(1), atMost: Size.gibibytes(2), volumeTypes: ['csi'], csiDriver: 'ebs.csi.aws.com',
    })],
    hooks: everyHook(),
    location: 'azure',
    every: Duration.minutes(30),
    deadline: Duration.minutes(10),
    retention: Duration.days(90),
    recoveryPointObjective: Duration.hours(1),
    snapshotTimeout: Duration.minutes(5),
    moveTimeout: Duration.minutes(10),
  };
}

function everyHook(): BackupHook[] {
  const podLabels = { app: 'orders' };
  return [
    BackupHook.freeze('/data', { podLabels, container: 'db', namespaces: ['shop'] }),
    BackupHook.dump(['pg_dump', '--file=/backup/a "b".dump'], { podLabels }),
    BackupHook.command(['sync'], { podLabels, afterwards: true, mayFail: true, timeout: Duration.minutes(1) }),
  ];
}
