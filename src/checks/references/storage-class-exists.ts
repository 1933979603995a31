import type { ObjectReference } from '../facts/references/object-reference';
import { judgeReferences } from '../facts/references/reference-findings';
import { ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { mapOf, mapsIn } from '../model/values/plain-data';
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

/** The claim itself, those that a StatefulSet makes, and those that live as long as their pod. */
function referencesOf({ kind, spec, pods }: Manifest): ObjectReference[] {
  if (kind === 'PersistentVolumeClaim') return [referenceOf(spec, 'spec')];
  const templates = mapsIn(spec.volumeClaimTemplates).map(({ item, index }) => (
    referenceOf(item.spec, `spec.volumeClaimTemplates[${index}].spec`)
  ));
  const ephemeral = pods.flatMap((pod) => mapsIn(pod.spec.volumes).map(({ item, index }) => (
    referenceOf(
      mapOf(mapOf(item.ephemeral).volumeClaimTemplate).spec,
      `${pod.specPath}.volumes[${index}].ephemeral.volumeClaimTemplate.spec`,
    )
  )));
  return [...templates, ...ephemeral];
}

function referenceOf(spec: unknown, path: string): ObjectReference {
  return { kind: 'StorageClass', name: textOf(mapOf(spec).storageClassName), path: `${path}.storageClassName` };
}
