import { backupJobOf } from '../facts/backup/backup-jobs';
import { hiddenFailures } from '../facts/backup/hidden-failures';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** The job of a backup that fails fails too. */
export const BACKUP_DOES_NOT_HIDE_FAILURE: ICheck = {
  id: 'backup-does-not-hide-failure',
  title: 'Backups that fail make their job fail',
  box: 'backup-alerts',
  severity: Severity.CRITICAL,
  why: 'The job succeeds with half a dump or none: no alert fires, and good backups are deleted to make room for it.',
  remedy: {
    manifest: 'command: [/bin/bash, -euo, pipefail, -c, ...]; better, a container for each program, and no shell',
    construct: 'EtcdBackup and PostgresBackup run each program in a container of its own.',
  },
  references: [
    'https://www.gnu.org/software/bash/manual/html_node/Pipelines.html',
    'https://www.gnu.org/software/bash/manual/html_node/The-Set-Builtin.html',
  ],
  appliesTo: ['batch/CronJob'],
  evaluate: (manifest, cluster) => {
    const job = backupJobOf(manifest, cluster);
    if (job === undefined) return [];
    const found = hiddenFailures(job);
    if (found.length > 0) return found.map((one) => ({ ...one, passed: false, expected: 'set -euo pipefail' }));
    return [{ passed: true, message: 'fails where what it runs fails' }];
  },
};
