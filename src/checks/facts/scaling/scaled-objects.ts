import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupedBy } from '../../model/values/grouping';
import { mapOf } from '../../model/values/plain';
import { textOf } from '../../model/values/text-of';
import { perCluster } from '../per-cluster';

const byTarget = perCluster((cluster) => groupedBy(cluster.ofKind('keda.sh/ScaledObject'), ({ namespace, spec }) => {
  const { kind = 'Deployment', name } = mapOf(spec.scaleTargetRef);
  return [`${textOf(kind)}\0${namespace}\0${textOf(name)}`];
}));

/** The ScaledObjects of KEDA that scale an object; they make a HorizontalPodAutoscaler of their own. */
export function scaledObjectsOf({ kind, namespace, name }: Manifest, cluster: Cluster): Manifest[] {
  return byTarget(cluster).get(`${kind}\0${namespace}\0${name}`) ?? [];
}
