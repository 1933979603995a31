import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A CronJob says how late a run may start. */
export const CRON_JOB_HAS_STARTING_DEADLINE: ICheck = {
  id: 'cron-job-has-starting-deadline',
  title: 'CronJobs say how late a run may start',
  box: 'jobs',
  severity: Severity.WARNING,
  why: 'After a hundred missed starts a CronJob without a deadline never starts again.',
  remedy: { manifest: 'spec: {startingDeadlineSeconds: 600}' },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline',
    'kube-score:cronjob-has-deadline', 'datree:CRONJOB_MISSING_STARTINGDEADLINESECOND_KEY',
  ],
  appliesTo: ['batch/CronJob'],
  evaluate: ({ spec: { startingDeadlineSeconds } }) => {
    const path = 'spec.startingDeadlineSeconds';
    const actual = startingDeadlineSeconds;
    return typeof actual === 'number'
      ? [{ passed: true, path, message: `may start ${actual} s late`, actual }]
      : [{ passed: false, path, message: 'has no deadline for its start', expected: 'seconds, such as 600' }];
  },
};
