/** What makes the pods of a workload. */
export type ControllerKind = 'Deployment' | 'Rollout' | 'StatefulSet';

/** Random letters of Kubernetes: none that would make a word, none that is taken for another. */
const RANDOM = '[bcdfghjklmnpqrstvwxz2456789]';
const RANDOM_LENGTH = 5;
const HASH_LENGTH = 10;
/** An expression of RE2 for what names of ReplicaSets end with. */
export const REPLICA_SET_HASH = `${RANDOM}{1,${HASH_LENGTH}}`;
/** What is longer is cut before the random letters. */
const MAX_BASE_LENGTH = 58;

/**
 * An expression of RE2 for the names of all pods of a workload, whichever revision they are of.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apiserver/pkg/storage/names/generate.go
 */
export function podNames(kind: ControllerKind, name: string): string {
  if (kind === 'StatefulSet') return `${name}-[0-9]+`;
  const isWhole = name.length + HASH_LENGTH + '--'.length <= MAX_BASE_LENGTH;
  return isWhole
    ? `${name}-${REPLICA_SET_HASH}-${RANDOM}{${RANDOM_LENGTH}}`
    : `${name.slice(0, MAX_BASE_LENGTH)}[-a-z0-9]{${RANDOM_LENGTH},${RANDOM_LENGTH + HASH_LENGTH + '--'.length}}`;
}
