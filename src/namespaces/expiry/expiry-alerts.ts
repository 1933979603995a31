import { ExpiringNamespace } from './expiring-namespaces';
import { AlertRule } from '../../alerts/alert-rules';
import { CRON_JOB, durationText, VALUE_AS_DURATION, VALUE_AS_TIME, withRunbook } from '../../alerts/alert-texts';
import { CronJobQueries, CronJobReference } from '../../alerts/cron-job-queries';
import { seriesOf } from '../../alerts/promql';

const HOUR = 3600;

/** A reaper, and the namespaces that it is known to delete some day. */
export interface ReaperSubject extends CronJobReference {
  readonly namespaces: readonly ExpiringNamespace[];
  readonly warnSeconds: number;
  /** The longest time between two runs of the reaper. */
  readonly rhythmSeconds: number;
  /** Address of the page that has a section for each alert. */
  readonly runbook: string;
}

type Alert = Omit<AlertRule, 'runbook'>;

/** The alerts that tell of a namespace before it is gone, and of one that stays. */
export function expiryAlerts(subject: ReaperSubject): AlertRule[] {
  const alerts = [failed(subject), ...(subject.namespaces.length > 0 ? [soon(subject), stays(subject)] : [])];
  return withRunbook(alerts, subject.runbook);
}

function failed(subject: ReaperSubject): Alert {
  return {
    alert: 'NamespaceReaperFailed',
    expr: new CronJobQueries(subject).failureSinceSuccess(),
    severity: 'warning',
    summary: `${CRON_JOB}, which deletes expired namespaces, failed.`,
    description: `The run that started at ${VALUE_AS_TIME} has failed for good, and none has succeeded since. First `
      + 'read the log of its last pod: it names each namespace that could not be deleted, and says why.',
  };
}

function soon({ namespaces, warnSeconds, rhythmSeconds }: ReaperSubject): Alert {
  // One that says so late is told of as long, from the first run that sees it on.
  const longest = warnSeconds + rhythmSeconds;
  const exprs = namespaces.map((one) => (
    `${endOf(one)} <= time() + ${warnSeconds} > time() - ${longest}`
  ));
  return {
    alert: 'NamespaceExpiresSoon',
    expr: exprs.join('\nor\n'),
    severity: 'warning',
    summary: `The namespace {{ $labels.namespace }} is deleted soon: its time is over at ${VALUE_AS_TIME}.`,
    description: 'It says so itself, by its annotation janitor/expires. Everything in it is deleted then, or, where '
      + `that is past or near already, ${durationText(warnSeconds)} after the reaper first told of it. First ask whose `
      + 'it is; where it is still needed, give it a later day.',
  };
}

function stays({ namespaces, warnSeconds, rhythmSeconds }: ReaperSubject): Alert {
  // One whose annotation came late stays that long after somebody was told of it.
  const patience = warnSeconds + 2 * rhythmSeconds + HOUR;
  const exprs = namespaces.map((one) => `(time() - ${endOf(one)}) > ${patience}`);
  return {
    alert: 'ExpiredNamespaceStays',
    expr: exprs.join('\nor\n'),
    severity: 'warning',
    summary: `The namespace {{ $labels.namespace }} expired ${VALUE_AS_DURATION} ago, and is still there.`,
    description: 'No run has deleted it, or something in it has a finalizer that nobody removes. First look whether it '
      + 'is Terminating, and then at what its conditions say.',
  };
}

/** When the time of a namespace that is there is over: no sooner than it began, whichever replica says so. */
function endOf({ name: namespace, expiresAt }: ExpiringNamespace): string {
  return `clamp_min(max by (namespace) (${seriesOf('kube_namespace_created', { namespace })}), ${expiresAt})`;
}
