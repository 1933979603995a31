import { conditionsOf, LabelCondition } from './alert-matchers';
import { Manifest } from '../../model/manifest';
import { listOf, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { readEmbeddedYaml } from '../../model/yaml/embedded-yaml';

const FILES = ['alertmanager.yaml', 'alertmanager.yml'];

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
  /** What it asks of alerts beside what its parents do. */
  readonly conditions: readonly (LabelCondition | undefined)[];
  /** Whether routes after it are asked too. */
  readonly goesOn: boolean;
}

/** A configuration of Alertmanager. */
export interface AlertRouting {
  /** The first one is where all alerts go that no other one takes. */
  readonly routes: readonly AlertRoute[];
  readonly receivers: readonly AlertReceiver[];
}

export const ROUTING_KINDS = ['monitoring.coreos.com/AlertmanagerConfig', 'Secret', 'ConfigMap'];

/** The configurations of Alertmanager that an object holds: in its `spec`, or as a file. */
export function alertRoutingsOf(manifest: Manifest): AlertRouting[] {
  if (manifest.kind === 'AlertmanagerConfig') return routingsIn(manifest.spec, 'spec.route');
  return alertmanagerFilesOf(manifest).flatMap(({ file, content }) => routingsIn(mapOf(content), `${file}:route`));
}

/** The files of Alertmanager that an object holds. */
export function alertmanagerFilesOf(manifest: Manifest): { file: string; content: unknown }[] {
  return FILES.flatMap((file) => {
    const text = embeddedFile(manifest, file);
    return text === '' ? [] : [{ file, content: readEmbeddedYaml(text) }];
  });
}

function routingsIn({ route, receivers }: PlainMap, path: string): AlertRouting[] {
  const routes = routesIn(mapOf(route), path);
  const known = mapsIn(receivers).map(({ item }) => ({ name: textOf(item.name), notifies: hasIntegration(item) }));
  return routes[0].receiver === '' && known.length === 0 ? [] : [{ routes, receivers: known }];
}

function routesIn(route: PlainMap, path: string, parent = ''): AlertRoute[] {
  const receiver = textOf(route.receiver);
  const goesTo = receiver === '' ? parent : receiver;
  const goesOn = route.continue === true;
  const own = { receiver, goesTo, goesOn, path: `${path}.receiver`, conditions: conditionsOf(route) };
  const inner = mapsIn(route.routes);
  return [own, ...inner.flatMap(({ item, index }) => routesIn(item, `${path}.routes[${index}]`, goesTo))];
}

/** Each integration is a list: `slack_configs` in a file, `slackConfigs` in an object. */
function hasIntegration(receiver: PlainMap): boolean {
  return Object.entries(receiver).some(([key, list]) => /(_c|C)onfigs$/.test(key) && listOf(list).length > 0);
}

function embeddedFile({ kind, content }: Manifest, file: string): string {
  const { data, stringData } = content;
  if (kind === 'ConfigMap') return textOf(mapOf(data)[file]);
  const encoded = textOf(mapOf(data)[file]);
  return textOf(mapOf(stringData)[file]) || Buffer.from(encoded, 'base64').toString('utf8');
}
