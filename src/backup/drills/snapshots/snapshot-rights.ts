import { DrillPlace, Right } from '../cluster/cluster-drill';

const SNAPSHOTS = 'snapshot.storage.k8s.io';

/** What a drill may do: nothing of the source can be changed, and no snapshot deleted. */
export function snapshotRights({ context: { name }, scratch, uniqueName }: DrillPlace, source: string): Right[] {
  const own = [name];
  return [{
    id: 'Source',
    name: uniqueName,
    namespace: source,
    description: 'Finds snapshots, and the claims that they are of.',
    rules: [
      { apiGroups: [SNAPSHOTS], resources: ['volumesnapshots'], verbs: ['list'] },
      { apiGroups: [''], resources: ['persistentvolumeclaims'], verbs: ['get'] },
    ],
  }, {
    id: 'Scratch',
    name,
    namespace: scratch,
    description: 'Makes one claim of a copy of a snapshot, a pod that looks at it, and removes all three.',
    rules: [
      { apiGroups: [''], resources: ['persistentvolumeclaims', 'pods'], verbs: ['list', 'create'] },
      { apiGroups: [''], resources: ['persistentvolumeclaims'], resourceNames: own, verbs: ['delete'] },
      { apiGroups: [''], resources: ['pods'], resourceNames: own, verbs: ['get', 'delete'] },
      { apiGroups: [''], resources: ['pods/log'], resourceNames: own, verbs: ['get'] },
      { apiGroups: [SNAPSHOTS], resources: ['volumesnapshots'], verbs: ['create'] },
      { apiGroups: [SNAPSHOTS], resources: ['volumesnapshots'], resourceNames: own, verbs: ['get', 'delete'] },
    ],
  }, {
    id: 'Cluster',
    name: uniqueName,
    description: 'Reads which snapshot of the storage a content stands for, makes and removes one content of the same, '
      + 'and sees whether volumes of deleted claims are gone.',
    rules: [
      // Those of the source have names that nobody knows before, as what is created.
      { apiGroups: [SNAPSHOTS], resources: ['volumesnapshotcontents'], verbs: ['get', 'create'] },
      {
        apiGroups: [SNAPSHOTS], resources: ['volumesnapshotcontents'], resourceNames: [uniqueName], verbs: ['delete'],
      },
      { apiGroups: [''], resources: ['persistentvolumes'], verbs: ['list'] },
    ],
  }];
}
