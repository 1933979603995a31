import { AlertRule } from '../alert-rules';
import { promqlString, seriesOf } from '../promql';

/** Jobs that nothing but one construct makes. */
export interface FinishedJobSubject {
  /** What the name of the alert begins with, such as `BatchJob`. */
  readonly alertPrefix: string;
  readonly namespace: string;
  readonly name: string;
  /** What follows the name, as a regular expression; none where all are of one name. */
  readonly suffix?: string;
  /** What to do first. */
  readonly remedy: string;
}

const JOB = '{{ $labels.namespace }}/{{ $labels.job_name }}';

/** The alerts about Jobs that no CronJob makes. */
export function finishedJobAlerts(subject: FinishedJobSubject): Omit<AlertRule, 'runbook'>[] {
  return [{
    alert: `${subject.alertPrefix}Failed`,
    expr: `max by (namespace, job_name) (${failedJobs(subject)}) == 1`,
    severity: 'critical',
    summary: `The job ${JOB} failed.`,
    description: `It has no tries left, or took longer than it may. ${subject.remedy}`,
  }];
}

function failedJobs({ namespace, name, suffix }: FinishedJobSubject): string {
  const condition = { condition: 'true' };
  if (suffix === undefined) return seriesOf('kube_job_failed', { namespace, job_name: name, ...condition });
  const matchers = [
    `namespace=${promqlString(namespace)}`, `job_name=~${promqlString(`${name}-${suffix}`)}`, 'condition="true"',
  ];
  return `kube_job_failed{${matchers.join(',')}}`;
}
