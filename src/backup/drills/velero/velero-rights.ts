import { DrillPlace, Right } from '../cluster/cluster-drill';

const VELERO = 'velero.io';

/** Of what a restore by Velero needs. */
export interface VeleroRights {
  readonly veleroNamespace: string;
  readonly deletesRetainedVolumes: boolean;
}

/** What a drill may do: no copy of a Secret can be read, and no backup deleted. */
export function veleroRights(place: DrillPlace, { veleroNamespace, deletesRetainedVolumes }: VeleroRights): Right[] {
  const { context: { name }, scratch, uniqueName } = place;
  return [{
    id: 'Velero',
    name: uniqueName,
    namespace: veleroNamespace,
    description: 'Finds backups, and makes, watches and forgets one restore.',
    rules: [
      { apiGroups: [VELERO], resources: ['backups', 'podvolumerestores', 'datadownloads'], verbs: ['list'] },
      // What is created has no name yet that a rule could go by.
      { apiGroups: [VELERO], resources: ['restores'], verbs: ['create'] },
      { apiGroups: [VELERO], resources: ['restores'], resourceNames: [uniqueName], verbs: ['get', 'delete'] },
    ],
  }, {
    id: 'Scratch',
    name,
    namespace: scratch,
    description: 'Sees whether what was restored is ready, and removes all of it, unread.',
    rules: [
      { apiGroups: ['apps'], resources: ['deployments', 'statefulsets'], verbs: ['list', 'deletecollection'] },
      { apiGroups: ['apps'], resources: ['replicasets'], verbs: ['deletecollection'] },
      { apiGroups: [''], resources: ['persistentvolumeclaims', 'pods'], verbs: ['list', 'deletecollection'] },
      {
        apiGroups: [''],
        resources: ['configmaps', 'secrets', 'serviceaccounts', 'services'],
        verbs: ['deletecollection'],
      },
      { apiGroups: ['snapshot.storage.k8s.io'], resources: ['volumesnapshots'], verbs: ['deletecollection'] },
    ],
  }, {
    id: 'Cluster',
    name: uniqueName,
    description: deletesRetainedVolumes
      ? 'Sees whether volumes of deleted claims are gone, and lets go of those that would stay.'
      : 'Sees whether volumes of deleted claims are gone.',
    rules: [{
      apiGroups: [''],
      resources: ['persistentvolumes'],
      verbs: ['list', ...(deletesRetainedVolumes ? ['get', 'patch'] : [])],
    }],
  }];
}
