import type { ObjectReference } from '../facts/references/object-reference';
import { judgeReferences } from '../facts/references/reference-findings';
import { claimedStorage } from '../facts/storage/claimed-storage';
import { ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

/** The StorageClass that claims name is in the input. */
export const STORAGE_CLASS_EXISTS: ICheck = {
  id: 'storage-class-exists',
  title: 'The storage class of the claims exists',
  box: 'references',
  severity: Severity.ADVICE,
  why: 'A claim of a class which is not there gets no volume, and its pod is never scheduled.',
  remedy: {
    manifest: 'Add it, or declare it: metadata.annotations[preflight/external]: "StorageClass/fast".',
  },
  references: [
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1',
  ],
  appliesTo: ['pods', 'PersistentVolumeClaim'],
  evaluate: (manifest, cluster) => judgeReferences(manifest, referencesOf(manifest), ({ name }) => (
    cluster.named('storage.k8s.io/StorageClass', '', name) !== undefined
  )),
};

function referencesOf(manifest: Manifest): ObjectReference[] {
  return claimedStorage(manifest).map(({ spec, path }) => (
    { kind: 'StorageClass', name: textOf(spec.storageClassName), path: `${path}.storageClassName` }
  ));
}
