import type { Manifest } from '../model/manifest';

const JOBS = new Set(['batch/Job', 'batch/CronJob', 'keda.sh/ScaledJob', 'jobset.x-k8s.io/JobSet']);

/** Whether the pods of an object are meant to end. */
export function isJob({ groupKind }: Manifest): boolean {
  return JOBS.has(groupKind);
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
