import { desiredReplicas } from './replica-range';
import { rolloutInPlaceOf } from './rollout-references';
import { Cluster } from '../../model/cluster';
import { Manifest } from '../../model/manifest';
import { mapOf, PlainMap } from '../../model/values/plain-data';
import { scaledNumber } from '../../model/values/scaled-number';
import { canaryDelivering } from '../delivery/flagger-canaries';
import { isOwned } from '../workload-kinds';

const DEFAULT_SURGE = '25%';
/** KEDA's. */
const DEFAULT_SCALED_JOBS = 100;

/**
 * How many pods of an object there may be at once: at maximum scale, in the middle of a rollout.
 *
 * Of a DaemonSet that is one at least, as nobody knows the nodes; what another object made counts there.
 */
export function maximumPods(manifest: Manifest, cluster: Cluster): number {
  if (isOwned(manifest) || manifest.kind === 'PodTemplate') return 0;
  const maker = rolloutInPlaceOf(manifest, cluster) ?? manifest;
  // Flagger makes another one of it, with an autoscaler like its own.
  const versions = canaryDelivering(manifest, cluster) === undefined ? 1 : 2;
  const pods = versions * podsAtMaximumScale(maker, desiredReplicas(maker, cluster).max);
  return Number.isFinite(pods) ? Math.max(0, Math.trunc(pods)) : 0;
}

/** How many pods a rollout adds to the wanted ones. */
export function rolloutSurge({ groupKind, spec }: Manifest, replicas: number): number {
  if (groupKind === 'argoproj.io/Rollout') return surgeOfArgo(mapOf(spec.strategy), replicas);
  if (groupKind !== 'apps/Deployment') return 0;
  const { type, rollingUpdate } = mapOf(spec.strategy);
  return type === 'Recreate' ? 0 : scaledNumber(mapOf(rollingUpdate).maxSurge ?? DEFAULT_SURGE, replicas) ?? 0;
}

function podsAtMaximumScale(manifest: Manifest, max: number): number {
  switch (manifest.groupKind) {
    case 'batch/Job': return parallelPods(manifest.spec);
    case 'batch/CronJob': return parallelPods(mapOf(mapOf(manifest.spec.jobTemplate).spec));
    case 'keda.sh/ScaledJob': return scaledNumber(manifest.spec.maxReplicaCount, 0) ?? DEFAULT_SCALED_JOBS;
    case 'apps/DaemonSet': return 1;
    default: return max + rolloutSurge(manifest, max);
  }
}

function surgeOfArgo({ blueGreen, canary }: PlainMap, replicas: number): number {
  const { trafficRouting, dynamicStableScale, maxSurge = DEFAULT_SURGE } = mapOf(canary);
  // The new version stands beside the old one, in the end with all of its pods.
  if (blueGreen !== undefined || (trafficRouting !== undefined && dynamicStableScale !== true)) return replicas;
  return scaledNumber(maxSurge, replicas) ?? 0;
}

function parallelPods({ parallelism: wanted, completions }: Record<string, unknown>): number {
  const pods = typeof wanted === 'number' ? wanted : 1;
  return typeof completions === 'number' ? Math.min(pods, completions) : pods;
}
