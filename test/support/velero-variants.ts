import { Chart } from 'cdk8s';
import { PartVariants } from './part-variants';
import { readYaml, render } from './render';
import { Manifest } from './schemas';
import { API, backUp, backupManifests, BackupProps, foreignPlan, LOCATION } from './velero';
import {
  BackupHook, ResourceModifier, ResourceScope, SecretKey, VeleroLocation, VeleroPlan, VeleroServer, VolumeBackup,
  VolumePolicy,
} from '../../src';

const WHY = 'there is a reason';
const PODS = { podLabels: { app: 'orders' } };
const CREDENTIALS = { credentials: SecretKey.of('velero-bucket', 'cloud') };
const VOLUMES = { storageClasses: ['standard'] };
const TEMPLATE = 'Schedule spec.template';

/** What Velero is told, and how. */
export const VELERO_VARIANTS: readonly PartVariants[] = [
  {
    part: 'BackupHook',
    variants: {
      freeze: backedUp({ hooks: [BackupHook.freeze('/data', PODS)] }),
      dump: backedUp({ hooks: [BackupHook.dump(['pg_dump'], PODS)] }),
      command: backedUp({ hooks: [BackupHook.command(['sync'], PODS)] }),
    },
    point: [`${TEMPLATE}.hooks`],
  },
  {
    part: 'ResourceModifier',
    variants: {
      storageClass: restored(ResourceModifier.storageClass('gp3', 'standard')),
      serviceType: restored(ResourceModifier.serviceType('ClusterIP')),
      replicas: restored(ResourceModifier.replicas(1)),
      image: restored(ResourceModifier.image('a:1', 'b:1')),
      ingressHost: restored(ResourceModifier.ingressHost('a.example.com', 'b.example.com')),
      mergePatch: restored(ResourceModifier.mergePatch('configmaps', { data: { a: 'b' } })),
    },
    point: ['ConfigMap data'],
  },
  {
    part: 'ResourceScope',
    variants: {
      byName: backedUp({ resources: ResourceScope.byName({ excluded: ['events'] }) }),
      scoped: backedUp({ resources: ResourceScope.scoped({ excludedOfNamespaces: ['events'] }) }),
    },
    point: [`${TEMPLATE}.excludedResources`, `${TEMPLATE}.excludedNamespaceScopedResources`],
  },
  {
    part: 'VeleroLocation',
    variants: {
      s3: locatedAt(VeleroLocation.s3('acme-backups', { region: 'eu-west-1', ...CREDENTIALS })),
      gcs: locatedAt(VeleroLocation.gcs('acme-backups', { kmsKeyName: 'projects/acme', ...CREDENTIALS })),
      azureBlob: locatedAt(VeleroLocation.azureBlob('acme-backups', {
        account: 'acme', resourceGroup: 'acme', ...CREDENTIALS,
      })),
    },
    point: ['BackupStorageLocation spec.config', 'BackupStorageLocation spec.provider'],
  },
  {
    part: 'VeleroServer',
    variants: { own: servedBy(VeleroServer.own()), installed: servedBy(VeleroServer.installed('shop')) },
    point: [
      'ClusterRoleBinding', 'ConfigMap', 'Deployment', 'NetworkPolicy', 'PodDisruptionBudget', 'ServiceAccount',
    ],
  },
  {
    part: 'VolumeBackup',
    variants: {
      fileSystem: backedUp({ volumes: VolumeBackup.fileSystem() }),
      csiSnapshots: backedUp({ volumes: VolumeBackup.csiSnapshots() }),
      csiDataMovement: backedUp({ volumes: VolumeBackup.csiDataMovement() }),
    },
    optOuts: { none: backedUp({ volumes: VolumeBackup.none(WHY) }) },
    point: [
      `${TEMPLATE}.defaultVolumesToFsBackup`, `${TEMPLATE}.snapshotMoveData`, `${TEMPLATE}.snapshotVolumes`,
    ],
  },
  {
    part: 'VolumePolicy',
    variants: {
      skip: backedUp({ policies: [VolumePolicy.skip(VOLUMES)] }),
      snapshot: backedUp({ policies: [VolumePolicy.snapshot(VOLUMES)] }),
      fileSystem: backedUp({ policies: [VolumePolicy.fileSystem(VOLUMES)] }),
    },
    point: ['ConfigMap data'],
  },
];

function backedUp(props: BackupProps) {
  return () => backupManifests(props);
}

function restored(modifier: ResourceModifier) {
  return (): Manifest[] => {
    const plan = foreignPlan();
    return readYaml(plan.recoverInto('standby', backUp(plan), { modifiers: [modifier] }).document);
  };
}

function locatedAt(location: VeleroLocation) {
  return planned((chart) => new VeleroPlan(chart, 'velero', { location, server: VeleroServer.installed('velero') }));
}

function servedBy(server: VeleroServer) {
  return planned((chart) => new VeleroPlan(chart, 'velero', { location: LOCATION, server }));
}

/** With a backup, by which there is something that stays the same. */
function planned(make: (chart: Chart) => VeleroPlan) {
  return () => render((chart) => { backUp(make(chart)); }, { kubernetesApi: API });
}
