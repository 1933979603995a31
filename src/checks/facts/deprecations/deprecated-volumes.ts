import type { DeprecatedUse, Deprecation } from './deprecation';
import { PlainMap } from '../../model/values/plain-data';

const CSI = 'a PersistentVolumeClaim of a class of';

/**
 * Sources of volumes by their fields, as the warnings of the API server and the descriptions of the fields have them.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/api/pod/warnings.go
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#volume-types
 */
const SOURCES: Readonly<Record<string, Deprecation>> = {
  awsElasticBlockStore: { since: 0, instead: `${CSI} ebs.csi.aws.com` },
  azureDisk: { since: 0, instead: `${CSI} disk.csi.azure.com` },
  azureFile: { since: 0, instead: `${CSI} file.csi.azure.com` },
  cephfs: { since: 28, deadSince: 31, instead: `${CSI} cephfs.csi.ceph.com` },
  cinder: { since: 0, instead: `${CSI} cinder.csi.openstack.org` },
  flexVolume: { since: 0, instead: `${CSI} a CSI driver` },
  flocker: { since: 22, deadSince: 25 },
  gcePersistentDisk: { since: 0, instead: `${CSI} pd.csi.storage.gke.io` },
  // Clusters may turn it on again, at the cost of root on the node for whoever writes the repository.
  gitRepo: { since: 11, deadSince: 33, instead: 'an emptyDir, and an init container that clones into it' },
  glusterfs: { since: 25, deadSince: 26 },
  photonPersistentDisk: { since: 11, deadSince: 16 },
  portworxVolume: { since: 0, instead: `${CSI} pxd.portworx.com` },
  quobyte: { since: 22, deadSince: 25 },
  rbd: { since: 28, deadSince: 31, instead: `${CSI} rbd.csi.ceph.com` },
  scaleIO: { since: 16, deadSince: 22 },
  storageos: { since: 22, deadSince: 25 },
  vsphereVolume: { since: 0, instead: `${CSI} csi.vsphere.vmware.com` },
};

/** What of a volume is deprecated. */
export function deprecatedSources(volume: PlainMap, path: string): DeprecatedUse[] {
  return Object.keys(volume).filter((field) => Object.hasOwn(SOURCES, field))
    .map((field) => ({ ...SOURCES[field], path: `${path}.${field}`, name: `a volume of ${field}` }));
}
