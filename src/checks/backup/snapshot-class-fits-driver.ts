import { namedClaim } from '../facts/storage/named-claims';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const PATH = 'spec.volumeSnapshotClassName';
/** Whatever stands behind a name of old times makes the volume. */
const IN_TREE = /^kubernetes\.io\//;

/** A snapshot is taken by the driver that made the volume. */
export const SNAPSHOT_CLASS_FITS_DRIVER: ICheck = {
  id: 'snapshot-class-fits-driver',
  title: 'The class of a snapshot is one of the driver of the volume',
  box: 'data',
  severity: Severity.CRITICAL,
  why: 'A driver knows its own volumes alone: by the class of another one there is never a snapshot, and no error '
    + 'where anybody looks.',
  remedy: {
    manifest: 'volumeSnapshotClassName: a class whose driver is the provisioner of the StorageClass',
    construct: "new VolumeSnapshots(this, 'snapshots', { snapshotClassName: 'ebs', ... }), which looks at all claims",
  },
  references: ['https://kubernetes.io/docs/concepts/storage/volume-snapshot-classes/#driver'],
  appliesTo: ['snapshot.storage.k8s.io/VolumeSnapshot'],
  evaluate: ({ namespace, spec }, cluster) => {
    const className = textOf(spec.volumeSnapshotClassName);
    const claim = textOf(mapOf(spec.source).persistentVolumeClaimName);
    const storageClass = textOf(namedClaim(cluster, namespace, claim)?.storageClassName);
    const driver = textOf(cluster.named('snapshot.storage.k8s.io/VolumeSnapshotClass', '', className)?.content.driver);
    const made = textOf(cluster.named('storage.k8s.io/StorageClass', '', storageClass)?.content.provisioner);
    if (driver === '' || made === '' || IN_TREE.test(made)) return [];
    if (driver === made) return [{ passed: true, path: PATH, message: `is taken by ${driver}, which made the volume` }];
    const message = `is to be taken by ${driver}, and the volume of PersistentVolumeClaim ${claim} is made by ${made}`;
    return [{ passed: false, path: PATH, message, actual: className, expected: `a class of the driver ${made}` }];
  },
};
