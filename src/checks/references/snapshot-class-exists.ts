import { judgeReferences } from '../facts/references/reference-findings';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

/** The class that a snapshot names is in the input. */
export const SNAPSHOT_CLASS_EXISTS: ICheck = {
  id: 'snapshot-class-exists',
  title: 'The class of the snapshots exists',
  box: 'references',
  severity: Severity.ADVICE,
  why: 'No driver takes a snapshot of a class which is not there: it is never ready, and nothing else says so.',
  remedy: {
    manifest: 'Add it, or declare it: metadata.annotations[preflight/external]: "VolumeSnapshotClass/fast".',
    construct: "new SnapshotClass(this, 'fast', { driver: 'ebs.csi.aws.com' })",
  },
  references: ['https://kubernetes.io/docs/concepts/storage/volume-snapshot-classes/'],
  appliesTo: ['snapshot.storage.k8s.io/VolumeSnapshot'],
  evaluate: (manifest, cluster) => judgeReferences(manifest, [{
    kind: 'VolumeSnapshotClass',
    name: textOf(manifest.spec.volumeSnapshotClassName),
    path: 'spec.volumeSnapshotClassName',
  }], ({ name }) => cluster.named('snapshot.storage.k8s.io/VolumeSnapshotClass', '', name) !== undefined),
};
