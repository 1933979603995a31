import { DrillPlace, Right } from '../cluster/cluster-drill';

const SNAPSHOTS = ['snapshot.storage.k8s.io'];

/**
 * What a drill may do: of the source it reads snapshots and claims, and it deletes nothing but what it made.
 *
 * Whoever holds its account can do more: RBAC cannot say what a VolumeSnapshotContent stands for. One that names the
 * snapshot of others gives its data, and one that deletes what it stands for deletes that snapshot.
 */
export function snapshotRights(place: DrillPlace, source: string): Right[] {
  return [inSource(place, source), inScratch(place), inCluster(place)];
}

function inSource({ uniqueName: name }: DrillPlace, namespace: string): Right {
  return {
    id: 'Source',
    name,
    namespace,
    description: 'Finds snapshots, and the claims that they are of.',
    rules: [
      { apiGroups: SNAPSHOTS, resources: ['volumesnapshots'], verbs: ['list'] },
      { apiGroups: [''], resources: ['persistentvolumeclaims'], verbs: ['get'] },
    ],
  };
}

function inScratch({ context: { name }, scratch: namespace }: DrillPlace): Right {
  const own = { resourceNames: [name] };
  return {
    id: 'Scratch',
    name,
    namespace,
    description: 'Makes one claim of a copy of a snapshot, a pod that looks at it, and removes all three.',
    rules: [
      { apiGroups: [''], resources: ['persistentvolumeclaims', 'pods'], verbs: ['list', 'create'] },
      { apiGroups: [''], resources: ['persistentvolumeclaims'], ...own, verbs: ['delete'] },
      { apiGroups: [''], resources: ['pods'], ...own, verbs: ['get', 'delete'] },
      { apiGroups: [''], resources: ['pods/log'], ...own, verbs: ['get'] },
      { apiGroups: SNAPSHOTS, resources: ['volumesnapshots'], verbs: ['list', 'create'] },
      { apiGroups: SNAPSHOTS, resources: ['volumesnapshots'], ...own, verbs: ['get', 'delete'] },
    ],
    waived: { 'role-writes-no-workloads': 'it makes a pod that looks at a restored volume, where nothing else is' },
  };
}

function inCluster({ uniqueName: name }: DrillPlace): Right {
  const contents = { apiGroups: SNAPSHOTS, resources: ['volumesnapshotcontents'] };
  return {
    id: 'Cluster',
    name,
    description: 'Reads which snapshot of the storage a content stands for, makes and removes one content of the same, '
      + 'and sees whether volumes of deleted claims are gone. RBAC cannot say which: whoever holds this may make '
      + 'contents of any snapshot of the storage, to read it, or to have it deleted.',
    rules: [
      // Those of the source have names that nobody knows before, as what is created.
      { ...contents, verbs: ['get', 'create'] },
      { ...contents, resourceNames: [name], verbs: ['delete'] },
      { apiGroups: [''], resources: ['persistentvolumes'], verbs: ['list'] },
    ],
  };
}
