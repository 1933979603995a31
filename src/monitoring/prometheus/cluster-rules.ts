import { PrometheusSettings } from './prometheus-settings';
import { JsonObject } from '../../internal/values/json';

const WATCH = ['list', 'watch'];

/** What it must be able to see of the cluster: targets, and metrics where they are asked for. */
export function clusterRules({ nodeCidrs, scrapesApiServers }: PrometheusSettings): JsonObject[] {
  const nodes = [
    { apiGroups: [''], resources: ['nodes'], verbs: WATCH },
    // Of a kubelet; `nodes/proxy` would let it run commands in every pod.
    { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
  ];
  return [
    { apiGroups: [''], resources: ['pods', 'services'], verbs: WATCH },
    { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: WATCH },
    ...(nodeCidrs.length > 0 ? nodes : []),
    ...(scrapesApiServers ? [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }] : []),
  ];
}
