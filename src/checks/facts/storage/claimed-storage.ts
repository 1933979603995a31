import type { Manifest } from '../../model/manifest';
import { mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';

/** Storage that somebody claims. */
export interface ClaimedStorage {
  readonly spec: PlainMap;
  /** Where its `spec` stands. */
  readonly path: string;
  readonly annotations: PlainMap;
}

/** The claim itself, those that a StatefulSet makes, and those that live as long as their pod. */
export function claimedStorage({ kind, spec, annotations, pods }: Manifest): ClaimedStorage[] {
  if (kind === 'PersistentVolumeClaim') return [{ spec, path: 'spec', annotations }];
  const templates = mapsIn(spec.volumeClaimTemplates).map(({ item, index }) => (
    storageOf(item, `spec.volumeClaimTemplates[${index}]`)
  ));
  const ephemeral = pods.flatMap((pod) => mapsIn(pod.spec.volumes).flatMap(({ item, index }) => {
    const { volumeClaimTemplate } = mapOf(item.ephemeral);
    const path = `${pod.specPath}.volumes[${index}].ephemeral.volumeClaimTemplate`;
    return volumeClaimTemplate === undefined ? [] : [storageOf(mapOf(volumeClaimTemplate), path)];
  }));
  return [...templates, ...ephemeral];
}

function storageOf({ metadata, spec }: PlainMap, path: string): ClaimedStorage {
  return { spec: mapOf(spec), path: `${path}.spec`, annotations: mapOf(mapOf(metadata).annotations) };
}
