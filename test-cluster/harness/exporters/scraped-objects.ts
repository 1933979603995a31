import { Manifest } from '../../../test/support/schemas';

/** Where nobody answers. */
export const ADDRESS = '10.9.9.9';
const NODE = 'scraped-node';

/** One of each thing that Prometheus looks for: a node, a pod that asks for it, and endpoints of two Services. */
export function scrapedObjects(namespace: string, serviceAccountName: string): Manifest[] {
  const annotations = { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '8080' };
  const container = { name: 'api', image: 'api:1', ports: [{ containerPort: 8080 }, { containerPort: 9000 }] };
  const spec = { nodeName: NODE, serviceAccountName, containers: [container] };
  return [
    {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: NODE },
      status: {
        addresses: [{ type: 'InternalIP', address: ADDRESS }],
        daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      },
    },
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'api', namespace, annotations }, spec },
    endpoints({ name: 'kubernetes', namespace: 'default' }, { name: 'https', port: 6443 }),
    endpoints({ name: 'alertmanager', namespace }, { name: 'web', port: 9093 }),
  ];
}

/** What a kubelet says of the pod. */
export const RUNNING = { status: { phase: 'Running', podIP: ADDRESS, podIPs: [{ ip: ADDRESS }] } };

/** Those of the objects that no namespace takes with it; no kubelet ends the pod. */
export function leftObjects(namespace: string): string[] {
  return [
    `/api/v1/namespaces/${namespace}/pods/api?gracePeriodSeconds=0`,
    `/api/v1/nodes/${NODE}`,
    '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/kubernetes',
  ];
}

function endpoints({ name, namespace }: { name: string; namespace: string }, port: object): Manifest {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name, namespace, labels: { 'kubernetes.io/service-name': name } },
    addressType: 'IPv4',
    endpoints: [{ addresses: [ADDRESS], conditions: { ready: true } }],
    ports: [port],
  };
}
