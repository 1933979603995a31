import { requestsTo } from './requested-ports';
import { isMetricsName } from '../../../internal/values/metrics-names';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { podPorts } from '../pods/declared-ports';

/** The Services that send traffic to the pods of an object, in groups of those whose selectors say the same. */
export function servicesSendingTo({ pods, namespace }: Manifest, cluster: Cluster): (readonly Manifest[])[] {
  return pods.flatMap(({ labels }) => cluster._serviceGroups(namespace, labels));
}

/** Whether somebody calls the pods of an object, other than Prometheus: by a Service, or a port that they declare. */
export function receivesTraffic(manifest: Manifest, cluster: Cluster): boolean {
  return manifest.pods.some((pod) => podPorts(pod).some(({ name }) => !isMetricsName(name))
    || requestsTo(manifest, pod, cluster).areSent);
}
