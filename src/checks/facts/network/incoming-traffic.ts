import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { listOf } from '../../model/values/plain-data';
import { isLongRunning } from '../pods/containers';

/** The Services that send traffic to the pods of an object. */
export function servicesSendingTo({ pods, namespace }: Manifest, cluster: Cluster): Manifest[] {
  return pods.flatMap(({ labels }) => cluster.servicesSelecting(namespace, labels));
}

/** Whether somebody calls the pods of an object: a Service selects them, or they declare a port. */
export function receivesTraffic(manifest: Manifest, cluster: Cluster): boolean {
  const containers = manifest.pods.flatMap((pod) => pod.containers).filter(isLongRunning);
  return containers.some(({ content }) => listOf(content.ports).length > 0)
    || servicesSendingTo(manifest, cluster).length > 0;
}
