import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';
import { valueText } from '../model/values/value-text';

/** A Job ends after some time, whatever it does. */
export const JOB_HAS_DEADLINE: ICheck = {
  id: 'job-has-deadline',
  title: 'Jobs have a deadline',
  box: 'jobs',
  severity: Severity.WARNING,
  why: 'A Job that hangs runs for ever, and with Forbid no later run of its CronJob starts.',
  remedy: {
    manifest: 'spec: {activeDeadlineSeconds: 3600}, in a CronJob below jobTemplate',
    construct: 'deadline: Duration.hours(1)',
  },
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup'],
  appliesTo: ['batch/Job', 'batch/CronJob'],
  evaluate: ({ groupKind, spec, pods: [pod] }) => {
    const place = groupKind === 'batch/CronJob' ? 'spec.jobTemplate.spec' : 'spec';
    const job = groupKind === 'batch/CronJob' ? mapOf(mapOf(spec.jobTemplate).spec) : spec;
    const path = `${place}.activeDeadlineSeconds`;
    // The pods' own deadline ends each try, and the number of tries has a limit too.
    const actual = job.activeDeadlineSeconds ?? pod?.spec.activeDeadlineSeconds;
    if (typeof actual === 'number') {
      return [{ passed: true, path, message: `ends after ${actual} seconds at most`, actual }];
    }
    const message = actual === undefined || actual === null
      ? 'has no deadline' : `has the deadline ${valueText(actual)}`;
    return [{ passed: false, path, message, actual, expected: 'a number of seconds' }];
  },
};
