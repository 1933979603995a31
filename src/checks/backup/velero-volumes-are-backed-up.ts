import { VELERO_BACKUPS, VeleroSpec, veleroSpecOf } from '../facts/backup/velero-backups';
import { oncePerCluster } from '../facts/once-per-cluster';
import { Finding, ICheck } from '../model/check';
import type { Cluster } from '../model/cluster';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { isMap, listOf, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const NODE_AGENT = 'node-agent';
const IMAGE_OF_VELERO = /(^|\/)velero(@|:|$)/;
const OPTED_IN = 'backup.velero.io/backup-volumes';

/** Whether some pods name volumes whose files are read, whatever the backup says. */
const optedIn = oncePerCluster((cluster) => (
  cluster.podOwners.filter(({ pods }) => pods.some(({ annotations }) => Object.hasOwn(annotations, OPTED_IN)))
));
const servers = oncePerCluster((cluster) => cluster.ofKind('apps/Deployment').filter(isServer));
const agents = oncePerCluster((cluster) => cluster.ofKind('apps/DaemonSet').filter(isAgent));

/** A backup holds data, and somebody is there to read them. */
export const VELERO_VOLUMES_ARE_BACKED_UP: ICheck = {
  id: 'velero-volumes-are-backed-up',
  title: 'Velero backs up volumes too',
  box: 'volume-backups',
  severity: Severity.WARNING,
  why: 'A restore without data brings claims back whose volumes are empty. Files are read, and snapshots moved, by the '
    + 'node agent alone: without it, such volumes are missing in each backup.',
  remedy: {
    manifest: 'spec: {template: {snapshotMoveData: true}}, or defaultVolumesToFsBackup: true, and velero install with '
      + '--use-node-agent',
    construct: 'volumes: VolumeBackup.csiDataMovement(), or VolumeBackup.fileSystem()',
  },
  references: [
    'https://velero.io/docs/v1.18/file-system-backup/', 'https://velero.io/docs/v1.18/csi-snapshot-data-movement/',
  ],
  appliesTo: VELERO_BACKUPS,
  evaluate: (manifest, cluster) => {
    const given = veleroSpecOf(manifest);
    const { spec } = given;
    if (spec.defaultVolumesToFsBackup === true || spec.snapshotMoveData === true) {
      return judgeAgent(manifest, given, cluster);
    }
    return judgeData(given, cluster);
  },
};

/** Policies and pods may say of single volumes what the backup does not say of all. */
function judgeData({ path, spec }: VeleroSpec, cluster: Cluster): Finding[] {
  if (spec.snapshotVolumes !== false) {
    return [{ passed: true, message: 'takes snapshots, which stay where the volumes are' }];
  }
  if (isMap(spec.resourcePolicy) || optedIn(cluster).length > 0) return [];
  const message = 'takes objects alone: neither snapshots nor files';
  return [{ passed: false, path: `${path}.snapshotVolumes`, message, actual: false, expected: 'one of the ways' }];
}

/** Only where Velero itself is among the manifests would its agent be there too. */
function judgeAgent(manifest: Manifest, { path, spec }: VeleroSpec, cluster: Cluster): Finding[] {
  const isBeside = ({ namespace }: Manifest) => (
    cluster.effectiveNamespace(namespace) === cluster.effectiveNamespace(manifest.namespace)
  );
  const field = `${path}.${spec.snapshotMoveData === true ? 'snapshotMoveData' : 'defaultVolumesToFsBackup'}`;
  const agent = agents(cluster).find(isBeside);
  if (agent !== undefined) {
    return [{ passed: true, path: field, message: `is done by DaemonSet ${agent.name}` }];
  }
  if (!servers(cluster).some(isBeside)) return [{ passed: true, path: field, message: 'takes volumes too' }];
  const message = 'needs the node agent, and none is beside Velero';
  return [{ passed: false, path: field, message, actual: true, expected: 'a DaemonSet node-agent' }];
}

function isServer({ pods }: Manifest): boolean {
  return pods.flatMap(({ containers }) => containers).some(({ content }) => (
    IMAGE_OF_VELERO.test(textOf(content.image)) && argumentsOf(content).includes('server')
  ));
}

/** By its name, or by what it runs: Velero goes by the former, and others wrap it. */
function isAgent({ name, pods }: Manifest): boolean {
  return name.startsWith(NODE_AGENT)
    || pods.flatMap(({ containers }) => containers).some(({ content }) => argumentsOf(content).includes(NODE_AGENT));
}

function argumentsOf({ command, args }: PlainMap): unknown[] {
  return [...listOf(command), ...listOf(args)];
}
