import { BackupJob, pipelinesOf } from './backup-jobs';
import { mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** Services that raise an alarm where a job does not report to them in time. */
const HEARTBEAT_SERVICE = /\b(hc-ping\.com|healthchecks[\w.-]*|cronitor\.\w+|nosnch\.in|deadmanssnitch\.com|heartbeat)\b/i;

/** The service outside of the cluster to which a job reports its runs; undefined where it reports to none. */
export function heartbeatServiceOf(job: BackupJob): string | undefined {
  const variables = job.runs.flatMap(({ container }) => mapsIn(container.content.env))
    .flatMap(({ item }) => [textOf(item.name), textOf(item.value)]);
  const calls = pipelinesOf(job).flat().filter((words) => words.some((word) => /^(curl|wget)$/.test(word))).flat();
  return [...calls, ...variables].flatMap((text) => HEARTBEAT_SERVICE.exec(text)?.[1] ?? [])[0];
}
