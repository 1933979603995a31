import { KnownLabels } from './alert-matchers';
import { AlertRouting, allAlertRoutings, withRoutesBelow } from './alert-receivers';
import { absentLabels } from './labelless-alerts';
import { allAlerts, Rule } from './rule-groups';
import type { Cluster } from '../../model/cluster';
import { groupBy } from '../../model/values/group-by';
import { oncePerCluster } from '../once-per-cluster';

/** Where more labels are asked for, it is not known which of them an alert lacks. */
const MOST_ASKED = 200;

/** Alerts that are alike in all labels that configurations of Alertmanager ask for, and that their rules set. */
export interface AlertClass {
  readonly labels: KnownLabels;
  readonly rules: readonly Rule[];
}

/** All alerts: there are many, and few labels by which they are told apart. */
export const alertClasses = oncePerCluster((cluster): readonly AlertClass[] => {
  const asked = new Set(allAlertRoutings(cluster).flatMap(askedLabels));
  const alerts = allAlerts(cluster).map((rule) => ({ rule, labels: knownLabels(rule, asked, cluster) }));
  return [...groupBy(alerts, ({ labels }) => [JSON.stringify([...labels])]).values()]
    .map((alike) => ({ labels: alike[0].labels, rules: alike.map(({ rule }) => rule) }));
});

function askedLabels({ root, inhibitions }: AlertRouting): string[] {
  const lists = [
    ...withRoutesBelow(root).map(({ matchers }) => matchers),
    ...inhibitions.flatMap(({ source, target }) => [source, target]),
  ];
  return lists.flatMap((matchers = []) => matchers.map(({ label }) => label));
}

/** A template may become anything; what an alert cannot have is empty. */
function knownLabels(rule: Rule, asked: ReadonlySet<string>, cluster: Cluster): KnownLabels {
  const absent = asked.size > MOST_ASKED ? [] : absentLabels(rule, [...asked], cluster);
  const labels: Record<string, string> = {
    ...Object.fromEntries(absent.map((label) => [label, ''])), ...rule.labels, alertname: rule.name,
  };
  const known = Object.entries(labels)
    .filter(([label, value]) => asked.has(label) && !value.includes('{{'));
  return new Map(known.sort(([left], [right]) => (left < right ? -1 : 1)));
}
