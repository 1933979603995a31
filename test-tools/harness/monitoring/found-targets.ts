import { Found } from './written-prometheus';

/** A container port of a pod, and what the pod says of itself. */
export interface FoundPod {
  readonly name: string;
  readonly address: string;
  readonly declared: number;
  readonly protocol?: string;
  readonly phase?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** As the role `pod` finds it: one target for each port that a container declares. */
export function foundPod({ name, address, declared, protocol = 'TCP', phase = 'Running', ...pod }: FoundPod): Found {
  const annotations = Object.entries(pod.annotations ?? {})
    .map(([key, value]) => [`annotation_prometheus_io_${key}`, value]);
  const labels = Object.entries({
    name: `${name}-0`,
    phase,
    container_name: name,
    container_port_number: String(declared),
    container_port_protocol: protocol,
    label_app_kubernetes_io_name: name,
    label_app_kubernetes_io_instance: name,
    label_app_kubernetes_io_version: 'v1',
    ...Object.fromEntries(annotations),
  }).map(([key, value]) => [`__meta_kubernetes_pod_${key}`, value]);
  return { address, labels: { __meta_kubernetes_namespace: 'shop', ...Object.fromEntries(labels) } };
}

/** As the role `endpointslice` finds a port of a Service. */
export function foundEndpoint(address: string, { name, protocol = 'TCP' }: { name: string; protocol?: string }): Found {
  return {
    address,
    labels: {
      __meta_kubernetes_namespace: 'default',
      __meta_kubernetes_endpointslice_port: address.split(':')[1],
      __meta_kubernetes_endpointslice_port_name: name,
      __meta_kubernetes_endpointslice_port_protocol: protocol,
    },
  };
}

/** As the role `node` finds a kubelet. */
export function foundNode(name: string, address: string): Found {
  return { address, labels: { __meta_kubernetes_node_name: name } };
}
