import { rolloutInPlaceOf } from './rollout-references';
import { scaledObjectsOf } from './scaled-objects';
import { Cluster } from '../../model/cluster';
import { Manifest } from '../../model/manifest';

/** How many pods an object wants, at least and at most. */
export interface ReplicaRange {
  readonly min: number;
  readonly max: number;
}

/** What an autoscaler allows, else what the object says, or the Rollout in its place; silence is taken for one. */
export function desiredReplicas(written: Manifest, cluster: Cluster): ReplicaRange {
  const manifest = rolloutInPlaceOf(written, cluster) ?? written;
  const [autoscaler] = cluster.autoscalersOf(manifest);
  if (autoscaler !== undefined) {
    const { minReplicas = 1, maxReplicas = minReplicas } = autoscaler.spec;
    return { min: numberOf(minReplicas), max: numberOf(maxReplicas) };
  }
  const [scaledObject] = scaledObjectsOf(manifest, cluster);
  if (scaledObject !== undefined) {
    // The defaults of KEDA.
    const { minReplicaCount = 0, maxReplicaCount = 100 } = scaledObject.spec;
    return { min: numberOf(minReplicaCount), max: numberOf(maxReplicaCount) };
  }
  const replicas = numberOf(manifest.spec.replicas ?? 1);
  return { min: replicas, max: replicas };
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 1;
}
