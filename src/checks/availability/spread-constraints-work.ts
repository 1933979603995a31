import { failuresOrPass } from '../facts/failures-or-pass';
import { Finding, ICheck } from '../model/check';
import { PodTemplate } from '../model/manifest-pods';
import { selectorMatches } from '../model/selectors/label-selector';
import { Severity } from '../model/severity';
import { mapsIn, PlainMap } from '../model/values/plain-data';
import { valueText } from '../model/values/value-text';

const ACTIONS: readonly unknown[] = ['DoNotSchedule', 'ScheduleAnyway'];

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
  evaluate: ({ pods }) => pods.flatMap((pod) => failuresOrPass(
    mapsIn(pod.spec.topologySpreadConstraints).map(({ item, index }) => judge(item, pod, index)),
    'is counted by its spread constraints',
  )),
};

function judge(constraint: PlainMap, { labels, specPath }: PodTemplate, index: number): Finding {
  const problem = problemOf(constraint, labels);
  const path = `${specPath}.topologySpreadConstraints[${index}]`;
  if (problem === undefined) return { passed: true, path, message: 'is counted' };
  const { field, message, expected } = problem;
  return { passed: false, path: `${path}.${field}`, message, actual: constraint[field], expected };
}

interface Problem {
  readonly field: string;
  readonly message: string;
  readonly expected: unknown;
}

function problemOf(constraint: PlainMap, labels: PlainMap): Problem | undefined {
  const { maxSkew, topologyKey, minDomains, whenUnsatisfiable, labelSelector } = constraint;
  const says = valueText(whenUnsatisfiable);
  if (!isPositive(maxSkew)) {
    return { field: 'maxSkew', message: `is spread with maxSkew ${valueText(maxSkew)}`, expected: '1 or more' };
  }
  if (typeof topologyKey !== 'string' || topologyKey === '') {
    const message = 'has a spread constraint over nothing';
    return { field: 'topologyKey', message, expected: 'topology.kubernetes.io/zone' };
  }
  if (!ACTIONS.includes(whenUnsatisfiable)) {
    const message = `has a spread constraint with whenUnsatisfiable ${says}`;
    return { field: 'whenUnsatisfiable', message, expected: ACTIONS.join(' or ') };
  }
  if (!isDomainCount(minDomains, whenUnsatisfiable)) {
    const message = `has minDomains ${valueText(minDomains)} with ${says}`;
    return { field: 'minDomains', message, expected: '1 or more, with DoNotSchedule' };
  }
  if (selectorMatches(labelSelector, labels)) return undefined;
  const message = `is not counted by its own constraint over ${topologyKey}`;
  return { field: 'labelSelector', message, expected: { matchLabels: labels } };
}

function isDomainCount(minDomains: unknown, whenUnsatisfiable: unknown): boolean {
  return minDomains === undefined || isPositive(minDomains) && whenUnsatisfiable === 'DoNotSchedule';
}

function isPositive(value: unknown): boolean {
  return typeof value === 'number' && value >= 1;
}
