import { alertClasses } from './alert-classes';
import { RouteWalk } from './alert-endings';
import { KnownLabels } from './alert-matchers';
import { AlertRouting, allAlertRoutings } from './alert-receivers';
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
  const endingOf = deafEndings(routings);
  const found = isJudged ? alertClasses(cluster).flatMap(({ labels, rules }) => {
    const ending = endingOf(labels);
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
function deafEndings(routings: readonly AlertRouting[]): (labels: KnownLabels) => DeafEnding | undefined {
  const walks = routings.map((routing) => ({ walk: new RouteWalk(routing.root), silent: silentIn(routing), routing }));
  const asked = new Set(walks.flatMap(({ walk }) => walk.askedLabels));
  const known = new Map<string, DeafEnding | undefined>();
  return (all) => {
    // Many alerts differ in nothing that routes ask for.
    const labels = new Map([...all].filter(([label]) => asked.has(label)));
    const key = JSON.stringify([...labels]);
    if (!known.has(key)) known.set(key, deafEnding(labels, walks));
    return known.get(key);
  };
}

interface Walk {
  readonly walk: RouteWalk;
  readonly silent: ReadonlySet<string>;
  readonly routing: AlertRouting;
}

function deafEnding(labels: KnownLabels, walks: readonly Walk[]): DeafEnding | undefined {
  let deaf: DeafEnding | undefined;
  for (const { walk, silent, routing: { owner } } of walks) {
    for (const { receiver, isMeant } of walk.endings(labels)) {
      // Whether it is there at all is the question of alert-receivers-exist.
      if (isMeant || !silent.has(receiver)) return undefined;
      deaf ??= { receiver, routing: owner };
    }
  }
  return deaf;
}

function silentIn({ receivers }: AlertRouting): Set<string> {
  return new Set(receivers.filter(({ notifies }) => !notifies).map(({ name }) => name));
}
