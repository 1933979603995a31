import { BackupJob } from './backup-jobs';
import { isKnownToUploadNothing, uploadEvidence } from './backup-uploads';
import type { Finding } from '../../model/check';
import type { Cluster } from '../../model/cluster';
import { mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** Volumes whose files are on a node, or gone with the pod, or in the storage of the cluster. */
const VOLUMES_IN_CLUSTER = ['hostPath', 'emptyDir', 'persistentVolumeClaim', 'ephemeral'];
const INPUT_VOLUMES = ['configMap', 'secret', 'projected', 'downwardAPI'];
/** Words of classes, claims and folders whose files are on a machine of their own. */
const NETWORK_STORAGE = /nfs|efs|s3|smb|cifs|azure-?file|filestore|ceph|gluster|nas\b/i;

/** What shows that a backup leaves the cluster, or that it does not; nothing where neither can be seen. */
export function judgeLeavesCluster(job: BackupJob, cluster: Cluster): Finding[] {
  const way = uploadEvidence(job);
  if (way !== undefined) return [{ passed: true, message: way }];
  const volumes = job.manifest.pods.flatMap(({ spec }) => mapsIn(spec.volumes)).map(({ item }) => item)
    .filter((volume) => !INPUT_VOLUMES.some((kind) => volume[kind] !== undefined));
  if (!isKnownToUploadNothing(job) || volumes.some((volume) => mayBeNetworkStorage(volume, job, cluster))) return [];
  const places = volumes.map(volumePlace).filter((place) => place !== '');
  const message = `keeps the backup on ${places.join(', ') || 'the disk of its container'}, and sends it nowhere`;
  const path = `${job.manifest.pods[0].specPath}.volumes`;
  return [{ passed: false, message, path, expected: 'a step that uploads it' }];
}

function mayBeNetworkStorage(volume: PlainMap, { manifest: { namespace } }: BackupJob, cluster: Cluster): boolean {
  if (!VOLUMES_IN_CLUSTER.some((kind) => volume[kind] !== undefined)) return true;
  const claimName = textOf(mapOf(volume.persistentVolumeClaim).claimName);
  const { storageClassName, volumeName } = cluster.named('PersistentVolumeClaim', namespace, claimName)?.spec ?? {};
  const source = cluster.named('PersistentVolume', '', textOf(volumeName))?.spec;
  return source !== undefined && source.hostPath === undefined && source.local === undefined
    || [claimName, storageClassName, mapOf(volume.hostPath).path].some((text) => NETWORK_STORAGE.test(textOf(text)));
}

function volumePlace(volume: PlainMap): string {
  const { hostPath, persistentVolumeClaim: claim } = volume;
  if (hostPath !== undefined) return `hostPath ${textOf(mapOf(hostPath).path)}`;
  return claim === undefined ? '' : `PersistentVolumeClaim ${textOf(mapOf(claim).claimName)}`;
}
