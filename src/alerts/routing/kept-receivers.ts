import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { Overlay } from '../../internal/manifest/overlay';
import { isObject, Json, JsonObject, objectsIn } from '../../internal/values/json';

/** Holds an AlertmanagerConfig to routes that end at somebody, whatever a patch makes of it. */
export function keepReceivers(scope: Construct, config: ApiObject): void {
  Overlay.of(config).require(({ spec }) => {
    const telling = new Set(objectsIn(spec?.receivers).filter(tellsSomebody).map(({ name }) => name));
    for (const receiver of receiversNamed(spec?.route)) {
      if (telling.has(receiver)) continue;
      const remedy = 'give it an integration, or name another one';
      fail(scope, { prop: 'spec.route', must: 'end at receivers that tell somebody', got: receiver, remedy });
    }
  }, () => false);
}

function receiversNamed(route: Json): Json[] {
  if (!isObject(route)) return [];
  return [...route.receiver === undefined ? [] : [route.receiver], ...objectsIn(route.routes).flatMap(receiversNamed)];
}

function tellsSomebody(receiver: JsonObject): boolean {
  return Object.entries(receiver).some(([field, list]) => field.endsWith('Configs') && objectsIn(list).length > 0);
}
