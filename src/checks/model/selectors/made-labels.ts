import { mapOf, PlainMap } from '../values/plain-data';

/** Whether a label that a controller gives to pods may have a value; the pods of one object may have several. */
export type MadeLabels = Readonly<Record<string, (value: string) => boolean>>;

/** What makes pods. */
export interface PodMaker {
  readonly groupKind: string;
  readonly name: string;
  readonly spec: PlainMap;
}

/** Labels whose value begins with the name of what makes the pods. */
export const NAMED_BY_MAKER: ReadonlySet<string> = new Set([
  'statefulset.kubernetes.io/pod-name', 'batch.kubernetes.io/job-name', 'job-name', 'serving.knative.dev/revision',
  'deployment',
]);

/** The labels that all pods of an object get, with the same value, by its kind. */
const SHARED: Readonly<Record<string, (name: string) => Record<string, string>>> = {
  'batch/Job': (name) => ({ 'batch.kubernetes.io/job-name': name, 'job-name': name }),
  'jobset.x-k8s.io/JobSet': (name) => ({ 'jobset.sigs.k8s.io/jobset-name': name }),
  'keda.sh/ScaledJob': (name) => ({ 'scaledjob.keda.sh/name': name }),
  'serving.knative.dev/Service': (name) => (
    { 'serving.knative.dev/service': name, 'serving.knative.dev/configuration': name }
  ),
  'apps.openshift.io/DeploymentConfig': (name) => ({ deploymentconfig: name }),
};

/** No label has this value. */
const NO_VALUE = '*';

const OF_JOBS = withAnyValue(['controller-uid', 'batch.kubernetes.io/controller-uid']);
const OF_JOB_SETS = withAnyValue(['replicatedjob-name', 'job-index', 'job-key'].map((key) => (
  `jobset.sigs.k8s.io/${key}`
)));
const OF_REVISIONS = withAnyValue(['controller-revision-hash']);
const OF_NODES = withAnyValue(['controller-revision-hash', 'pod-template-generation']);
// A Rollout makes the pods of a Deployment that its workloadRef names.
const OF_ROLLOUTS = withAnyValue(['pod-template-hash', 'rollouts-pod-template-hash']);

/** The labels that pods get one by one, or that nobody knows before, by the kind of their object. */
const SINGLE: Readonly<Record<string, (owner: PodMaker, isScaled: boolean) => MadeLabels>> = {
  'apps/StatefulSet': labelsOfMembers,
  'apps.kruise.io/StatefulSet': labelsOfMembers,
  'apps/DaemonSet': () => OF_NODES,
  'extensions/DaemonSet': () => OF_NODES,
  'apps.kruise.io/DaemonSet': () => OF_NODES,
  'apps.kruise.io/CloneSet': () => OF_REVISIONS,
  'apps/Deployment': () => OF_ROLLOUTS,
  'apps/ReplicaSet': () => OF_ROLLOUTS,
  'extensions/Deployment': () => OF_ROLLOUTS,
  'extensions/ReplicaSet': () => OF_ROLLOUTS,
  'argoproj.io/Rollout': () => OF_ROLLOUTS,
  'batch/Job': ({ name, spec }) => ({ ...OF_JOBS, ...(name === '' ? namesOfJobs('') : {}), ...labelsOfIndexes(spec) }),
  'batch/CronJob': ({ name, spec }) => (
    { ...OF_JOBS, ...namesOfJobs(name), ...labelsOfIndexes(mapOf(mapOf(spec.jobTemplate).spec)) }
  ),
  'keda.sh/ScaledJob': ({ name }) => ({ ...OF_JOBS, ...namesOfJobs(name) }),
  'jobset.x-k8s.io/JobSet': ({ name }) => ({ ...OF_JOBS, ...OF_JOB_SETS, ...namesOfJobs(name) }),
  'serving.knative.dev/Service': ({ name }) => (
    { 'serving.knative.dev/revision': (value) => value.startsWith(`${name}-`) }
  ),
  'apps.openshift.io/DeploymentConfig': ({ name }) => ({ deployment: (value) => value.startsWith(`${name}-`) }),
};

/** The labels that all pods of an object get, with the same value; of what gets its name later nobody knows them. */
export function sharedMadeLabels(groupKind: string, name: string): Record<string, string> {
  return name !== '' && Object.hasOwn(SHARED, groupKind) ? SHARED[groupKind](name) : {};
}

/**
 * The labels that the pods of an object get beside those, each pod a value of its own, or all one that nobody knows
 * before.
 *
 * @param owner what makes the pods
 * @param isScaled whether an autoscaler decides how many there are
 */
export function madeLabelsOf(owner: PodMaker, isScaled: boolean): MadeLabels {
  return Object.hasOwn(SINGLE, owner.groupKind) ? SINGLE[owner.groupKind](owner, isScaled) : {};
}

/** The labels of pods with those that their controller adds, of which a selector may ask for the key alone. */
export function withMadeKeys(owner: PodMaker, labels: Record<string, string>): Record<string, string> {
  const unknown = Object.keys(madeLabelsOf(owner, false)).map((key) => [key, NO_VALUE]);
  return { ...Object.fromEntries(unknown), ...labels };
}

function withAnyValue(keys: readonly string[]): MadeLabels {
  return Object.fromEntries(keys.map((key) => [key, () => true]));
}

/** Where an autoscaler scales them, nobody knows how many there will be. */
function labelsOfMembers({ name, spec: { ordinals, replicas } }: PodMaker, isScaled: boolean): MadeLabels {
  const { start } = mapOf(ordinals);
  const first = typeof start === 'number' ? start : 0;
  const wanted: unknown = replicas ?? 1;
  const end = isScaled || typeof wanted !== 'number' ? Infinity : first + wanted;
  const isMember = (ordinal: string) => /^\d+$/.test(ordinal) && Number(ordinal) >= first && Number(ordinal) < end;
  return {
    ...OF_REVISIONS,
    'apps.kubernetes.io/pod-index': isMember,
    'statefulset.kubernetes.io/pod-name': (value) => (
      value.startsWith(`${name}-`) && isMember(value.slice(name.length + 1))
    ),
  };
}

/** A maker calls its Jobs by its own name, and something behind it. */
function namesOfJobs(maker: string): MadeLabels {
  const isJobName = (value: string) => maker === '' || value.startsWith(`${maker}-`);
  return { 'batch.kubernetes.io/job-name': isJobName, 'job-name': isJobName };
}

function labelsOfIndexes({ completionMode, completions }: Record<string, unknown>): MadeLabels {
  if (completionMode !== 'Indexed') return {};
  const count = typeof completions === 'number' ? completions : Infinity;
  return { 'batch.kubernetes.io/job-completion-index': (value) => /^\d+$/.test(value) && Number(value) < count };
}
