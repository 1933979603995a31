import { DrillPlace, Right } from '../cluster/cluster-drill';

const VELERO = 'velero.io';

/** Of what a restore by Velero needs. */
export interface VeleroRights {
  readonly veleroNamespace: string;
  readonly deletesRetainedVolumes: boolean;
}

/**
 * What a drill may do: it deletes no backup, and reads no copy of a Secret itself.
 *
 * Whoever holds its account holds all that Velero ever backed up nevertheless: RBAC cannot say what a Restore may
 * restore, nor where to, and Velero restores Secrets and roles with the rights of the cluster.
 */
export function veleroRights(place: DrillPlace, rights: VeleroRights): Right[] {
  return [inVelero(place, rights), inScratch(place), inCluster(place, rights)];
}

function inVelero({ uniqueName: name }: DrillPlace, { veleroNamespace: namespace }: VeleroRights): Right {
  return {
    id: 'Velero',
    name,
    namespace,
    description: 'Finds backups, and makes, watches and forgets restores. RBAC cannot say which: whoever holds this '
      + 'may have Velero restore anything from any backup, into any namespace.',
    rules: [
      { apiGroups: [VELERO], resources: ['backups', 'podvolumerestores', 'datadownloads'], verbs: ['list'] },
      // What is created has no name yet that a rule could go by.
      { apiGroups: [VELERO], resources: ['restores'], verbs: ['create'] },
      { apiGroups: [VELERO], resources: ['restores'], resourceNames: [name], verbs: ['get', 'delete'] },
    ],
  };
}

function inScratch({ context: { name }, scratch: namespace }: DrillPlace): Right {
  const unread = ['configmaps', 'secrets', 'serviceaccounts', 'services'];
  return {
    id: 'Scratch',
    name,
    namespace,
    description: 'Sees whether what was restored is ready, and removes all of it, unread.',
    rules: [
      {
        apiGroups: ['apps'],
        resources: ['deployments', 'replicasets', 'statefulsets'],
        verbs: ['list', 'deletecollection'],
      },
      { apiGroups: [''], resources: ['persistentvolumeclaims', 'pods'], verbs: ['list', 'deletecollection'] },
      { apiGroups: [''], resources: unread, verbs: ['deletecollection'] },
      { apiGroups: ['snapshot.storage.k8s.io'], resources: ['volumesnapshots'], verbs: ['deletecollection'] },
    ],
    waived: {
      'role-grants-no-secrets': 'it deletes copies without reading them, where nothing else is',
      'role-changes-no-network': 'it deletes Services that were restored, where nothing else is',
    },
  };
}

function inCluster({ uniqueName: name }: DrillPlace, { deletesRetainedVolumes }: VeleroRights): Right {
  const description = deletesRetainedVolumes
    ? 'Sees whether volumes of deleted claims are gone, and lets go of those that would stay.'
    : 'Sees whether volumes of deleted claims are gone.';
  const verbs = deletesRetainedVolumes ? ['list', 'get', 'patch'] : ['list'];
  return { id: 'Cluster', name, description, rules: [{ apiGroups: [''], resources: ['persistentvolumes'], verbs }] };
}
