import { Duration } from 'cdk8s';
import { ReadyDashboard } from './ready-dashboard';
import { CronJobQueries } from '../../../alerts/cron-job-queries';
import { PanelKind } from '../dashboard-panel';

const QUERIES = new CronJobQueries({ namespace: '$namespace', cronJob: '$cronjob' });
const BY = 'by (namespace, cronjob)';

/** What is known of the CronJobs that make backups and rehearse restores. */
export const BACKUPS: ReadyDashboard = {
  title: 'Backups',
  description: 'When backups and restore drills last succeeded. Their alerts know what was promised of each.',
  timeRange: Duration.days(7),
  variables: [
    { name: 'namespace', label: 'namespace', series: 'kube_cronjob_info' },
    { name: 'cronjob', label: 'cronjob', series: 'kube_cronjob_info{namespace="$namespace"}' },
  ],
  rows: [
    {
      title: 'All CronJobs of $namespace',
      panels: [{
        title: 'Last success',
        description: 'How long ago each CronJob last succeeded, or was made where it never did, and how old it is.',
        unit: 's',
        kind: PanelKind.TABLE,
        queries: [
          {
            expr: `time() - max ${BY} (\n  kube_cronjob_status_last_successful_time{namespace="$namespace"}\n`
              + '  or kube_cronjob_created{namespace="$namespace"}\n)',
            legend: 'Last success',
          },
          { expr: `time() - max ${BY} (kube_cronjob_created{namespace="$namespace"})`, legend: 'Age' },
        ],
      }],
    },
    {
      title: '$namespace / $cronjob',
      panels: [
        {
          title: 'Last success',
          description: 'How long ago a run last succeeded, or the CronJob was made where none ever has.',
          unit: 's',
          kind: PanelKind.STAT,
          width: 6,
          queries: [{ expr: `time() - ${QUERIES.lastSuccessOrCreation()}` }],
        },
        {
          title: 'Duration',
          description: 'How long the last run that succeeded took.',
          unit: 's',
          kind: PanelKind.STAT,
          width: 6,
          queries: [{ expr: QUERIES.durationOfLastSuccess() }],
        },
        {
          title: 'Running for',
          description: 'How long the run has been going on that has not ended.',
          unit: 's',
          kind: PanelKind.STAT,
          width: 6,
          queries: [{ expr: `time() - ${QUERIES.startOfUnfinishedRun()}` }],
        },
        {
          title: 'Failed since',
          description: 'How long ago the run started that failed, where none has succeeded since.',
          unit: 's',
          kind: PanelKind.STAT,
          width: 6,
          queries: [{ expr: `time() - (${QUERIES.failureSinceSuccess()})` }],
          thresholds: { critical: 0 },
        },
        {
          title: 'Age of the newest success',
          description: 'It falls with each run that succeeds. How high it rises is how much would be lost.',
          unit: 's',
          width: 12,
          queries: [{ expr: `time() - ${QUERIES.lastSuccessOrCreation()}`, legend: '{{cronjob}}' }],
        },
        {
          title: 'Suspended',
          description: 'At 1, no run starts.',
          unit: 'short',
          width: 6,
          queries: [{
            expr: `max ${BY} (kube_cronjob_spec_suspend{namespace="$namespace",cronjob="$cronjob"})`,
            legend: 'suspended',
          }],
          thresholds: { warning: 1 },
        },
        {
          title: 'Restore drills',
          description: 'How long the last restore drill took, of each that there is in the namespace.',
          unit: 's',
          width: 6,
          queries: [{
            expr: `max ${BY} (preflight:restore_drill_duration:seconds{namespace="$namespace"})`,
            legend: '{{cronjob}}',
          }],
        },
      ],
    },
  ],
};
