import { ApiObject, Cron, Duration } from 'cdk8s';
import { CronJob } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { furnishJob, jobProps } from './job-pods';
import { JobWorkload } from './job-workload';
import { ScheduledJobProps } from './scheduled-job-props';
import { checkHistory, scheduledJobDefaults, ScheduledJobSettings } from './scheduled-job-settings';
import { scheduledJobAlertNames, scheduledJobAlerts } from '../../alerts/jobs/scheduled-job-alerts';
import { IApiClient } from '../../contracts/api-client';
import { KeptField } from '../../internal/manifest/kept-fields';
import { SUSPENDED_ANNOTATION } from '../../internal/naming/labels';
import { checked } from '../../internal/signatures/checked';
import { Json } from '../../internal/values/json';
import { Workload } from '../workload';
import { createWorkloadPod, WorkloadPod } from '../workload-pod';

/**
 * A job that runs on a schedule, with everything that production needs around its image.
 *
 * Writes a CronJob, ServiceAccount, NetworkPolicy and alert rules, and a ConfigMap where it is asked for. No run
 * overlaps another one, each has a deadline, and a pod that is lost with its node is replaced without counting as a
 * failure.
 *
 * Fails where a prop cannot work in any cluster; the message names the construct, the prop, the value and what to do.
 *
 * @example
 *
 * const report = new ScheduledJob(chart, 'report', {
 *   image: 'ghcr.io/acme/report:1.5.0',
 *   schedule: '30 4 * * *',
 *   timeZone: 'Europe/Berlin',
 * });
 * report.dependsOn(ledger, { addressAs: 'LEDGER_ADDR' });
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
@checked
export class ScheduledJob extends JobWorkload implements IApiClient {
  /** The CronJob. */
  public readonly cronJob: CronJob;
  /** The alert rules, none where all were left out. */
  public readonly alertRules?: ApiObject;
  /** @internal */
  public readonly _workload: Workload;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(scope, id);
    const settings = scheduledJobDefaults(this, props);
    const { when, concurrency, deadlineSeconds } = settings;
    const pod = createWorkloadPod(this, settings);
    const subject = subjectOf(pod, settings);
    const alerts = scheduledJobAlerts(subject);
    concurrency._record(pod.context.waivers);
    this.cronJob = createCronJob(pod, settings, settings.alerts._annotations(alerts));
    this._workload = new Workload(pod, settings, this.cronJob);
    this.alertRules = settings.alerts._watch(pod.context, alerts, scheduledJobAlertNames(subject));
    this._recordAt(this.cronJob, pod.context.waivers);
    const runs = concurrency._mostRuns(deadlineSeconds, when.shortestSeconds);
    this._workload.seal(runs, { runs, fields: () => keptFields(settings) });
  }
}

function createCronJob(pod: WorkloadPod, settings: ScheduledJobSettings, reasons: Record<string, string>): CronJob {
  const { when, concurrency, suspended } = settings;
  const cronJob = new CronJob(pod.context.scope, 'Resource', {
    ...jobProps(pod, settings),
    schedule: cronOf(when.schedule),
    timeZone: when.timeZone,
    concurrencyPolicy: concurrency._policy,
    startingDeadline: Duration.seconds(settings.startingDeadlineSeconds),
    successfulJobsRetained: settings.successfulJobsKept,
    failedJobsRetained: settings.failedJobsKept,
    suspend: suspended !== undefined,
  });
  const annotations = suspended === undefined ? reasons : { ...reasons, [SUSPENDED_ANNOTATION]: suspended };
  const fields = { failureAlert: 'ScheduledJobFailed', annotations };
  const overlay = furnishJob(pod, settings, { controller: cronJob, fields });
  overlay.dropDefault('/spec/suspend', false);
  overlay.require(({ spec }) => checkHistory(pod.context.scope, spec ?? {}), () => false);
  return cronJob;
}

function cronOf(schedule: string): Cron {
  const [minute, hour, day, month, weekDay] = schedule.split(' ');
  return Cron.schedule({ minute, hour, day, month, weekDay });
}

function subjectOf({ context: { namespace, name } }: WorkloadPod, settings: ScheduledJobSettings) {
  const { when: { longestSeconds }, startingDeadlineSeconds, deadlineSeconds, suspended } = settings;
  return {
    namespace,
    cronJob: name,
    lateSeconds: longestSeconds + startingDeadlineSeconds + deadlineSeconds,
    deadlineSeconds,
    isSuspended: suspended !== undefined,
  };
}

/** The fields that alerts and the quota of the namespace are computed from. */
function keptFields(settings: ScheduledJobSettings): KeptField[] {
  const { when, concurrency, deadlineSeconds, startingDeadlineSeconds, suspended } = settings;
  const reason = 'alerts and quotas are computed from it';
  const fields: [path: string, prop: string, value: Json][] = [
    ['spec.schedule', 'schedule', when.schedule],
    ['spec.timeZone', 'timeZone', when.timeZone],
    ['spec.startingDeadlineSeconds', 'startingDeadline', startingDeadlineSeconds],
    ['spec.jobTemplate.spec.activeDeadlineSeconds', 'deadline', deadlineSeconds],
    ['spec.concurrencyPolicy', 'concurrency', concurrency._policy],
  ];
  // Of a CronJob that a patch suspends an alert tells.
  if (suspended !== undefined) fields.push(['spec.suspend', 'suspend or runsIn', true]);
  return fields.map(([path, prop, value]) => (
    { path: path.split('.'), value, reason, remedy: `change it by ${prop} instead` }
  ));
}
