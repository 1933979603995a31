import { ApiObject } from 'cdk8s';
import { certificateName } from './certificate-name';
import { Exposure, RouteContext } from './exposure';
import { fail } from '../internal/fail';
import { checkField } from '../internal/manifest/kept-fields';
import { Overlay, Requirement } from '../internal/manifest/overlay';
import { isSame, Json, JsonObject, objectsIn } from '../internal/values/json';

const USE_EXPOSE = 'call expose instead, which makes the certificate and lets the controller in';

/** What was exposed, when an object is rendered. */
type Exposures = () => readonly Exposure[];

/** What a ListenerSet serves, when it is rendered. */
type Listeners = () => readonly object[];

/** Holds an object of a route to its namespace, and to what else is given. */
export function keepRouteObject(context: RouteContext, object: ApiObject, check?: Requirement): void {
  const { scope, namespace } = context;
  Overlay.of(object).require((document) => {
    checkField(scope, document, {
      path: ['metadata', 'namespace'],
      value: namespace,
      reason: 'Services and certificates are there',
      remedy: 'make the route a child of the other ProductionNamespace instead',
    });
    check?.(document);
  }, () => false);
}

/** Holds an Ingress to the hosts that were exposed, their Services, and their certificates. */
export function keepIngress(context: RouteContext, ingress: ApiObject, exposures: Exposures): void {
  keepRouteObject(context, ingress, ({ spec }) => {
    const rules = objectsIn(spec?.rules);
    checkHosts(context, 'spec.rules', { hosts: rules.map(({ host }) => host), exposures: exposures() });
    exposures().forEach((exposure) => {
      const paths = rules.filter(({ host }) => host === exposure.host).flatMap(({ http }) => objectsIn(http?.paths));
      const backends = paths.map(({ backend }) => [backend?.service?.name, backend?.service?.port?.number]);
      checkBackend(context, exposure, backends);
      if (exposure.tls._optOut === undefined) checkEncryption(context, exposure, objectsIn(spec.tls));
    });
  });
}

/** Holds an HTTPRoute to the host that was exposed, and to its Services. */
export function keepHttpRoute(context: RouteContext, route: ApiObject, exposures: Exposures): void {
  keepRouteObject(context, route, ({ spec }) => {
    const backends = objectsIn(spec?.rules).flatMap(({ backendRefs }) => objectsIn(backendRefs))
      .map(({ name, port }) => [name, port]);
    checkHosts(context, 'spec.hostnames', { hosts: listOf(spec?.hostnames), exposures: exposures() });
    exposures().forEach((exposure) => checkBackend(context, exposure, backends));
  });
}

/** Holds a ListenerSet to its name, and to the hosts and Secrets of its listeners. */
export function keepListenerSet(context: RouteContext, listenerSet: ApiObject, listeners: Listeners): void {
  const { scope, name } = context;
  keepRouteObject(context, listenerSet, (document) => {
    const remedy = 'give the route the prop name instead';
    checkField(scope, document, { path: ['metadata', 'name'], value: name, reason: 'HTTPRoutes go by it', remedy });
    const found = objectsIn(document.spec?.listeners).map(listenerKey);
    const lost = listeners().map(listenerKey).find((key) => !found.some((one) => isSame(one, key)));
    if (lost === undefined) return;
    const must = `serve ${lost[1]} by the Secret ${lost[2]}, as was exposed`;
    fail(scope, { prop: 'spec.listeners', must, got: found, remedy: USE_EXPOSE });
  });
}

/** Holds a Certificate to its host, and to the Secret that is served. */
export function keepCertificate(context: RouteContext, certificate: ApiObject, host: string): void {
  const { scope } = context;
  keepRouteObject(context, certificate, (document) => {
    checkField(scope, document, {
      path: ['spec', 'secretName'],
      value: certificateName(host),
      reason: 'routes serve the host by that Secret',
      remedy: 'use tls: RouteTls.secret(name) instead',
    });
    const names = listOf(document.spec.dnsNames);
    if (names.includes(host)) return;
    fail(scope, { prop: 'spec.dnsNames', must: `hold ${host}`, got: names, remedy: USE_EXPOSE });
  });
}

/** The hosts of an object beside those that were exposed. */
interface GivenHosts {
  readonly hosts: readonly Json[];
  readonly exposures: readonly Exposure[];
}

function checkHosts({ scope }: RouteContext, prop: string, { hosts, exposures }: GivenHosts): void {
  const exposed = new Set(exposures.map(({ host }) => host));
  const unknown = hosts.find((host) => !exposed.has(host));
  const lost = [...exposed].find((host) => !hosts.includes(host));
  if (unknown === undefined && lost === undefined) return;
  const must = `hold the hosts that were exposed, ${[...exposed].join(', ')}, and no other`;
  fail(scope, { prop, must, got: hosts, remedy: USE_EXPOSE });
}

function checkBackend({ scope }: RouteContext, exposure: Exposure, backends: readonly Json[]): void {
  const { host, serviceName, servicePort, shares = { shares: [{ serviceName }] } } = exposure;
  for (const { serviceName: name, servicePort: port = servicePort } of shares.shares as readonly NamedBackend[]) {
    if (backends.some((backend) => isSame(backend, [name, port]))) continue;
    const must = `lead ${host} to port ${port} of ${name}, which lets the controller in`;
    fail(scope, { prop: 'spec.rules', must, got: backends, remedy: USE_EXPOSE });
  }
}

interface NamedBackend {
  readonly serviceName: string;
  readonly servicePort?: number;
}

function checkEncryption({ scope }: RouteContext, { host, tls }: Exposure, entries: readonly JsonObject[]): void {
  const secretName = tls._secretName(certificateName(host));
  if (entries.some((entry) => listOf(entry.hosts).includes(host) && entry.secretName === secretName)) return;
  const by = secretName === undefined ? 'the default certificate' : `the Secret ${secretName}`;
  const must = `encrypt ${host} by ${by}`;
  fail(scope, { prop: 'spec.tls', must, got: entries, remedy: 'say it by tls of expose instead' });
}

function listenerKey({ name, hostname, tls }: JsonObject): Json[] {
  return [name, hostname, objectsIn(tls?.certificateRefs)[0]?.name];
}

function listOf(value: Json): Json[] {
  return Array.isArray(value) ? value : [];
}
