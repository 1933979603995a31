import { AlertRule } from '../alert-rules';
import { durationText, VALUE_AS_DURATION } from '../alert-texts';
import { CronJobQueries } from '../cron-job-queries';

/** What is said of a CronJob, whatever its runs do. */
export interface CronJobTexts {
  /** What the names of the alerts begin with, such as `EtcdBackup`. */
  readonly alertPrefix: string;
  /** The CronJob in a sentence, as a template of Prometheus: what it is, and its name. */
  readonly subject: string;
  /** What one of its runs is called. */
  readonly run: string;
  /** What there would be no longer, were it gone. */
  readonly runs: string;
}

type Alert = Omit<AlertRule, 'runbook'>;

/** Nobody need look at once: whoever did it may have meant it. */
export function suspendedAlert({ alertPrefix, subject, run }: CronJobTexts, queries: CronJobQueries): Alert {
  return {
    alert: `${alertPrefix}Suspended`,
    expr: queries.isSuspended(),
    for: '15m',
    severity: 'warning',
    summary: `The ${subject} is suspended.`,
    description: `No ${run} starts while it is. First ask who suspended it and until when, and resume it where nobody `
      + 'knows.',
  };
}

/** Without its metrics, every other alert about it is silent. */
export function missingAlert({ alertPrefix, subject, runs }: CronJobTexts, queries: CronJobQueries): Alert {
  return {
    alert: `${alertPrefix}Missing`,
    expr: queries.isMissing(),
    for: '15m',
    severity: 'critical',
    summary: `Nothing is known of the ${subject}.`,
    description: `Its CronJob is gone, or its metrics are, and then no other alert would tell that ${runs} have ended. `
      + 'First look whether the CronJob is there; if so, look at kube-state-metrics.',
  };
}

/** A run that is told of before it is ended. */
export interface SlowRun extends CronJobTexts {
  /** After what time a run is ended. */
  readonly deadlineSeconds: number;
}

/** A run that takes longer than half of what it may. */
export function slowAlert({ alertPrefix, subject, deadlineSeconds }: SlowRun, queries: CronJobQueries): Alert {
  return {
    alert: `${alertPrefix}Slow`,
    expr: `time() - ${queries.startOfUnfinishedRun()} > ${deadlineSeconds / 2}`,
    severity: 'warning',
    summary: `The ${subject} has been running for ${VALUE_AS_DURATION}.`,
    description: `That is more than half of the ${durationText(deadlineSeconds)} after which it is ended and counts as `
      + 'failed. First look at what its pod waits for; where there simply is more data now, allow the runs more time.',
  };
}
