import { AlertMatcher, matchersIn, matchersOfMaps } from './alert-matchers';
import { alertmanagerTextsOf } from './files/embedded-files';
import type { Cluster } from '../../model/cluster';
import { Manifest } from '../../model/manifest';
import { listOf, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { readEmbeddedYaml } from '../../model/yaml/embedded-yaml';
import { isTrue } from '../../model/yaml/kubernetes-yaml';
import { oncePerCluster } from '../once-per-cluster';

/** A receiver of alerts. */
export interface AlertReceiver {
  readonly name: string;
  /** Whether it sends what it gets anywhere. */
  readonly notifies: boolean;
}

/** A route of alerts to a receiver. */
export interface AlertRoute {
  /** Empty where it takes over that of its parent. */
  readonly receiver: string;
  /** Where its alerts go, whether it says so itself or takes it over. */
  readonly goesTo: string;
  readonly path: string;
  /** Which alerts it takes; undefined where that cannot be read. */
  readonly matchers: readonly AlertMatcher[] | undefined;
  /** Whether those after it are asked too. */
  readonly goesOn: boolean;
  readonly routes: readonly AlertRoute[];
}

/** Alerts that others keep back. */
export interface AlertInhibition {
  readonly path: string;
  readonly source: readonly AlertMatcher[] | undefined;
  readonly target: readonly AlertMatcher[] | undefined;
  /** The labels that both must have alike. */
  readonly equal: readonly string[];
}

/** A configuration of Alertmanager. */
export interface AlertRouting {
  readonly owner: Manifest;
  /** Where all alerts go that no route below takes. */
  readonly root: AlertRoute;
  readonly receivers: readonly AlertReceiver[];
  readonly inhibitions: readonly AlertInhibition[];
}

export const ROUTING_KINDS = ['monitoring.coreos.com/AlertmanagerConfig', 'Secret', 'ConfigMap'];

const routings = oncePerCluster((cluster) => (
  new Map(ROUTING_KINDS.flatMap((kind) => cluster.ofKind(kind)).map((owner) => [owner, routingsIn(owner)]))
));

/** The configurations of Alertmanager that an object holds: in its `spec`, or as a file. */
export function alertRoutingsOf(manifest: Manifest, cluster: Cluster): readonly AlertRouting[] {
  return routings(cluster).get(manifest) ?? [];
}

/** The configurations of Alertmanager that all objects hold. */
export function allAlertRoutings(cluster: Cluster): AlertRouting[] {
  return [...routings(cluster).values()].flat();
}

/** A route and all below it. */
export function withRoutesBelow(route: AlertRoute): AlertRoute[] {
  return [route, ...route.routes.flatMap(withRoutesBelow)];
}

/** The files of Alertmanager that an object holds. */
export function alertmanagerFilesOf(manifest: Manifest): { file: string; content: PlainMap }[] {
  return alertmanagerTextsOf(manifest).map(({ file, text }) => ({ file, content: mapOf(readEmbeddedYaml(text)) }));
}

function routingsIn(owner: Manifest): AlertRouting[] {
  if (owner.kind === 'AlertmanagerConfig') return routingsOf(owner, owner.spec, 'spec.');
  return alertmanagerFilesOf(owner).flatMap(({ file, content }) => routingsOf(owner, content, `${file}:`));
}

function routingsOf(owner: Manifest, content: PlainMap, path: string): AlertRouting[] {
  const root = routeIn(mapOf(content.route), `${path}route`, '');
  const receivers = mapsIn(content.receivers).map(({ item }) => (
    { name: textOf(item.name), notifies: hasIntegration(item) }
  ));
  if (root.receiver === '' && receivers.length === 0) return [];
  return [{ owner, root, receivers, inhibitions: inhibitionsIn(content, path) }];
}

function routeIn({ routes, continue: goesOn, ...route }: PlainMap, path: string, above: string): AlertRoute {
  const { matchers, match, match_re: patterns } = route;
  const receiver = textOf(route.receiver);
  const goesTo = receiver || above;
  return {
    receiver,
    goesTo,
    path: `${path}.receiver`,
    matchers: allOf(matchersIn(matchers), matchersOfMaps(match, patterns)),
    goesOn: isTrue(goesOn),
    routes: mapsIn(routes).map(({ item, index }) => routeIn(item, `${path}.routes[${index}]`, goesTo)),
  };
}

/** Written in one way in a file, in another in an object. */
function inhibitionsIn(content: PlainMap, path: string): AlertInhibition[] {
  const field = content.inhibit_rules === undefined ? 'inhibitRules' : 'inhibit_rules';
  return mapsIn(content[field]).map(({ item, index }) => ({
    path: `${path}${field}[${index}]`,
    source: allOf(
      matchersIn(item.source_matchers ?? item.sourceMatch), matchersOfMaps(item.source_match, item.source_match_re),
    ),
    target: allOf(
      matchersIn(item.target_matchers ?? item.targetMatch), matchersOfMaps(item.target_match, item.target_match_re),
    ),
    equal: listOf(item.equal).map(textOf),
  }));
}

function allOf(
  matchers: readonly AlertMatcher[] | undefined, older: readonly AlertMatcher[],
): AlertMatcher[] | undefined {
  return matchers === undefined ? undefined : [...matchers, ...older];
}

/** Each integration is a list: `slack_configs` in a file, `slackConfigs` in an object. */
function hasIntegration(receiver: PlainMap): boolean {
  return Object.entries(receiver).some(([key, list]) => /(_c|C)onfigs$/.test(key) && listOf(list).length > 0);
}
