import { BackupJob, backupJobs, pipelinesOf, rehearsalJobs } from './backup-jobs';
import { subjectWordsOf } from './job-names';
import type { Cluster } from '../../model/cluster';
import { groupBy } from '../../model/values/group-by';
import { mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';
import { secretReferences } from '../references/pod-references';

/** `s3://bucket/folder`, and `s3:https://host/bucket` as restic writes it. */
const ADDRESS = /^(s3|gs|gcs|az|azure|b2|swift|sftp|rest|oss|cos|abfss?|wasbs?):(?:\/\/)?(?:https?:\/\/[^/]{0,200}\/)?([\w.$-]+)/i;
const STORE_VARIABLE = /BUCKET|REPOSITORY|^BORG_REPO$|_REMOTE$|AZURE_STORAGE_CONTAINER/;
/** The CronJobs that a rehearsal may be of are looked up by any of these. */
const ANY_FAMILY = '*';

const rehearsals = oncePerCluster((cluster) => {
  const named = new Set(backupJobs(cluster).flatMap((job) => nameKeys(job, [ANY_FAMILY, ...job.saved])));
  return groupBy(rehearsalJobs(cluster), (job) => keysOfRehearsal(job, named));
});

/**
 * The CronJobs that rehearse the restore of a backup. What they restore must be what it saves, as far as that can be
 * seen, and they are called alike in one namespace, take the same Secret there, or name the same bucket or repository.
 */
export function rehearsalsOf(job: BackupJob, cluster: Cluster): BackupJob[] {
  const index = rehearsals(cluster);
  const names = nameKeys(job, [ANY_FAMILY, ...job.saved]);
  return [...new Set([...names, ...placeKeys(job, [...job.saved])].flatMap((key) => index.get(key) ?? []))];
}

/** What is called like one backup is of no other one, though all of them share a bucket. */
function keysOfRehearsal(job: BackupJob, backups: ReadonlySet<string>): string[] {
  const families = [...job.restored, ...job.read];
  const names = nameKeys(job, families.length === 0 ? [ANY_FAMILY] : families);
  return names.some((name) => backups.has(name)) ? names : [...names, ...placeKeys(job, families)];
}

function nameKeys({ manifest: { namespace, name } }: BackupJob, families: readonly string[]): string[] {
  const words = subjectWordsOf(name).sort().join('-');
  return families.map((family) => ['name', family, namespace, words].join('\0'));
}

function placeKeys(job: BackupJob, families: readonly string[]): string[] {
  const { namespace, pods } = job.manifest;
  const secrets = secretReferences(pods).filter(({ path, name }) => name !== '' && !path.includes('imagePullSecrets'))
    .map(({ name }) => ['secret', namespace, name]);
  const places = [...secrets, ...storesOf(job).map((store) => ['store', store])];
  return [...new Set(families.flatMap((family) => places.map((place) => [family, ...place].join('\0'))))];
}

function storesOf(job: BackupJob): string[] {
  const variables = job.runs.flatMap(({ container }) => mapsIn(container.content.env))
    .filter(({ item }) => STORE_VARIABLE.test(textOf(item.name))).map(({ item }) => textOf(item.value));
  const words = pipelinesOf(job).flat(2);
  return [...new Set([
    ...variables.filter((value) => value !== ''),
    ...words.flatMap((word) => ADDRESS.exec(word)?.[2] ?? []).filter((name) => !name.startsWith('$')),
  ])];
}
