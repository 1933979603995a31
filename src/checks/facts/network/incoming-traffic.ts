import { isMetricsName, requestPorts } from './asked-for-metrics';
import { servicePorts } from './services';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import type { PodTemplate } from '../../model/manifest-pods';
import { podPorts } from '../pods/declared-ports';

/** The Services that send traffic to the pods of an object. */
export function servicesSendingTo({ pods, namespace }: Manifest, cluster: Cluster): Manifest[] {
  return pods.flatMap(({ labels }) => cluster.servicesSelecting(namespace, labels));
}

/** Whether somebody calls the pods of an object, other than Prometheus: by a Service, or a port that they declare. */
export function receivesTraffic(manifest: Manifest, cluster: Cluster): boolean {
  return manifest.pods.some((pod) => podPorts(pod).some(({ name }) => !isMetricsName(name))
    || cluster.servicesSelecting(manifest.namespace, pod.labels).some((service) => takesRequests(service, pod)));
}

/** Whether somebody sends requests to pods by a Service; one without ports has addresses for any. */
export function takesRequests(service: Manifest, pod: PodTemplate): boolean {
  return servicePorts(service).length === 0 || requestPorts(service, pod).length > 0;
}
