import { alertClasses } from './alert-classes';
import { KnownLabels, matchersHold } from './alert-matchers';
import { AlertRoute, AlertRouting, allAlertRoutings } from './alert-receivers';
import { Rule } from './rule-groups';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { isMap, mapOf } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';

/** What is read beside other alerts, or by a dead man's switch, may be left where nobody hears of it. */
export const QUIET_SEVERITIES: readonly string[] = ['info', 'none'];

/** Where alerts end that nobody hears of. */
interface DeafEnding {
  readonly receiver: string;
  /** The configuration that sends them there. */
  readonly routing: Manifest;
}

/** Alerts of one object that end at a receiver that tells nobody. */
export interface UnheardAlerts extends DeafEnding {
  readonly rules: readonly Rule[];
}

const unheard = oncePerCluster((cluster) => {
  const routings = allAlertRoutings(cluster);
  const isJudged = routings.some((routing) => isBase(routing, cluster)) && !readsThoseOfOthers(cluster);
  const found = isJudged ? alertClasses(cluster).flatMap(({ labels, rules }) => {
    const ending = deafEnding(labels, routings);
    return ending === undefined ? [] : rules.map((rule) => ({ rule, ending }));
  }) : [];
  const byOwner = groupBy(found.filter(({ rule }) => isLoud(rule)), ({ rule }) => [rule.owner]);
  const someNotify = routings.some(({ receivers }) => receivers.some(({ notifies }) => notifies));
  return { isJudged, byOwner, someNotify };
});

/** Whether the configuration of the Alertmanager is among the manifests, as a whole. */
export function isRoutingKnown(cluster: Cluster): boolean {
  return unheard(cluster).isJudged;
}

/** Whether any receiver of theirs tells anybody anything. */
export function someReceiversNotify(cluster: Cluster): boolean {
  return unheard(cluster).someNotify;
}

/**
 * The alerts of an object that no receiver gets which tells anybody, whatever labels their series have.
 *
 * None where a route names the alert, so that somebody meant it, and none where the configuration is not known.
 */
export function unheardAlertsOf(owner: Manifest, cluster: Cluster): UnheardAlerts[] {
  const byEnding = groupBy(unheard(cluster).byOwner.get(owner) ?? [], ({ ending: { receiver, routing } }) => (
    [JSON.stringify([receiver, routing.kind, routing.namespace, routing.name])]
  ));
  return [...byEnding.values()].map((same) => ({ ...same[0].ending, rules: same.map(({ rule }) => rule) }));
}

function isLoud({ labels }: Rule): boolean {
  return !QUIET_SEVERITIES.includes(labels.severity);
}

/** What an Alertmanager begins with; other objects add to it. */
function isBase({ owner }: AlertRouting, cluster: Cluster): boolean {
  return owner.kind !== 'AlertmanagerConfig' || alertmanagers(cluster).some(({ namespace, spec }) => (
    textOf(mapOf(spec.alertmanagerConfiguration).name) === owner.name
    && cluster.effectiveNamespace(namespace) === cluster.effectiveNamespace(owner.namespace)
  ));
}

/** Those who have the other namespaces may tell themselves what happens there. */
function readsThoseOfOthers(cluster: Cluster): boolean {
  return alertmanagers(cluster).some(({ spec }) => (
    isMap(spec.alertmanagerConfigSelector) && isMap(spec.alertmanagerConfigNamespaceSelector)
  ));
}

function alertmanagers(cluster: Cluster): Manifest[] {
  return cluster.ofKind('monitoring.coreos.com/Alertmanager');
}

/** Where alerts end, where that is a receiver that tells nobody in all configurations. */
function deafEnding(labels: KnownLabels, routings: readonly AlertRouting[]): DeafEnding | undefined {
  let deaf: DeafEnding | undefined;
  for (const { owner, root, receivers } of routings) {
    for (const { receiver, isMeant } of endingsOf(root, labels, false)) {
      // Whether it is there at all is the question of alert-receivers-exist.
      if (isMeant || receivers.every(({ name, notifies }) => name !== receiver || notifies)) return undefined;
      deaf ??= { receiver, routing: owner };
    }
  }
  return deaf;
}

/** A receiver that an alert may get to. */
interface Ending {
  readonly receiver: string;
  /** Whether the way there names the alert. */
  readonly isMeant: boolean;
}

/** As Alertmanager goes down the tree; where labels are not known, both ways. */
function endingsOf(route: AlertRoute, labels: KnownLabels, isMeantAbove: boolean): Ending[] {
  const own = { receiver: route.goesTo, isMeant: isMeantAbove || namesAlert(route) };
  const endings: Ending[] = [];
  let isTaken = false;
  for (const child of route.routes) {
    const holds = matchersHold(child.matchers, labels);
    if (holds !== false) endings.push(...endingsOf(child, labels, own.isMeant));
    if (holds === true) isTaken = true;
    if (holds === true && !child.goesOn) break;
  }
  return isTaken ? endings : [...endings, own];
}

function namesAlert({ matchers = [] }: AlertRoute): boolean {
  return matchers.some(({ label, operator }) => label === 'alertname' && !operator.startsWith('!'));
}
