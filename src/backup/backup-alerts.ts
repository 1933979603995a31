import { AlertRule } from '../alerts/alert-rules';
import { CRON_JOB, durationText, VALUE_AS_DURATION, VALUE_AS_TIME, withRunbook } from '../alerts/alert-texts';
import { CronJobQueries, CronJobReference } from '../alerts/cron-job-queries';
import { missingAlert, slowAlert, suspendedAlert } from '../alerts/jobs/cron-job-alerts';

/** What the alerts of one kind of backup are called, and what they call it. */
export interface BackupWords {
  /** What the names of the alerts begin with, such as `EtcdBackup`. */
  readonly alertPrefix: string;
  /** What their texts say, such as `etcd backup`. */
  readonly noun: string;
}

/** A CronJob that makes backups, and what is promised of them. */
export interface BackupSubject extends CronJobReference, BackupWords {
  /** The recovery point objective: how old the newest backup may become. */
  readonly objectiveSeconds: number;
  /** After what time a run is ended. */
  readonly deadlineSeconds: number;
  /** Address of the page that has a section for each alert. */
  readonly runbook: string;
}

type Alert = Omit<AlertRule, 'runbook'>;

/** The alerts that tell of a backup that does not work before its data are missed. */
export function backupAlerts(subject: BackupSubject): AlertRule[] {
  const queries = new CronJobQueries(subject);
  const { alertPrefix, noun, deadlineSeconds, runbook } = subject;
  const texts = { alertPrefix, subject: `${noun} ${CRON_JOB}`, run: 'run', runs: 'backups', deadlineSeconds };
  const alerts = [
    ...[failed, stale, neverSucceeded].map((alert) => alert(subject, queries)),
    ...[suspendedAlert, missingAlert, slowAlert].map((alert) => alert(texts, queries)),
  ];
  return withRunbook(alerts, runbook);
}

/** A Job fails when it has no tries left, so that only its successor, or a person, can help. */
function failed({ alertPrefix, noun }: BackupSubject, queries: CronJobQueries): Alert {
  return {
    alert: `${alertPrefix}Failed`,
    expr: queries.failureSinceSuccess(),
    severity: 'critical',
    summary: `The ${noun} ${CRON_JOB} failed.`,
    description: `The run that started at ${VALUE_AS_TIME} has failed for good, and none has succeeded since. `
      + 'First read the log of its last pod, and run the backup again by hand once the cause is gone.',
  };
}

function stale({ alertPrefix, noun, objectiveSeconds }: BackupSubject, queries: CronJobQueries): Alert {
  return {
    alert: `${alertPrefix}Stale`,
    expr: `time() - ${queries.lastSuccess()} > ${objectiveSeconds}`,
    severity: 'critical',
    summary: `The last ${noun} of ${CRON_JOB} is ${VALUE_AS_DURATION} old.`,
    description: `The recovery point objective is ${durationText(objectiveSeconds)}: if the data were lost now, more `
      + 'would be missing than was agreed. First run the backup by hand, then find out why the runs of the schedule '
      + 'did not succeed.',
  };
}

function neverSucceeded({ alertPrefix, noun, objectiveSeconds }: BackupSubject, queries: CronJobQueries): Alert {
  return {
    alert: `${alertPrefix}NeverSucceeded`,
    expr: [
      `time() - ${queries.created()} > ${objectiveSeconds}`,
      `unless ${queries.lastSuccess()}`,
    ].join('\n'),
    severity: 'critical',
    summary: `The ${noun} ${CRON_JOB} has never succeeded.`,
    description: `It was created ${VALUE_AS_DURATION} ago, the recovery point objective is `
      + `${durationText(objectiveSeconds)}, and it has made no backup yet. First look whether there has been a run at `
      + 'all, then read the log of the last one.',
  };
}
