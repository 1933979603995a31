import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { isPodCarrier } from '../../model/pod-carriers';
import { oncePerCluster } from '../once-per-cluster';

/** Groups of Kubernetes itself; whatever else makes pods there is a carrier of their template. */
const BUILT_IN = /^(|apps|batch|autoscaling|policy|extensions|.+\.k8s\.io)$/;
const GATEWAY = 'gateway.networking.k8s.io/Gateway';
/** Groups of others whose objects make no pods. */
const WITHOUT_PODS = new Set([
  'cert-manager.io', 'acme.cert-manager.io', 'external-secrets.io', 'generators.external-secrets.io', 'bitnami.com',
  'secrets-store.csi.x-k8s.io', 'networking.istio.io', 'security.istio.io', 'telemetry.istio.io', 'kyverno.io',
  'traefik.io', 'traefik.containo.us', 'projectcontour.io', 'cilium.io', 'crd.projectcalico.org', 'projectcalico.org',
  'velero.io', 'keda.sh', 'policy.linkerd.io', 'linkerd.io', 'templates.gatekeeper.sh', 'constraints.gatekeeper.sh',
  'monitoring.googleapis.com', 'cloud.google.com', 'elbv2.k8s.aws', 'vpcresources.k8s.aws', 'chaos-mesh.org',
]);
/** Kinds of others that make no pods, where their neighbours do. */
const KINDS_WITHOUT_PODS = new Set([
  ...['ServiceMonitor', 'PodMonitor', 'PrometheusRule', 'Probe', 'ScrapeConfig', 'AlertmanagerConfig']
    .map((kind) => `monitoring.coreos.com/${kind}`),
  ...['VMServiceScrape', 'VMPodScrape', 'VMRule'].map((kind) => `operator.victoriametrics.com/${kind}`),
  ...['AnalysisTemplate', 'ClusterAnalysisTemplate', 'AppProject'].map((kind) => `argoproj.io/${kind}`),
]);

const namespaces = oncePerCluster((cluster) => (
  new Set(cluster.manifests.filter(mayMakePods).map(({ namespace }) => namespace))
));

/** Whether somebody may make pods and Services in a namespace that are in no manifest, as operators of databases do. */
export function mayHoldPodsOfOperators(cluster: Cluster, namespace: string): boolean {
  return namespaces(cluster).has(namespace);
}

function mayMakePods(manifest: Manifest): boolean {
  const { group, groupKind } = manifest;
  if (isPodCarrier(manifest) || KINDS_WITHOUT_PODS.has(groupKind)) return false;
  return groupKind === GATEWAY || !BUILT_IN.test(group) && !WITHOUT_PODS.has(group);
}
