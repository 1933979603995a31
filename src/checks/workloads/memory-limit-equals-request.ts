import { ContainerVerdict, judgeContainers, isEphemeral } from '../facts/pods/containers';
import { amountOf } from '../facts/pods/resource-amounts';
import { ICheck } from '../model/check';
import { PodContainer, PodTemplate } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';
import { quantityOf } from '../model/values/quantity-of';
import { textOf } from '../model/values/text-of';

/** A container may use the memory that was set aside for it, and no more. */
export const MEMORY_LIMIT_EQUALS_REQUEST: ICheck = {
  id: 'memory-limit-equals-request',
  title: 'Containers get the memory that they may use',
  box: 'resources',
  severity: Severity.ADVICE,
  // Of CPU a container may use more than it asked for: what is lent can be taken back at any time, memory cannot.
  why: 'Memory beyond the request is lent: when the node runs out of it, the container is killed for having taken '
    + 'it. The same of CPU, which kube-score can be told to ask for, is not asked: idle CPU may be lent, for it can '
    + 'be taken back.',
  remedy: {
    manifest: 'resources: {requests: {memory: 256Mi}, limits: {memory: 256Mi}}',
    construct: 'resources: Resources.of({ cpuRequest: Cpu.millis(250), memory: Size.mebibytes(256) })',
  },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/', 'kube-score:container-memory-requests-equal-limits',
    'kyverno:memory-requests-equal-limits', 'kyverno:enforce-resources-as-ratio',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeContainers(pods, (container, pod) => {
    if (isEphemeral(container)) return undefined;
    const limit = textOf(amountOf(container, { list: 'limits', resource: 'memory' }));
    const actual = amountOf(container, { list: 'requests', resource: 'memory' });
    if (limit === '' && actual !== undefined && !hasPodMemoryLimit(pod)) return missingLimit(container, actual);
    const limited = quantityOf(limit);
    if (limited === undefined) return undefined;
    const path = `${container.path}.resources.requests.memory`;
    const passed = actual === undefined || quantityOf(actual) === limited;
    const message = passed ? `gets the ${limit} that it may use` : `asks for ${textOf(actual)} and may use ${limit}`;
    return { passed, message, path, actual, expected: limit };
  }),
};

function missingLimit({ path }: PodContainer, request: unknown): ContainerVerdict {
  const message = `asks for ${textOf(request)} and may use all memory of its node`;
  return { passed: false, message, path: `${path}.resources.limits.memory`, expected: request };
}

/** Whether the pod as a whole has a limit. */
function hasPodMemoryLimit({ spec }: PodTemplate): boolean {
  return mapOf(mapOf(spec.resources).limits).memory !== undefined;
}
