import type { Cluster } from '../../../model/cluster';
import { oncePerCluster } from '../../once-per-cluster';
import { AlertMatcher, matchersHold } from '../alert-matchers';
import { AlertInhibition } from '../alert-receivers';
import { valuesOfPattern } from '../label-patterns';
import { allAlerts, Rule } from '../rule-groups';

/** Usual names of alerts that prove by firing that alerts arrive; their rules need not be among the manifests. */
const PROOFS_OF_LIFE = ['Watchdog', 'DeadMansSwitch'];
const CONSTANT = /^\s*vector\s*\(\s*\d+(?:\.\d+)?\s*\)\s*$/;

const constant = oncePerCluster((cluster) => allAlerts(cluster).filter(({ expr }) => CONSTANT.test(expr)));

/** The alert that always fires by which an inhibition lasts for ever; undefined where it has an end. */
export function alertWithoutEnd({ source = [], equal }: AlertInhibition, cluster: Cluster): string | undefined {
  // Such an alert is alone of its name, and keeps nothing of another name back.
  if (equal.includes('alertname')) return undefined;
  return PROOFS_OF_LIFE.find((name) => source.some((matcher) => names(matcher, name)))
    ?? constant(cluster).find((rule) => source.length > 0 && isSource(rule, source, equal))?.name;
}

function names({ label, operator, value }: AlertMatcher, alert: string): boolean {
  return label === 'alertname' && !operator.startsWith('!') && (valuesOfPattern(value) ?? []).includes(alert);
}

/** A constant has no labels but those of its rule. */
function isSource({ name, labels }: Rule, source: readonly AlertMatcher[], equal: readonly string[]): boolean {
  const own = new Map(Object.entries({ ...labels, alertname: name }));
  const asked = new Map(source.map(({ label }) => [label, own.get(label) ?? '']));
  return matchersHold(source, asked) === true && equal.every((label) => own.has(label));
}
