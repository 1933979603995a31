import { CRON_JOB } from '../../alert-texts';
import { EssentialGroup, expression } from '../essential-group';

const OF_JOB = 'by (namespace, job_name)';
const OF_CRON_JOB = 'by (namespace, cronjob)';
const FAILED = `max ${OF_JOB} (kube_job_failed{condition="true"}) == 1`;
const STARTED = `max ${OF_JOB} (kube_job_status_start_time)`;
const JOB = '{{ $labels.namespace }}/{{ $labels.job_name }}';
const HALF_A_DAY = 43_200;

/** Whether Jobs end well, and whether CronJobs start them. */
export const JOBS: EssentialGroup = {
  name: 'jobs',
  page: 'workloads',
  rules: [
    {
      alert: 'JobFailed',
      expr: expression`
        ${FAILED}
        unless max ${OF_JOB} (kube_job_owner{owner_kind="CronJob"}) == 1`,
      severity: 'warning',
      summary: `The Job ${JOB} failed.`,
      description: 'All of its tries are used up, or its deadline is over. First read the log of its last pod; the '
        + 'alert ends when the Job is deleted.',
    },
    {
      alert: 'CronJobFailed',
      expr: expression`
        max ${OF_CRON_JOB} (label_replace(
          (${STARTED} and ${FAILED})
          * on (namespace, job_name) group_left (owner_name)
          max by (namespace, job_name, owner_name) (kube_job_owner{owner_kind="CronJob"}),
          "cronjob", "$1", "owner_name", "(.+)"
        ))
        > max ${OF_CRON_JOB} (kube_cronjob_status_last_successful_time or kube_cronjob_created)`,
      severity: 'warning',
      summary: `The CronJob ${CRON_JOB} failed.`,
      description: 'The run that started at {{ $value | humanizeTimestamp }} failed for good, and none has succeeded '
        + 'since. First read the log of its last pod.',
    },
    {
      alert: 'CronJobNotRunning',
      expr: expression`
        time() - max ${OF_CRON_JOB} (kube_cronjob_next_schedule_time) > 3600
        unless max ${OF_CRON_JOB} (kube_cronjob_spec_suspend) == 1
        unless max ${OF_CRON_JOB} (kube_cronjob_status_active) > 0`,
      for: '5m',
      severity: 'warning',
      summary: `The CronJob ${CRON_JOB} did not run.`,
      description: 'A run was due {{ $value | humanizeDuration }} ago, and nothing was started. First see whether the '
        + 'controller manager works, and whether the CronJob has missed more than a hundred runs.',
    },
    {
      alert: 'JobRunningLong',
      expr: expression`
        time() - (${STARTED} and max ${OF_JOB} (kube_job_status_active) > 0)
        > ${HALF_A_DAY}`,
      for: '5m',
      severity: 'warning',
      summary: `The Job ${JOB} does not end.`,
      description: 'It has run for {{ $value | humanizeDuration }}, and no run of its CronJob may start before. First '
        + 'see what it waits for; give it a deadline.',
    },
  ],
};
