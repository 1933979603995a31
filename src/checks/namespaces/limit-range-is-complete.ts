import { ContainerLimits, containerLimits } from '../facts/namespaces/limit-ranges';
import { oncePerList } from '../facts/once-per-list';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapsIn } from '../model/values/plain-data';

/** What a container needs that says nothing, and where a LimitRange has it. */
const NEEDED = [
  { list: 'defaultRequest', resource: 'cpu' },
  { list: 'defaultRequest', resource: 'memory' },
  { list: 'default', resource: 'memory' },
] as const;

/** What a container does not say, the LimitRanges of its namespace say. */
export const LIMIT_RANGE_IS_COMPLETE: ICheck = {
  id: 'limit-range-is-complete',
  title: 'LimitRanges give containers requests and a memory limit',
  box: 'quotas',
  severity: Severity.ADVICE,
  // Trivy asks for max and min too, which say nothing to a container without resources, and for a CPU limit.
  why: 'A container that says nothing is placed as if it needed nothing, takes the memory of its node, and is refused '
    + 'where a quota counts what it left out.',
  remedy: {
    manifest: 'limits: [{type: Container, default: {memory: 256Mi}, defaultRequest: {cpu: 100m, memory: 256Mi}}]',
    construct: 'ProductionNamespace, whose limits are complete',
  },
  references: [
    'https://kubernetes.io/docs/concepts/policy/limit-range/',
    'https://kubernetes.io/docs/tasks/administer-cluster/manage-resources/memory-default-namespace/',
    'trivy:KSV-0039', 'kyverno:add-ns-quota',
  ],
  appliesTo: ['LimitRange'],
  evaluate: ({ namespace, spec }, cluster) => {
    // Those of pods and claims are about something else.
    if (!mapsIn(spec.limits).some(({ item }) => item.type === 'Container')) return [];
    const missing = missingIn(containerLimits(cluster, namespace), cluster);
    const path = 'spec.limits';
    return missing.length === 0
      ? [{ passed: true, path, message: 'gives containers requests and a memory limit' }]
      : [{ passed: false, path, message: `leaves out ${missing.join(', ')}`, expected: missing.join(', ') }];
  },
};

/** What the API server fills in is there too, as a limit where only a maximum is written. */
const missingIn = oncePerList((all: readonly ContainerLimits[]) => (
  NEEDED.filter(({ list, resource }) => !all.some((limits) => limits[list][resource] !== undefined))
    .map(({ list, resource }) => `${list}.${resource}`)
));
