import { Finding, ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { listOf, mapOf, mapsIn, PlainMap } from '../model/values/plain-data';

const USUAL_TRIES = 6;
/** How a process ends by SIGTERM and by SIGKILL, which a pod on a node that goes away gets. */
const ENDED = [143, 137];

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
    const verdict = verdictOf(job);
    if (verdict?.action === 'Ignore') {
      const message = 'counts no pod that was lost with its node';
      return [{ passed: true, path: `${place}.podFailurePolicy`, message }];
    }
    const expected = 'a podFailurePolicy whose first rule ignores DisruptionTarget';
    if (verdict !== undefined && verdict.action !== 'Count') {
      const rule = `${place}.podFailurePolicy.rules[${verdict.index}]`;
      return [{ passed: false, path: rule, message: 'gives up with a pod that was lost with its node', expected }];
    }
    return [judgeTries(job, place, expected)];
  },
};

/** The tries of each index and those of all of them are counted beside each other. */
function judgeTries(job: PlainMap, place: string, expected: string): Finding {
  const field = ['backoffLimitPerIndex', 'backoffLimit'].find((name) => job[name] === 0) ?? 'backoffLimit';
  const actual: unknown = job[field] ?? (job.backoffLimitPerIndex === undefined ? USUAL_TRIES : undefined);
  const path = `${place}.${field}`;
  const message = 'fails with the first pod that goes away with its node';
  return actual === 0
    ? { passed: false, path, message, actual, expected: `${expected}, or 1 and more` }
    : { passed: true, path, message: 'has a try left where a pod goes away with its node', actual };
}

interface Verdict {
  readonly action: unknown;
  readonly index: number;
}

/** What becomes of a Job of which a pod is lost with its node: the first rule that fits is followed. */
function verdictOf(job: PlainMap): Verdict | undefined {
  const found = mapsIn(mapOf(job.podFailurePolicy).rules).find(({ item: { action, onPodConditions, onExitCodes } }) => (
    listOf(onPodConditions).some(isOfLostPods) || action !== 'Ignore' && isOfEndedPods(mapOf(onExitCodes))
  ));
  return found && { action: found.item.action, index: found.index };
}

function isOfLostPods(condition: unknown): boolean {
  const { type, status = 'True' } = mapOf(condition);
  return type === 'DisruptionTarget' && status === 'True';
}

/** Whether a process that was told to end, or that was killed, may end with such a code. */
function isOfEndedPods({ operator, values }: PlainMap): boolean {
  const named = listOf(values);
  if (operator === 'In') return ENDED.some((code) => named.includes(code));
  return operator === 'NotIn' && ENDED.some((code) => !named.includes(code));
}
