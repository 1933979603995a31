import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { mapOf } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';

const ROLLOUT = 'argoproj.io/Rollout';

const byWorkload = oncePerCluster((cluster) => groupBy(cluster.ofKind(ROLLOUT), ({ namespace, spec }) => {
  const { kind, name } = mapOf(spec.workloadRef);
  return textOf(name) === '' ? [] : [`${textOf(kind)}\0${cluster.effectiveNamespace(namespace)}\0${textOf(name)}`];
}));

/**
 * The Rollout that makes pods in the place of an object: it takes over the template, and the number is its own.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/migrating/#reference-deployment-from-rollout
 */
export function rolloutInPlaceOf(
  { kind, namespace, name }: Pick<Manifest, 'kind' | 'namespace' | 'name'>, cluster: Cluster,
): Manifest | undefined {
  return byWorkload(cluster).get(`${kind}\0${cluster.effectiveNamespace(namespace)}\0${name}`)?.[0];
}
