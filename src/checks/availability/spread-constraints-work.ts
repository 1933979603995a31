import { Finding, ICheck } from '../check';
import { together } from '../engine/findings';
import { selectorMatches } from '../engine/label-selector';
import { mapsIn, PlainMap } from '../engine/plain';
import { shown } from '../engine/shown';
import { PodTemplate } from '../pod-template';
import { Severity } from '../severity';

/** Spread constraints count the pods that carry them, and are such as can be met. */
export const SPREAD_CONSTRAINTS_WORK: ICheck = {
  id: 'spread-constraints-work',
  title: 'Spread constraints count their own pods',
  box: 'zones',
  severity: Severity.WARNING,
  why: 'A constraint that does not count the pods that carry it spreads nothing, or keeps them from starting.',
  remedy: {
    manifest: 'Give labelSelector labels of the pod template, maxSkew 1 and a topologyKey.',
    construct: 'spread: Spread.evenly()',
  },
  references: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#spread-constraint-definition',
    'kube-score:pod-topology-spread-constraints',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => pods.flatMap((pod) => together(
    mapsIn(pod.spec.topologySpreadConstraints).map(({ item, index }) => judge(item, pod, index)),
    'is counted by its spread constraints',
  )),
};

function judge(constraint: PlainMap, { labels, specPath }: PodTemplate, index: number): Finding {
  const path = `${specPath}.topologySpreadConstraints[${index}]`;
  const failed = (field: string, message: string, expected: unknown): Finding => (
    { passed: false, path: `${path}.${field}`, message, actual: constraint[field], expected }
  );
  const { maxSkew, topologyKey, minDomains, whenUnsatisfiable, labelSelector } = constraint;
  if (!isPositive(maxSkew)) return failed('maxSkew', `is spread with maxSkew ${shown(maxSkew)}`, '1 or more');
  if (typeof topologyKey !== 'string' || topologyKey === '') {
    return failed('topologyKey', 'has a spread constraint over nothing', 'topology.kubernetes.io/zone');
  }
  if (minDomains !== undefined && !(isPositive(minDomains) && whenUnsatisfiable === 'DoNotSchedule')) {
    const message = `has minDomains ${shown(minDomains)} with ${shown(whenUnsatisfiable)}`;
    return failed('minDomains', message, '1 or more, with DoNotSchedule');
  }
  return selectorMatches(labelSelector, labels)
    ? { passed: true, path, message: 'is counted' }
    : failed('labelSelector', `is not counted by its own constraint over ${topologyKey}`, { matchLabels: labels });
}

function isPositive(value: unknown): boolean {
  return typeof value === 'number' && value >= 1;
}
