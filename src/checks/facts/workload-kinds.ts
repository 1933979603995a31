import type { Manifest } from '../model/manifest';

/** A kind, as checks name it. */
type OfKind = Pick<Manifest, 'groupKind'>;

const JOBS = new Set(['batch/Job', 'batch/CronJob', 'keda.sh/ScaledJob', 'jobset.x-k8s.io/JobSet']);
const ON_EVERY_NODE = new Set(['apps/DaemonSet', 'extensions/DaemonSet', 'apps.kruise.io/DaemonSet']);

/** Whether the pods of an object are meant to end. */
export function isJob({ groupKind }: OfKind): boolean {
  return JOBS.has(groupKind);
}

/**
 * Whether an object is known to have no scale subresource: nobody can ask it how many pods there should be.
 *
 * The disruption controller passes by a Pod that stands by itself. Resources of others may have one or not.
 */
export function isWithoutScale({ groupKind }: OfKind): boolean {
  return JOBS.has(groupKind) || ON_EVERY_NODE.has(groupKind);
}

/** The kinds that find their pods by a selector of their own, which nobody may change. */
export const SELECTING_WORKLOADS = [
  'apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet', 'argoproj.io/Rollout',
];

/** Whether something else made the object and looks after it, as a Deployment does after its ReplicaSets. */
export function isOwned({ content }: Manifest): boolean {
  const owners = content.metadata?.ownerReferences;
  return Array.isArray(owners) && owners.length > 0;
}
