import { AlertCase } from './alert-case';
import { BACKUP_PROMISES, backupCases } from './backup-cases';
import { ScheduledJobSubject } from '../../../src/alerts/jobs/scheduled-job-alerts';

/** What is promised of the jobs of the cases. */
export const JOB_PROMISES = {
  lateSeconds: BACKUP_PROMISES.objectiveSeconds, deadlineSeconds: BACKUP_PROMISES.deadlineSeconds,
};

/** States of a job, and what fires in each: as of a backup that is promised the same. */
export function scheduledJobCases({ namespace, cronJob }: ScheduledJobSubject): AlertCase[] {
  const backup = { namespace, cronJob, alertPrefix: 'ScheduledJob', noun: 'job', runbook: '', ...BACKUP_PROMISES };
  return backupCases(backup).map((one) => ({ ...one, firing: renamed(one.firing) }));
}

/** The same of one that is meant to start no runs: nobody is told of those that are missed. */
export function suspendedJobCases(subject: ScheduledJobSubject): AlertCase[] {
  const silent = ['Late', 'NeverSucceeded', 'Suspended'];
  return scheduledJobCases(subject).map((one) => {
    const firing = Object.entries(one.firing).filter(([alert]) => !silent.includes(alert));
    return { ...one, firing: Object.fromEntries(firing) };
  });
}

function renamed(firing: Record<string, number>): Record<string, number> {
  const entries = Object.entries(firing);
  return Object.fromEntries(entries.map(([alert, value]) => [alert === 'Stale' ? 'Late' : alert, value]));
}
