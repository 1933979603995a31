import { isClusterScoped } from './cluster-scoped-kinds';
import { groupOf } from './rendered-object';
import { JsonObject } from '../internal/values/json';

/** Kubernetes' own API groups that hold objects. */
const GROUPS: ReadonlySet<string> = new Set([
  '', 'apps', 'autoscaling', 'batch', 'coordination.k8s.io', 'discovery.k8s.io', 'events.k8s.io', 'networking.k8s.io',
  'policy', 'rbac.authorization.k8s.io', 'resource.k8s.io', 'storage.k8s.io',
]);

/** Custom kinds that stand beside workloads, by API group. */
const CUSTOM_KINDS: Readonly<Record<string, readonly string[]>> = {
  'argoproj.io': ['Rollout'],
  'autoscaling.k8s.io': ['VerticalPodAutoscaler'],
  'bitnami.com': ['SealedSecret'],
  'cert-manager.io': ['Certificate', 'CertificateRequest', 'Issuer'],
  'external-secrets.io': ['ExternalSecret', 'PushSecret', 'SecretStore'],
  'gateway.networking.k8s.io': ['GRPCRoute', 'Gateway', 'HTTPRoute', 'ListenerSet', 'TCPRoute', 'TLSRoute', 'UDPRoute'],
  'keda.sh': ['ScaledJob', 'ScaledObject', 'TriggerAuthentication'],
  'monitoring.coreos.com': [
    'AlertmanagerConfig', 'PodMonitor', 'Probe', 'PrometheusRule', 'ScrapeConfig', 'ServiceMonitor',
  ],
  'snapshot.storage.k8s.io': ['VolumeSnapshot'],
  'velero.io': [
    'Backup', 'BackupRepository', 'BackupStorageLocation', 'DeleteBackupRequest', 'DownloadRequest', 'PodVolumeBackup',
    'PodVolumeRestore', 'Restore', 'Schedule', 'ServerStatusRequest', 'VolumeSnapshotLocation',
  ],
};

/** Whether objects like this one are known to belong to a namespace; custom kinds may belong to none. */
export function isNamespaced(manifest: JsonObject): boolean {
  const group = groupOf(manifest);
  const { kind } = manifest;
  if (typeof kind !== 'string') return false;
  if (GROUPS.has(group)) return !isClusterScoped(manifest) && !kind.endsWith('List');
  return Object.hasOwn(CUSTOM_KINDS, group) && CUSTOM_KINDS[group].includes(kind);
}
