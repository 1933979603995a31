import { Labels, PageStep } from '../known-backups';

/** Snapshots of claims, as a page for people needs them. */
export interface RestoredSnapshots {
  readonly namespace: string;
  readonly name: string;
  readonly claimLabels: Labels;
  /** The same, as the API server takes them. */
  readonly selector: string;
}

/** What a claim says of itself, and the new one must say too. */
const READ = [['VOLUME', '.spec.volumeName'], ['CLASS', '.spec.storageClassName'], ['MODES', '.spec.accessModes']];

/** How to make claims of snapshots by hand. */
export function snapshotRestoring({ namespace, name, claimLabels, selector }: RestoredSnapshots): PageStep[] {
  const kubectl = `kubectl -n ${namespace}`;
  const claim = `${kubectl} get persistentvolumeclaim "$CLAIM"`;
  return [
    {
      text: 'Stop what applies the manifests, then the pods that mount the claim, by zero replicas. Choose a '
        + 'snapshot of it that is ready to use, and write down how large its volume is.',
      commands: [
        `${kubectl} get persistentvolumeclaims --selector ${selector}`,
        `${kubectl} get volumesnapshots --selector preflight/volume-snapshots=${name}`,
        ...['CLAIM', 'SNAPSHOT', 'SIZE'].map((variable) => `${variable}=`),
      ],
    },
    {
      text: 'Keep the old volume until the new one is known to be good. Delete its claim: the new one needs its name.',
      commands: [
        ...READ.map(([variable, field]) => `${variable}=$(${claim} --output='jsonpath={${field}}')`),
        'kubectl patch persistentvolume "$VOLUME" --patch=\'{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}\'',
        `${kubectl} delete persistentvolumeclaim "$CLAIM"`,
      ],
    },
    {
      text: 'Make a claim of that name from the snapshot, then start the pods again.',
      commands: ['kubectl create -f - <<YAML', ...claimLines(namespace, claimLabels), 'YAML'],
    },
  ];
}

/** With the labels by which the next run finds it: nobody adds them to a claim that is there already. */
function claimLines(namespace: string, labels: Labels): string[] {
  return [
    'apiVersion: v1',
    'kind: PersistentVolumeClaim',
    `metadata: {name: $CLAIM, namespace: ${namespace}, labels: ${JSON.stringify(labels)}}`,
    'spec:',
    '  storageClassName: $CLASS',
    '  accessModes: $MODES',
    '  dataSource: {apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: $SNAPSHOT}',
    '  resources: {requests: {storage: $SIZE}}',
  ];
}
