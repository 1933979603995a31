import type { Cluster } from '../../model/cluster';
import { mapOf } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';

const definedKinds = oncePerCluster((cluster) => new Set(
  cluster.ofKind('apiextensions.k8s.io/CustomResourceDefinition').map(({ spec }) => (
    `${textOf(spec.group)}/${textOf(mapOf(spec.names).kind)}`
  )),
));

/** Whether the manifests have the definition of a custom resource themselves. */
export function definesKind(cluster: Cluster, group: string, kind: string): boolean {
  return definedKinds(cluster).has(`${group}/${kind}`);
}
