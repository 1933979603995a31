import { sessionLockOf } from '../../internal/values/databases/session-locks';
import { VELERO_BACKUPS, VeleroHook, veleroHooksOf } from '../facts/backup/velero-backups';
import { failuresOrPass } from '../facts/failures-or-pass';
import { Finding, ICheck } from '../model/check';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { listOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const ANNOTATION = 'pre.hook.backup.velero.io/command';

/** What a hook does lasts until the volume was taken. */
export const VELERO_HOOK_HOLDS_NO_LOCK: ICheck = {
  id: 'velero-hook-holds-no-lock',
  title: 'Hooks of Velero go by no lock of a session',
  box: 'volume-backups',
  severity: Severity.WARNING,
  why: 'The command of a hook has a session of its own, which ends with it. A lock that a database holds for a session '
    + 'is gone before the first byte is read, and the data are no more consistent than without it.',
  remedy: {
    manifest: 'Write a dump to the volume in the hook, or freeze its file system: '
      + '["/sbin/fsfreeze", "--freeze", "/data"]',
    construct: "BackupHook.dump(['pg_dump', '--file=/backup/orders.dump'], { podLabels }), or BackupHook.freeze",
  },
  references: [
    'https://velero.io/docs/v1.18/backup-hooks/', 'https://dev.mysql.com/doc/refman/8.4/en/flush.html',
    'https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP',
  ],
  appliesTo: [...VELERO_BACKUPS, 'pods'],
  evaluate: (manifest) => failuresOrPass(hooksOf(manifest).map(judge), 'has hooks that take no lock'),
};

function hooksOf(manifest: Manifest): VeleroHook[] {
  if (VELERO_BACKUPS.includes(manifest.groupKind)) return veleroHooksOf(manifest);
  return manifest.pods.filter(({ annotations }) => annotations[ANNOTATION] !== undefined).map((template) => {
    const metadata = template.path === '' ? 'metadata' : `${template.path}.metadata`;
    return { path: `${metadata}.annotations[${ANNOTATION}]`, command: [template.annotations[ANNOTATION]] };
  });
}

function judge({ path, command }: VeleroHook): Finding {
  const lock = sessionLockOf(wordsOf(listOf(command).map(textOf)));
  if (lock === undefined) return { passed: true, message: '' };
  const message = `takes a lock that ends with its session: ${lock}`;
  return { passed: false, path, message, actual: command, expected: 'a dump, or a frozen file system' };
}

/** An annotation holds a list as JSON, or the name of a program. */
function wordsOf(command: readonly string[]): readonly string[] {
  if (command.length !== 1 || !command[0].startsWith('[')) return command;
  try {
    return listOf(JSON.parse(command[0])).map(textOf);
  } catch {
    return command;
  }
}
