import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { listOf, mapOf, mapsIn, PlainMap } from '../model/values/plain-data';

const USUAL_TRIES = 6;

/** A Job does not fail with the first node that goes away. */
export const JOB_SURVIVES_A_LOST_NODE: ICheck = {
  id: 'job-survives-a-lost-node',
  title: 'Jobs do not fail because a node went away',
  box: 'jobs',
  severity: Severity.ADVICE,
  why: 'Nodes are drained and taken back every week: without a try left, that fails a Job of which nothing failed.',
  remedy: {
    manifest: 'spec: {podFailurePolicy: {rules: [{action: Ignore, onPodConditions: [{type: DisruptionTarget}]}]}}, '
      + 'in a CronJob below jobTemplate',
    construct: 'ScheduledJob, BatchJob and ReleaseJob, which count no pod that was lost with its node',
  },
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy'],
  appliesTo: ['batch/Job', 'batch/CronJob'],
  evaluate: ({ groupKind, spec }) => {
    const place = groupKind === 'batch/CronJob' ? 'spec.jobTemplate.spec' : 'spec';
    const job = groupKind === 'batch/CronJob' ? mapOf(mapOf(spec.jobTemplate).spec) : spec;
    if (passesByLostNodes(job)) {
      const message = 'counts no pod that was lost with its node';
      return [{ passed: true, path: `${place}.podFailurePolicy`, message }];
    }
    const path = `${place}.backoffLimit`;
    const actual: unknown = job.backoffLimitPerIndex ?? job.backoffLimit ?? USUAL_TRIES;
    const expected = 'a podFailurePolicy that ignores DisruptionTarget, or 1 and more';
    return actual === 0
      ? [{ passed: false, path, message: 'fails with the first pod that goes away with its node', actual, expected }]
      : [{ passed: true, path, message: 'has a try left where a pod goes away with its node', actual }];
  },
};

/** The first rule that fits is followed. */
function passesByLostNodes(job: PlainMap): boolean {
  return mapsIn(mapOf(job.podFailurePolicy).rules).some(({ item: { action, onPodConditions } }) => (
    action === 'Ignore' && listOf(onPodConditions).some((condition) => mapOf(condition).type === 'DisruptionTarget')
  ));
}
