import type { Manifest } from '../../model/manifest';
import { isPodCarrier } from '../../model/pod-carriers';

/** The groups of the API server itself; what makes pods there has a template that everybody sees. */
const OF_KUBERNETES = /^(|apps|batch|autoscaling|policy|extensions|(admissionregistration|apiextensions|apiregistration|authentication|authorization|certificates|coordination|discovery|events|flowcontrol\.apiserver|internal\.apiserver|networking|node|rbac\.authorization|resource|scheduling|storage|storagemigration)\.k8s\.io)$/;

/** Groups of which no object makes a pod that a Service would send to. */
const WITHOUT_PODS = new Set([
  'acme.cert-manager.io', 'argoproj.io', 'autoscaling.k8s.io', 'bitnami.com', 'cert-manager.io', 'cilium.io',
  'constraints.gatekeeper.sh', 'crd.projectcalico.org', 'extensions.istio.io', 'external-secrets.io',
  'externaldns.k8s.io', 'flagger.app', 'gateway.networking.k8s.io', 'generators.external-secrets.io', 'keda.sh',
  'karpenter.sh', 'kustomize.config.k8s.io', 'kyverno.io', 'metallb.io', 'monitoring.coreos.com',
  'monitoring.googleapis.com', 'networking.gke.io', 'networking.istio.io', 'policy.networking.k8s.io',
  'projectcalico.org', 'secrets-store.csi.x-k8s.io', 'secrets.hashicorp.com', 'security.istio.io',
  'snapshot.storage.k8s.io', 'source.toolkit.fluxcd.io', 'telemetry.istio.io', 'templates.gatekeeper.sh',
  'traefik.containo.us', 'traefik.io', 'trust.cert-manager.io', 'velero.io', 'wgpolicyk8s.io',
]);

/** Kinds of theirs that make pods all the same. */
const WITH_PODS = new Set(['argoproj.io/EventBus', 'argoproj.io/EventSource', 'argoproj.io/Sensor']);

/** Words that end the names of kinds which hold settings, and make nothing. */
const SETTINGS = /(Rule|Monitor|Scrape|Policy|Topic|User|Dashboard|Datasource|Config|Class|Binding|Account|Certificate)$/;

/** Whether an object is a custom resource that may make pods, of which no manifest says how they look. */
export function mayMakePods(manifest: Manifest): boolean {
  const { group, groupKind, kind, apiVersion } = manifest;
  if (OF_KUBERNETES.test(group) || apiVersion === '' || isPodCarrier(manifest) || SETTINGS.test(kind)) return false;
  return !WITHOUT_PODS.has(group) || WITH_PODS.has(groupKind);
}
