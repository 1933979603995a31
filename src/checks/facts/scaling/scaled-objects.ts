import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { mapOf } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';

const byTarget = oncePerCluster((cluster) => groupBy(cluster.ofKind('keda.sh/ScaledObject'), ({ namespace, spec }) => {
  const { kind = 'Deployment', name } = mapOf(spec.scaleTargetRef);
  return [`${textOf(kind)}\0${cluster.effectiveNamespace(namespace)}\0${textOf(name)}`];
}));

/** The ScaledObjects of KEDA that scale an object; they make a HorizontalPodAutoscaler of their own. */
export function scaledObjectsOf({ kind, namespace, name }: Manifest, cluster: Cluster): Manifest[] {
  return byTarget(cluster).get(`${kind}\0${cluster.effectiveNamespace(namespace)}\0${name}`) ?? [];
}
