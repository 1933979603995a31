import { isSet, problem, where } from './problems';
import { Finding } from '../../model/check';
import { Manifest } from '../../model/manifest';
import { isMap, listOf, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { quantityOf } from '../../model/values/quantity-of';
import { textOf } from '../../model/values/text-of';

/** Fields of what makes pods, or counts them, that do not go together. */
export function workloadProblems({ groupKind, spec }: Manifest, minor: number): Finding[] {
  return Object.hasOwn(OF_KIND, groupKind) ? OF_KIND[groupKind](spec, minor) : [];
}

/** Since this minor, an autoscaler may leave no pod. */
const SCALE_TO_ZERO_MINOR = 37;
const METRIC_SOURCES = ['resource', 'containerResource', 'pods', 'object', 'external'];
const DEFAULT_DEADLINE_SECONDS = 600;
const MAX_INDEXED_PODS = 100_000;

/** Since this minor, the target of an autoscaler has to name its API group. */
const TARGET_GROUP_MINOR = 34;

const OF_KIND: Readonly<Record<string, (spec: PlainMap, minor: number) => Finding[]>> = {
  'apps/Deployment': (spec) => [
    ...rollingUpdateProblems(spec.strategy, 'spec.strategy'),
    ...progressProblems(spec),
  ],
  'apps/DaemonSet': (spec) => [
    ...rollingUpdateProblems(spec.updateStrategy, 'spec.updateStrategy'),
    ...surgeProblems(spec.updateStrategy),
  ],
  'batch/Job': (spec) => jobProblems(spec, 'spec'),
  'batch/CronJob': (spec) => jobProblems(mapOf(mapOf(spec.jobTemplate).spec), 'spec.jobTemplate.spec'),
  'autoscaling/HorizontalPodAutoscaler': autoscalerProblems,
};

function rollingUpdateProblems(strategy: unknown, path: string): Finding[] {
  if (mapOf(strategy).type === 'OnDelete') return [];
  const { maxSurge, maxUnavailable } = mapOf(mapOf(strategy).rollingUpdate);
  const message = 'adds no pod and stops none, so that no rollout could go on';
  return where(isNone(maxSurge) && isNone(maxUnavailable), problem(`${path}.rollingUpdate.maxUnavailable`, message));
}

/** A pod of a node is stopped before the next one starts, or after that. */
function surgeProblems(strategy: unknown): Finding[] {
  const { maxSurge, maxUnavailable = 1 } = mapOf(mapOf(strategy).rollingUpdate);
  const isBoth = isSet(maxSurge) && !isNone(maxSurge) && !isNone(maxUnavailable);
  const message = 'adds pods and stops others in one rollout, of which a DaemonSet does one';
  return where(isBoth, problem('spec.updateStrategy.rollingUpdate.maxSurge', message, maxSurge));
}

function isNone(value: unknown): boolean {
  return value === 0 || /^0+%$/.test(textOf(value));
}

function progressProblems({ progressDeadlineSeconds, minReadySeconds: ready = 0 }: PlainMap): Finding[] {
  const deadline = progressDeadlineSeconds ?? DEFAULT_DEADLINE_SECONDS;
  const isLate = typeof deadline === 'number' && typeof ready === 'number' && ready > 0 && ready >= deadline;
  const message = `waits ${ready} seconds for a pod to be ready, and gives up after ${deadline}`;
  return where(isLate, problem('spec.minReadySeconds', message, ready));
}

function jobProblems(spec: PlainMap, path: string): Finding[] {
  const { podFailurePolicy, template, completionMode, parallelism } = spec;
  const restart = textOf(mapOf(mapOf(template).spec).restartPolicy);
  return [
    ...where(
      isMap(podFailurePolicy) && restart === 'OnFailure',
      problem(`${path}.podFailurePolicy`, 'has a podFailurePolicy, which takes restartPolicy Never'),
    ),
    ...where(
      completionMode === 'Indexed' && typeof parallelism === 'number' && parallelism > MAX_INDEXED_PODS,
      problem(`${path}.parallelism`, `runs more than ${MAX_INDEXED_PODS} numbered pods at once`, parallelism),
    ),
    ...where(
      isSet(spec.selector) && spec.manualSelector !== true && !isOfCluster(spec.selector),
      problem(`${path}.selector`, 'has a selector of its own without manualSelector: true'),
    ),
    ...mapsIn(mapOf(podFailurePolicy).rules).flatMap(({ item: { onExitCodes }, index }) => where(
      mapOf(onExitCodes).operator === 'In' && listOf(mapOf(onExitCodes).values).includes(0),
      problem(`${path}.podFailurePolicy.rules[${index}].onExitCodes`, 'takes success for a failure'),
    )),
    ...indexProblems(spec, path),
  ];
}

/** A dump has the selector that the API server made. */
function isOfCluster(selector: unknown): boolean {
  return Object.keys(mapOf(mapOf(selector).matchLabels)).some((key) => key.endsWith('controller-uid'));
}

function indexProblems(spec: PlainMap, path: string): Finding[] {
  const { backoffLimitPerIndex: limit, maxFailedIndexes: failed, completionMode } = spec;
  return [
    ...where(
      isSet(limit) && completionMode !== 'Indexed',
      problem(`${path}.backoffLimitPerIndex`, 'counts the failures of each index, and has none', limit),
    ),
    ...where(
      isSet(failed) && !isSet(limit),
      problem(`${path}.maxFailedIndexes`, 'limits failed indexes without a backoffLimitPerIndex', failed),
    ),
  ];
}

function autoscalerProblems(spec: PlainMap, minor: number): Finding[] {
  const { minReplicas: min = 1, maxReplicas: max, metrics, scaleTargetRef } = spec;
  return [
    ...where(
      typeof min === 'number' && typeof max === 'number' && max < min,
      problem('spec.maxReplicas', `has at most ${max} replicas and at least ${min}`, max),
    ),
    ...where(
      min === 0 && (minor < SCALE_TO_ZERO_MINOR || !hasOutsideMetric(metrics)),
      problem('spec.minReplicas', `leaves no pod, which takes 1.${SCALE_TO_ZERO_MINOR} and a metric from outside`, min),
    ),
    ...(minor < TARGET_GROUP_MINOR ? [] : targetReferenceProblems(mapOf(scaleTargetRef))),
    ...mapsIn(metrics).flatMap(({ item, index }) => METRIC_SOURCES.filter((source) => isMap(item[source])).flatMap(
      (source) => targetProblems(mapOf(item[source].target), `spec.metrics[${index}].${source}.target`),
    )),
  ];
}

/** What measures no pod can ask for the first one. */
function hasOutsideMetric(metrics: unknown): boolean {
  return mapsIn(metrics).some(({ item }) => item.type === 'External' || item.type === 'Object');
}

/** Only what stands in the core group is named without a group. */
function targetReferenceProblems({ apiVersion, kind }: PlainMap): Finding[] {
  const isNamed = textOf(apiVersion).indexOf('/') > 0 || (apiVersion === 'v1' && kind === 'ReplicationController');
  return isNamed
    ? []
    : [problem('spec.scaleTargetRef.apiVersion', 'does not say in which API group its target is', apiVersion)];
}

const FIELD_OF_TARGET: Record<string, string> = {
  Utilization: 'averageUtilization',
  AverageValue: 'averageValue',
  Value: 'value',
};

function targetProblems(target: PlainMap, path: string): Finding[] {
  const type = textOf(target.type);
  const field = Object.hasOwn(FIELD_OF_TARGET, type) ? FIELD_OF_TARGET[type] : undefined;
  const given = Object.values(FIELD_OF_TARGET).filter((one) => isSet(target[one]));
  const message = `has a target of type ${textOf(target.type)} and no ${field}`;
  return [
    ...where(given.length === 0 && field !== undefined, problem(`${path}.${field}`, message)),
    ...['averageValue', 'value'].flatMap((one) => {
      const amount = quantityOf(target[one]);
      const isNothing = amount !== undefined && amount <= 0n;
      return where(isNothing, problem(`${path}.${one}`, 'has a target that is not more than nothing', target[one]));
    }),
  ];
}
