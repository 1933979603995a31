import { maySetVariable, savingCommands, savingRuns, writtenVariables } from '../facts/backup/backup-commands';
import { backupJobOf, ContainerRun } from '../facts/backup/backup-jobs';
import { loopbackFindings } from '../facts/backup/loopback-servers';
import { missingFileFindings } from '../facts/backup/missing-files';
import { Finding, ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Where etcd is that of the control plane, which lets in nobody without a certificate. */
const CONTROL_PLANE_CA = /\/pki\/etcd\//;
const CREDENTIALS = /ETCDCTL_(CERT|KEY|USER)/;

/** A backup reaches what it saves, and has the files for it. */
export const BACKUP_CAN_RUN: ICheck = {
  id: 'backup-can-run',
  title: 'A backup can run as it is written',
  box: 'data',
  severity: Severity.CRITICAL,
  why: 'A pod is alone on its loopback address, and has no files but those of its image and its volumes: a backup that '
    + 'asks 127.0.0.1, or reads a certificate that nobody mounts, fails every night, and there is none on the day it '
    + 'is needed.',
  remedy: {
    manifest: 'Name the Service of the database, or set hostNetwork: true on a node with etcd; mount the Secret with '
      + 'certificates and passwords where the variables say.',
    construct: 'EtcdBackup or PostgresBackup, which mount what their steps read',
  },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking',
    'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/#backing-up-an-etcd-cluster',
  ],
  appliesTo: ['batch/CronJob'],
  evaluate: (manifest, cluster) => {
    const job = backupJobOf(manifest, cluster);
    if (job === undefined) return [];
    const failures = savingRuns(job).flatMap((run) => (
      [...loopbackFindings(run), ...missingFileFindings(run), ...strangerFindings(run)]
        .map((finding) => ({ ...finding, container: run.container.name }))
    ));
    return failures.length > 0 ? failures : [{ passed: true, message: 'reaches what it saves, as far as can be seen' }];
  },
};

/** Who comes without a certificate is let in by no etcd of a control plane. */
function strangerFindings(run: ContainerRun): Finding[] {
  const commands = savingCommands(run).filter(({ program }) => program === 'etcdctl');
  const words = commands.flatMap((command) => command.words);
  const authority = writtenVariables(run).find(({ value }) => CONTROL_PLANE_CA.test(value));
  const isSecured = authority !== undefined || words.some((word) => CONTROL_PLANE_CA.test(word));
  const isKnown = words.some((word) => /^--(cert|key|user)\b/.test(word)) || maySetVariable(run, CREDENTIALS);
  if (commands.length === 0 || !isSecured || isKnown) return [];
  const message = 'asks the etcd of the control plane without a certificate of its own';
  return [{ passed: false, message, path: authority?.path, expected: 'ETCDCTL_CERT and ETCDCTL_KEY' }];
}
