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
  readonly path: string;
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
  return FILES.flatMap((file) => {
    const text = embeddedFile(manifest, file);
    return text === '' ? [] : routingsIn(mapOf(readEmbeddedYaml(text)), `${file}:route`);
  });
}

function routingsIn({ route, receivers }: PlainMap, path: string): AlertRouting[] {
  const routes = routesIn(mapOf(route), path);
  const known = mapsIn(receivers).map(({ item }) => ({ name: textOf(item.name), notifies: hasIntegration(item) }));
  return routes[0].receiver === '' && known.length === 0 ? [] : [{ routes, receivers: known }];
}

function routesIn({ receiver, routes }: PlainMap, path: string): AlertRoute[] {
  const own = { receiver: textOf(receiver), path: `${path}.receiver` };
  return [own, ...mapsIn(routes).flatMap(({ item, index }) => routesIn(item, `${path}.routes[${index}]`))];
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
