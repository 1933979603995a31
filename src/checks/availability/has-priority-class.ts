import { oncePerCluster } from '../facts/once-per-cluster';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';
import { valueText } from '../model/values/value-text';

const OF_KUBERNETES = /^system-(?:cluster|node)-critical$/;

/** Where there are priorities, each pod has one that somebody chose. */
export const HAS_PRIORITY_CLASS: ICheck = {
  id: 'has-priority-class',
  title: 'Pods name a priority class where the team has some',
  box: 'resources',
  severity: Severity.ADVICE,
  why: 'A pod without one has the lowest priority of all that are not negative, and makes room for every other. '
    + 'Polaris always wants one, and KubeLinter one of the system; here any will do, where the team has some.',
  remedy: {
    manifest: 'priorityClassName: standard, or globalDefault: true at one PriorityClass',
    construct: "new Platform({ priorityClassName: 'standard' }), or PriorityTiers with standardIsDefault",
  },
  references: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
    'kube-linter:priority-class-name', 'polaris:priorityClassNotSet', 'kyverno:require-pod-priorityclassname',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }, cluster) => {
    const { areUsed, haveDefault } = priorities(cluster);
    if (!areUsed) return [];
    return pods.map(({ spec, specPath }) => {
      const place = { path: `${specPath}.priorityClassName`, actual: spec.priorityClassName };
      if (textOf(spec.priorityClassName) !== '') {
        return { ...place, passed: true, message: `has the priority class ${valueText(spec.priorityClassName)}` };
      }
      return haveDefault
        ? { ...place, passed: true, message: 'has the priority class that is the default' }
        : { ...place, passed: false, message: 'names no priority class, where there are some' };
    });
  },
};

const priorities = oncePerCluster((cluster) => {
  const classes = cluster.ofKind('scheduling.k8s.io/PriorityClass').filter(({ name }) => !OF_KUBERNETES.test(name));
  const isNamed = () => cluster.podOwners.some(({ pods }) => pods.some(({ spec }) => {
    const name = textOf(spec.priorityClassName);
    return name !== '' && !OF_KUBERNETES.test(name);
  }));
  return {
    areUsed: classes.length > 0 || isNamed(),
    haveDefault: classes.some(({ content }) => content.globalDefault === true),
  };
});
