import { JsonObject } from '../../../internal/values/json';

/** What the script replaces, once it knows which backup is the newest. */
export const BACKUP_PLACEHOLDER = 'BACKUP_NAME';

/**
 * All that is restored: what holds data, and what runs on it.
 *
 * Everything else would act on others than itself (Ingresses, routes, autoscalers, Jobs, objects of operators), be
 * called by nobody, or open the namespace (NetworkPolicies, RoleBindings). PersistentVolumes and snapshots are what
 * claims are restored from.
 */
const RESTORED = [
  'configmaps', 'persistentvolumeclaims', 'persistentvolumes', 'pods', 'secrets', 'serviceaccounts', 'services',
  'deployments.apps', 'replicasets.apps', 'statefulsets.apps',
  'volumesnapshotclasses.snapshot.storage.k8s.io', 'volumesnapshotcontents.snapshot.storage.k8s.io',
  'volumesnapshots.snapshot.storage.k8s.io',
];

/** Where a restore comes from and goes to. */
export interface RestoreNames {
  /** Of the Restore and of the ConfigMap with its modifiers. */
  readonly name: string;
  readonly veleroNamespace: string;
  readonly source: string;
  readonly scratch: string;
}

/** The Restore of a drill, but for the name of the backup. */
export function restoreManifest({ name, veleroNamespace, source, scratch }: RestoreNames): JsonObject {
  return {
    apiVersion: 'velero.io/v1',
    kind: 'Restore',
    metadata: { name, namespace: veleroNamespace },
    spec: {
      backupName: BACKUP_PLACEHOLDER,
      includedNamespaces: [source],
      includedResources: RESTORED,
      namespaceMapping: { [source]: scratch },
      restorePVs: true,
      existingResourcePolicy: 'none',
      resourceModifier: { kind: 'ConfigMap', name },
    },
  };
}

interface Rule {
  readonly conditions: JsonObject;
  readonly patches?: readonly JsonObject[];
  readonly mergePatches?: readonly JsonObject[];
}

/**
 * What Velero changes in objects before it creates them, in the order in which it does.
 *
 * Conditions are asked of objects as they were in the backup, in the namespace that they come from.
 *
 * @see https://velero.io/docs/main/restore-resource-modifiers/
 */
export function restoreModifiers(source: string, storageClassName?: string): JsonObject {
  const all = (groupResource: string) => ({ groupResource, namespaces: [source] });
  const those = (groupResource: string, path: string, value: string) => (
    { ...all(groupResource), matches: [{ path, value }] }
  );
  const services = (type: string) => those('services', '/spec/type', type);
  return {
    version: 'v1',
    resourceModifierRules: [
      merge(all('services'), CLOSED_SERVICE),
      // It is but a name, and the namespace lets nobody reach what it stands for.
      merge(services('ExternalName'), { spec: { type: 'ExternalName' } }),
      // A node port that somebody chose is taken by the source; further ones of the same Service cannot be reached.
      ...['NodePort', 'LoadBalancer'].map((type) => ({
        conditions: services(type),
        patches: [{ operation: 'add', path: '/spec/ports/0/nodePort', value: '0' }],
      })),
      // One shows that it starts. StatefulSets keep their number: without a majority many do not become ready.
      merge(all('deployments.apps'), { spec: { replicas: 1 } }),
      merge(those('deployments.apps', '/spec/replicas', '0'), { spec: { replicas: 0 } }),
      merge(all('statefulsets.apps'), CLAIMS_GO),
      ...(storageClassName === undefined ? [] : [merge(all('persistentvolumeclaims'), { spec: { storageClassName } })]),
      // Copies alone: a volume that keeps its name is that of the source.
      merge(
        { groupResource: 'persistentvolumes', resourceNameRegex: '^velero-clone-' },
        { spec: { persistentVolumeReclaimPolicy: 'Delete' } },
      ),
    ],
  };
}

/** Claims that it makes itself have no label of the restore, by which the others are deleted. */
const CLAIMS_GO: JsonObject = {
  spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' } },
};

/** Nothing from outside reaches it, and nothing that reads annotations announces it. */
const CLOSED_SERVICE: JsonObject = {
  metadata: { annotations: null },
  spec: {
    type: 'ClusterIP',
    allocateLoadBalancerNodePorts: null,
    externalIPs: null,
    externalTrafficPolicy: null,
    healthCheckNodePort: null,
    loadBalancerClass: null,
    loadBalancerIP: null,
    loadBalancerSourceRanges: null,
  },
};

function merge(conditions: JsonObject, patch: JsonObject): Rule {
  return { conditions, mergePatches: [{ patchData: JSON.stringify(patch) }] };
}
