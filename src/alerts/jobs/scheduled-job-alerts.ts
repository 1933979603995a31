import { missingAlert, slowAlert, SlowRun, suspendedAlert } from './cron-job-alerts';
import { AlertRule } from '../alert-rules';
import { CRON_JOB, durationText, VALUE_AS_DURATION, VALUE_AS_TIME } from '../alert-texts';
import { CronJobQueries, CronJobReference } from '../cron-job-queries';

/** A CronJob, and what is promised of its runs. */
export interface ScheduledJobSubject extends CronJobReference {
  /** Within what time one run must succeed after another, or after the CronJob was made. */
  readonly lateSeconds: number;
  /** After what time a run is ended. */
  readonly deadlineSeconds: number;
  /** Whether it starts no runs here, and is not meant to. */
  readonly isSuspended: boolean;
}

type Alert = Omit<AlertRule, 'runbook'>;
type Writer = (subject: ScheduledJobSubject & SlowRun, queries: CronJobQueries) => Alert;

const TEXTS = { alertPrefix: 'ScheduledJob', subject: `job ${CRON_JOB}`, run: 'run', runs: 'its runs' };
const ALWAYS: readonly Writer[] = [failed, missing, slowAlert];
/** What would be told of a job for ever that is meant to start no runs. */
const OF_RUNNING_ONES: readonly Writer[] = [late, neverSucceeded, suspendedAlert];

/** The alerts that tell of a job whose runs fail, or do not happen. */
export function scheduledJobAlerts(subject: ScheduledJobSubject): Alert[] {
  const queries = new CronJobQueries(subject);
  const writers = subject.isSuspended ? ALWAYS : [...ALWAYS, ...OF_RUNNING_ONES];
  return writers.map((write) => write({ ...TEXTS, ...subject, subject: TEXTS.subject }, queries));
}

/** The names of all alerts that a job may have, whether it is suspended or not. */
export function scheduledJobAlertNames(subject: ScheduledJobSubject): string[] {
  return scheduledJobAlerts({ ...subject, isSuspended: false }).map(({ alert }) => alert);
}

function failed(_: ScheduledJobSubject, queries: CronJobQueries): Alert {
  return {
    alert: 'ScheduledJobFailed',
    expr: queries.failureSinceSuccess(),
    severity: 'critical',
    summary: `The job ${CRON_JOB} failed.`,
    description: `The run that started at ${VALUE_AS_TIME} has failed for good, and none has succeeded since. First `
      + 'read the log of its last pod, and run it again by hand once the cause is gone.',
  };
}

function late({ lateSeconds }: ScheduledJobSubject, queries: CronJobQueries): Alert {
  return {
    alert: 'ScheduledJobLate',
    expr: `time() - ${queries.lastSuccess()} > ${lateSeconds}`,
    severity: 'critical',
    summary: `The job ${CRON_JOB} has not succeeded for ${VALUE_AS_DURATION}.`,
    description: `By its schedule a run ends at least every ${durationText(lateSeconds)}. First look whether runs `
      + 'start at all, then read the log of the last one.',
  };
}

function neverSucceeded({ lateSeconds }: ScheduledJobSubject, queries: CronJobQueries): Alert {
  return {
    alert: 'ScheduledJobNeverSucceeded',
    expr: [`time() - ${queries.created()} > ${lateSeconds}`, `unless ${queries.lastSuccess()}`].join('\n'),
    severity: 'critical',
    summary: `The job ${CRON_JOB} has never succeeded.`,
    description: `It was created ${VALUE_AS_DURATION} ago, and by its schedule a run ends at least every `
      + `${durationText(lateSeconds)}. First look whether there has been a run at all, then read the log of the last `
      + 'one.',
  };
}

function missing(subject: SlowRun, queries: CronJobQueries): Alert {
  return missingAlert(subject, queries);
}
