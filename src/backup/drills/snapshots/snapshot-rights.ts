import { DrillPlace, Right } from '../cluster/cluster-drill';

const SNAPSHOTS = ['snapshot.storage.k8s.io'];

/** What a drill may do: nothing of the source can be changed, and no snapshot deleted. */
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
      { apiGroups: SNAPSHOTS, resources: ['volumesnapshots'], verbs: ['create'] },
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
      + 'and sees whether volumes of deleted claims are gone.',
    rules: [
      // Those of the source have names that nobody knows before, as what is created.
      { ...contents, verbs: ['get', 'create'] },
      { ...contents, resourceNames: [name], verbs: ['delete'] },
      { apiGroups: [''], resources: ['persistentvolumes'], verbs: ['list'] },
    ],
  };
}
