import { AlertIndex, MOST_LOOKED_AT } from './alert-index';
import type { Cluster } from '../../../model/cluster';
import { oncePerCluster } from '../../once-per-cluster';
import { AlertMatcher, KnownLabels, matchersHold } from '../alert-matchers';
import { AlertInhibition } from '../alert-receivers';
import { valuesOfPattern } from '../label-patterns';
import { allAlerts } from '../rule-groups';

/** Usual names of alerts that prove by firing that alerts arrive; their rules need not be among the manifests. */
const PROOFS_OF_LIFE = ['Watchdog', 'DeadMansSwitch'];
const CONSTANT = /^\s*vector\s*\(\s*\d+(?:\.\d+)?\s*\)\s*$/;

/** An alert whose expression is a constant, which has no labels but those of its rule. */
interface ConstantAlert {
  readonly name: string;
  readonly labels: KnownLabels;
}

const constants = oncePerCluster((cluster) => new AlertIndex(
  allAlerts(cluster).filter(({ expr }) => CONSTANT.test(expr)).map(({ name, labels }): ConstantAlert => (
    { name, labels: new Map(Object.entries({ ...labels, alertname: name })) }
  )), 'empty',
));

/** The alert that always fires by which an inhibition lasts for ever; undefined where it has an end. */
export function alertWithoutEnd({ source = [], equal }: AlertInhibition, cluster: Cluster): string | undefined {
  // Such an alert is alone of its name, and keeps nothing of another name back.
  if (equal.includes('alertname')) return undefined;
  return PROOFS_OF_LIFE.find((name) => source.some((matcher) => names(matcher, name)))
    ?? (source.length === 0 ? undefined : constantSource(source, equal, cluster)?.name);
}

function names({ label, operator, value }: AlertMatcher, alert: string): boolean {
  return label === 'alertname' && !operator.startsWith('!') && (valuesOfPattern(value) ?? []).includes(alert);
}

function constantSource(
  source: readonly AlertMatcher[], equal: readonly string[], cluster: Cluster,
): ConstantAlert | undefined {
  return constants(cluster).candidates(source).slice(0, MOST_LOOKED_AT).find(({ labels }) => (
    equal.every((label) => labels.has(label))
    && matchersHold(source, { get: (label) => labels.get(label) ?? '' }) === true
  ));
}
