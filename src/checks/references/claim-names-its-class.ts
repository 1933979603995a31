import { failuresOrPass } from '../facts/failures-or-pass';
import { oncePerCluster } from '../facts/once-per-cluster';
import { someNames } from '../facts/pods/selected-owners';
import { ClaimedStorage, claimedStorage } from '../facts/storage/claimed-storage';
import { Finding, ICheck } from '../model/check';
import type { Cluster } from '../model/cluster';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

const CLASS = 'storage.k8s.io/StorageClass';
const DEFAULTS = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'];
const NAMED_BY_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

/** Whoever claims storage knows which one comes. */
export const CLAIM_NAMES_ITS_CLASS: ICheck = {
  id: 'claim-names-its-class',
  title: 'Claims know which storage class they get',
  box: 'data',
  severity: Severity.WARNING,
  why: 'A claim without a class gets the default of the cluster: the youngest of several, or none, and then its pod '
    + 'waits. How fast the disk is, and whether it outlives the claim, is chance.',
  remedy: {
    manifest: 'storageClassName: fast; or storageclass.kubernetes.io/is-default-class: "true" at one StorageClass',
    construct: "storageClassName: 'fast'",
  },
  references: [
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1',
    'https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass', 'kyverno:require-storageclass',
  ],
  appliesTo: ['pods', 'PersistentVolumeClaim'],
  // Kyverno asks for a name everywhere. Manifests for any cluster leave it to each; with its classes, there is one.
  evaluate: (manifest, cluster) => failuresOrPass(
    claimedStorage(manifest).flatMap((claim) => judge(claim, cluster)), 'claims storage of a class that is known',
  ),
};

function judge({ spec, path: specPath, annotations }: ClaimedStorage, cluster: Cluster): Finding[] {
  const path = `${specPath}.storageClassName`;
  // An empty name is one too: of volumes that are made by hand.
  if (typeof spec.storageClassName === 'string' || textOf(spec.volumeName) !== ''
    || textOf(annotations[NAMED_BY_ANNOTATION]) !== '') {
    return [{ passed: true, path, message: 'names what it claims' }];
  }
  if (cluster.ofKind(CLASS).length === 0) return [];
  const defaults = defaultClasses(cluster);
  if (defaults.length === 1) return [{ passed: true, path, message: `gets the class ${defaults[0].name}` }];
  const message = defaults.length === 0
    ? 'names no class, and none is the default' : `names no class, and ${someNames(defaults)} are the default`;
  return [{ passed: false, path, message, expected: 'the name of a StorageClass' }];
}

const defaultClasses = oncePerCluster((cluster): readonly Manifest[] => (
  cluster.ofKind(CLASS).filter(({ annotations }) => DEFAULTS.some((key) => annotations[key] === 'true'))
));
