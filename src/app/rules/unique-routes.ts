import { messageAt } from '../../internal/fail';
import { JsonObject, objectsIn } from '../../internal/values/json';
import { groupOf, namespaceOfManifest, RenderedObject } from '../rendered-object';

/** What an object wants to answer. */
interface Claim {
  /** The listener or class, the host, and all that requests are matched by. */
  readonly key: readonly unknown[];
  /** For messages: a host, with the path where it is that which is claimed. */
  readonly place: string;
  /** Where it does nothing but redirect, how; two that do the same do no harm. */
  readonly redirect?: string;
}

const REMEDIES: Readonly<Record<string, string>> = {
  Ingress: 'remove one of the two, or give it another path',
  HTTPRoute: 'remove one of the two, or give it another path',
  ListenerSet: 'let the Gateway have the certificate, or serve the host from one namespace',
};
const CANARY_ANNOTATION = 'nginx.ingress.kubernetes.io/canary';

/** No two routes answer the same requests: which of them would is left to the controller. */
export function uniqueRoutes(objects: readonly RenderedObject[]): string[] {
  const seen = new Map<string, { path: string; redirect?: string }>();
  return objects.flatMap(({ path, manifest }) => claimsOf(manifest).flatMap(({ key, place, redirect }) => {
    const text = JSON.stringify(key);
    const first = seen.get(text);
    if (first === undefined) seen.set(text, { path, redirect });
    if (first === undefined || (redirect !== undefined && redirect === first.redirect)) return [];
    const must = `not be claimed by the ${manifest.kind} [${first.path}] too`;
    return [messageAt(path, { prop: 'host', must, got: place, remedy: REMEDIES[manifest.kind] })];
  }));
}

function claimsOf(manifest: JsonObject): Claim[] {
  const kind = `${groupOf(manifest)}/${manifest.kind}`;
  if (kind === 'networking.k8s.io/Ingress') return claimsOfIngress(manifest);
  if (kind === 'gateway.networking.k8s.io/ListenerSet') return claimsOfListenerSet(manifest);
  return kind === 'gateway.networking.k8s.io/HTTPRoute' ? claimsOfHttpRoute(manifest) : [];
}

function claimsOfIngress({ metadata, spec }: JsonObject): Claim[] {
  // Takes a share of the requests of another Ingress, which it must be like.
  if (metadata?.annotations?.[CANARY_ANNOTATION] === 'true') return [];
  return objectsIn(spec?.rules).flatMap(({ host = '*', http }) => (
    objectsIn(http?.paths).map(({ path = '/', pathType }) => ({
      key: ['Ingress', spec.ingressClassName, host, pathType, comparable(path, pathType === 'Prefix')],
      place: `${host}${path}`,
    }))
  ));
}

function claimsOfHttpRoute(manifest: JsonObject): Claim[] {
  const { parentRefs, hostnames = ['*'], rules } = manifest.spec ?? {};
  const parents = objectsIn(parentRefs).map((parent) => parentKey(parent, namespaceOfManifest(manifest)));
  const claims = objectsIn(rules).flatMap(claimsOfRule);
  return parents.flatMap((parent) => (hostnames as string[]).flatMap((host) => (
    claims.map(({ key, place, redirect }) => ({ key: [parent, host, ...key], place: `${host}${place}`, redirect }))
  )));
}

/** Of two listeners that differ in nothing a Gateway takes the one that was there first. */
function claimsOfListenerSet(manifest: JsonObject): Claim[] {
  const { parentRef = {}, listeners } = manifest.spec ?? {};
  const parent = parentKey(parentRef, namespaceOfManifest(manifest));
  return objectsIn(listeners).map(({ port, protocol, hostname = '*' }) => (
    { key: ['ListenerSet', parent, port, protocol, hostname], place: hostname }
  ));
}

function claimsOfRule({ matches, filters, backendRefs }: JsonObject): Claim[] {
  const redirect = backendRefs === undefined ? JSON.stringify(filters) : undefined;
  const given = objectsIn(matches);
  return (given.length === 0 ? [{}] : given).map(({ path, ...others }: JsonObject) => {
    const { type = 'PathPrefix', value = '/' } = path ?? {};
    return { key: [type, comparable(value, type === 'PathPrefix'), others], place: value, redirect };
  });
}

function parentKey({ kind = 'Gateway', namespace, name, sectionName, port }: JsonObject, own: string): unknown {
  return [kind, namespace ?? own, name, sectionName, port];
}

/** A prefix is compared by its segments: `/api/` is the same as `/api`. */
function comparable(path: unknown, isPrefix: boolean): unknown {
  return isPrefix ? String(path).replace(/(?<=.)\/$/, '') : path;
}
