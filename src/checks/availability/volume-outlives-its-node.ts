import { Finding, ICheck } from '../model/check';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { isMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** What makes folders or disks of a node into volumes. */
const ON_A_NODE = new Set([
  'docker.io/hostpath', 'k8s.io/minikube-hostpath', 'local.csi.openebs.io',
  'microk8s.io/hostpath', 'openebs.io/local', 'rancher.io/local-path', 'topolvm.io', 'zfs.csi.openebs.io',
]);

/** Data is not lost with the node that it was written on. */
export const VOLUME_OUTLIVES_ITS_NODE: ICheck = {
  id: 'volume-outlives-its-node',
  title: 'Volumes outlive the nodes that mount them',
  box: 'data',
  severity: Severity.WARNING,
  why: 'A volume of a node goes with the node, and until then its pod can run nowhere else: a drain is an outage.',
  remedy: {
    manifest: 'A StorageClass of a CSI driver for disks of the network. A waiver, where every volume has a copy on '
      + 'another node that takes over.',
  },
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#local',
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath', 'kyverno:limit-hostpath-type-pv',
  ],
  appliesTo: ['PersistentVolume', 'storage.k8s.io/StorageClass'],
  evaluate: (manifest) => (manifest.kind === 'StorageClass' ? judgeClass(manifest) : judgeVolume(manifest)),
};

function judgeClass({ content: { provisioner } }: Manifest): Finding[] {
  const actual = textOf(provisioner);
  if (actual === '') return [];
  const passed = !ON_A_NODE.has(actual);
  const message = passed ? `has volumes from ${actual}` : `has volumes on the nodes themselves, from ${actual}`;
  return [{ passed, path: 'provisioner', message, actual }];
}

function judgeVolume({ spec }: Manifest): Finding[] {
  const source = ['hostPath', 'local'].find((field) => isMap(spec[field]));
  if (source !== undefined) return [{ passed: false, path: `spec.${source}`, message: 'lies on one node' }];
  return [{ passed: true, path: 'spec', message: 'does not lie on a node' }];
}
