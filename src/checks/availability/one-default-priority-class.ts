import { namedObjects } from '../facts/named-objects';
import { oncePerCluster } from '../facts/once-per-cluster';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

const PRIORITY_CLASS = 'scheduling.k8s.io/PriorityClass';

/** Pods without a class have the priority of one class at most. */
export const ONE_DEFAULT_PRIORITY_CLASS: ICheck = {
  id: 'one-default-priority-class',
  title: 'One priority class at most is the default',
  box: 'valid-manifests',
  severity: Severity.CRITICAL,
  why: 'The API server refuses the second one; which one that is depends on the order in which they come.',
  remedy: {
    manifest: 'Keep globalDefault: true at one of them.',
    construct: 'Leave standardIsDefault out of all PriorityTiers but one.',
  },
  references: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#priorityclass',
    'https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/admission/priority/admission.go',
  ],
  appliesTo: [PRIORITY_CLASS],
  evaluate: ({ name, content }, cluster) => {
    if (content.globalDefault !== true) return [];
    const other = firstDefaults(cluster).find((one) => one.name !== name);
    return other === undefined
      ? [{ passed: true, path: 'globalDefault', message: 'is the only default' }]
      : [{
        passed: false,
        path: 'globalDefault',
        message: `is the default, as ${namedObjects([other])} is`,
        actual: true,
        expected: 'false at all but one of them',
      }];
  },
};

/** The first default, and the first one of another name: of any default, one of the two is another one. */
const firstDefaults = oncePerCluster((cluster) => {
  const defaults = cluster.ofKind(PRIORITY_CLASS).filter(({ content }) => content.globalDefault === true);
  return [defaults[0], defaults.find(({ name }) => name !== defaults[0].name)].filter((one) => one !== undefined);
});
