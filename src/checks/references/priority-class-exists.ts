import { judgeReferences } from '../facts/references/reference-findings';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

const MADE_BY_KUBERNETES = new Set(['system-cluster-critical', 'system-node-critical']);

/** The PriorityClass that pods name is in the input. */
export const PRIORITY_CLASS_EXISTS: ICheck = {
  id: 'priority-class-exists',
  title: 'The priority class of the pods exists',
  box: 'references',
  severity: Severity.ADVICE,
  why: 'Pods of a class which is not there are refused.',
  remedy: {
    manifest: 'Add it, or declare it: metadata.annotations[preflight/external]: "PriorityClass/high".',
    construct: "workload.waive('priority-class-exists', 'made by the platform team')",
  },
  references: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#pod-priority',
    'kyverno:allowed-pod-priorities',
  ],
  appliesTo: ['pods'],
  evaluate: (manifest, cluster) => {
    const references = manifest.pods.map(({ spec, specPath }) => (
      { kind: 'PriorityClass', name: textOf(spec.priorityClassName), path: `${specPath}.priorityClassName` }
    ));
    return judgeReferences(manifest, references, ({ name }) => (
      MADE_BY_KUBERNETES.has(name) || cluster.named('scheduling.k8s.io/PriorityClass', '', name) !== undefined
    ));
  },
};
