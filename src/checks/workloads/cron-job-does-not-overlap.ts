import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';
import { valueText } from '../model/values/value-text';

/** A CronJob starts no run beside the one before. */
export const CRON_JOB_DOES_NOT_OVERLAP: ICheck = {
  id: 'cron-job-does-not-overlap',
  title: 'CronJobs do not overlap themselves',
  box: 'jobs',
  severity: Severity.WARNING,
  why: 'Runs that take longer than their schedule pile up, and two of them may spoil the same data.',
  remedy: { manifest: 'spec: {concurrencyPolicy: Forbid}' },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy',
  ],
  appliesTo: ['batch/CronJob'],
  evaluate: ({ spec: { concurrencyPolicy } }) => {
    const path = 'spec.concurrencyPolicy';
    if (concurrencyPolicy === 'Forbid' || concurrencyPolicy === 'Replace') {
      const message = `has the policy ${textOf(concurrencyPolicy)}`;
      return [{ passed: true, path, message, actual: concurrencyPolicy }];
    }
    const message = concurrencyPolicy === undefined || concurrencyPolicy === null
      ? 'allows runs beside each other, as nothing is written' : `has the policy ${valueText(concurrencyPolicy)}`;
    return [{ passed: false, path, message, actual: concurrencyPolicy, expected: 'Forbid or Replace' }];
  },
};
