import { AlertRule, RecordingRule, templateText } from '../../alerts/alert-rules';
import { CRON_JOB, durationText, VALUE_AS_DURATION, VALUE_AS_TIME, withRunbook } from '../../alerts/alert-texts';
import { CronJobQueries, CronJobReference } from '../../alerts/cron-job-queries';
import { missingAlert, suspendedAlert } from '../../alerts/jobs/cron-job-alerts';
import { seriesOf } from '../../alerts/promql';

/** A CronJob that restores a backup to prove that it can be, and what is promised of it. */
export interface DrillSubject extends CronJobReference {
  /** The name of the backup that is restored. */
  readonly target: string;
  /** The longest time between two drills of the schedule. */
  readonly intervalSeconds: number;
  /** The recovery time objective: how long a restore may take. */
  readonly objectiveSeconds: number;
  /** After what time a drill is ended. */
  readonly deadlineSeconds: number;
  /** Address of the page that has a section for each alert. */
  readonly runbook: string;
}

type Alert = Omit<AlertRule, 'runbook'>;

/** How long the last drill that succeeded took. */
export const DRILL_DURATION = 'preflight:restore_drill_duration:seconds';

/** The alerts that tell of a backup that cannot be restored, or not in time; and how long the last drill took. */
export function drillAlerts(subject: DrillSubject): (AlertRule | RecordingRule)[] {
  const queries = new CronJobQueries(subject);
  const duration = { record: DRILL_DURATION, expr: queries.durationOfLastSuccess() };
  const texts = {
    alertPrefix: 'RestoreDrill',
    subject: `restore drill ${CRON_JOB} of ${templateText(subject.target)}`,
    run: 'drill',
    runs: 'drills',
  };
  const alerts = [
    ...[failed, overdue, tooSlow].map((alert) => alert(subject, queries)),
    ...[suspendedAlert, missingAlert].map((alert) => alert(texts, queries)),
  ];
  return [duration, ...withRunbook(alerts, subject.runbook)];
}

function failed({ target }: DrillSubject, queries: CronJobQueries): Alert {
  return {
    alert: 'RestoreDrillFailed',
    expr: queries.failureSinceSuccess(),
    severity: 'critical',
    summary: `The restore drill ${CRON_JOB} of ${templateText(target)} failed.`,
    description: `The drill that started at ${VALUE_AS_TIME} has failed for good, and none has succeeded since: until `
      + 'one does, assume that the backup cannot be restored. First read the log of its last pod.',
  };
}

function overdue({ target, intervalSeconds, deadlineSeconds }: DrillSubject, queries: CronJobQueries): Alert {
  return {
    alert: 'RestoreDrillOverdue',
    expr: `time() - ${queries.lastSuccessOrCreation()} > ${intervalSeconds + deadlineSeconds}`,
    severity: 'critical',
    summary: `No restore drill ${CRON_JOB} of ${templateText(target)} has succeeded for ${VALUE_AS_DURATION}.`,
    description: `One is due every ${durationText(intervalSeconds)}. Nobody knows whether what was backed up since the `
      + 'last one can be restored. First look whether drills start at all, then run one by hand.',
  };
}

/** Nothing is lost yet, so nobody is woken up: the next restore that matters would take too long. */
function tooSlow({ target, namespace, cronJob, objectiveSeconds }: DrillSubject): Alert {
  return {
    alert: 'RestoreDrillTooSlow',
    expr: `${seriesOf(DRILL_DURATION, { namespace, cronjob: cronJob })} > ${objectiveSeconds}`,
    severity: 'warning',
    summary: `The last restore drill ${CRON_JOB} of ${templateText(target)} took ${VALUE_AS_DURATION}.`,
    description: `The recovery time objective is ${durationText(objectiveSeconds)}: after a loss of data, it would not `
      + 'be kept. First compare with earlier drills, and see which step has become longer.',
  };
}
