import { PageStep, StandbyBackup } from '../../known-backups';
import { VolumeBackup } from '../scope/volume-backup';

/** A schedule of Velero, as a page for people needs it. */
export interface RestoredSchedule {
  /** The namespace of Velero. */
  readonly namespace: string;
  readonly schedule: string;
  /** The BackupStorageLocation. */
  readonly location: string;
  /** Whether data of volumes can come back in another cluster. */
  readonly leaves: boolean;
  /** Documents of `recoverInto`, beside the manifests. */
  readonly documents: readonly string[];
}

/** What a backup saves, as people call it. */
export function savedText({ namespaces = [], excludedNamespaces = [], labels = {}, volumes }: SavedScope): string {
  const all = namespaces.length === 0 || namespaces.includes('*');
  const but = excludedNamespaces.length === 0 ? '' : ` but ${excludedNamespaces.join(', ')}`;
  const where = `${all ? 'all namespaces' : `namespace ${namespaces.join(', ')}`}${but}`;
  const which = Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(', ');
  const data = volumes._leaves ? 'with volumes' : volumes._saves ? 'with snapshots of volumes' : 'without volumes';
  return `${where}${which === '' ? '' : ` (${which})`}, ${data}`;
}

/** What a backup includes. */
interface SavedScope {
  readonly namespaces?: readonly string[];
  readonly excludedNamespaces?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly volumes: VolumeBackup;
}

/** How to have it back in the same cluster, by hand. */
export function veleroRestoring({ namespace, schedule }: RestoredSchedule): PageStep[] {
  const velero = `velero -n ${namespace}`;
  const restore = `${velero} restore create --from-backup "$BACKUP" --include-namespaces "$NAMESPACE"`;
  return [
    {
      text: 'See which backups there are, and take one that is Completed: the newest, or an older one where the '
        + 'newest holds the mistake that is to be undone. Name it, and the namespace that is lost.',
      commands: [`${velero} backup get --selector velero.io/schedule-name=${schedule}`, 'BACKUP=', 'NAMESPACE='],
    },
    {
      text: 'Look at it first, restored under another name, without what would call others or be called by users. '
        + 'What starts there runs for real; delete that namespace when you have seen enough.',
      commands: [
        `${restore} \\`,
        `  --namespace-mappings "$NAMESPACE:$NAMESPACE-restored" --exclude-resources ${NOT_TO_LOOK_AT} --wait`,
      ],
    },
    {
      text: 'Restore it in place. What is there already stays as it is, claims and their data too: delete what is to '
        + 'be replaced before, and nothing else.',
      commands: [`${restore} --wait`, `${velero} restore get`],
    },
  ];
}

/** How another cluster has it back, whose Velero has the same locations. */
export function veleroStandby(restored: RestoredSchedule): StandbyBackup {
  const { namespace, schedule, location: name, documents } = restored;
  const access = (context: string, mode: string) => [accessMode({ context, namespace, name }, mode)];
  return {
    readOnly: (context) => access(context, 'ReadOnly'),
    writable: (context) => access(context, 'ReadWrite'),
    restoring: ({ context, manifests }) => {
      const velero = `velero --kubecontext ${context} -n ${namespace}`;
      const newest = `${velero} restore create --from-schedule ${schedule} --wait`;
      const created = documents.map((file) => `kubectl --context ${context} create -f ${manifests}/${file}`);
      return [{
        text: `Restore what Schedule ${namespace}/${schedule} saved, and go on when it is Completed. Leave out `
          + `namespaces that an earlier step restored: what is there stays.${restored.leaves ? '' : NO_VOLUMES}`,
        commands: [
          `${velero} backup get --selector velero.io/schedule-name=${schedule}`,
          ...(created.length === 0 ? [newest] : created),
          `${velero} restore get`,
        ],
      }];
    },
  };
}

/** What works for others as soon as it is there. */
const NOT_TO_LOOK_AT = [
  'cronjobs.batch', 'jobs.batch', 'ingresses.networking.k8s.io', 'httproutes.gateway.networking.k8s.io',
].join(',');
const NO_VOLUMES = ' Volumes begin empty: what was in them is in no bucket.';

/** A BackupStorageLocation of a cluster. */
interface PlacedLocation {
  readonly context: string;
  readonly namespace: string;
  readonly name: string;
}

function accessMode({ context, namespace, name }: PlacedLocation, mode: string): string {
  return `kubectl --context ${context} -n ${namespace} patch backupstoragelocation ${name} --type=merge `
    + `--patch='{"spec":{"accessMode":"${mode}"}}'`;
}
