import { ApiObject, Lazy } from 'cdk8s';
import { certificateName } from './certificate-name';
import { Exposure, RouteContext, RouteWriter } from './exposure';
import { keepHttpRoute, keepListenerSet, keepRouteObject } from './kept-routes';
import { RoutePathType } from './route-path-type';
import { fail } from '../internal/fail';
import { Externals } from '../internal/manifest/external-names';
import { Overlay } from '../internal/manifest/overlay';
import { Waivers } from '../internal/manifest/waiver-annotations';
import { checkDnsSubdomain } from '../internal/naming/names';
import { hostName, ListenerEntry, RouteHosts } from '../internal/tree/route-hosts';
import { undefinedIfEmpty } from '../internal/values/json';
import { GatewayRouteOptions } from '../platform/route-flavor';

const GROUP = 'gateway.networking.k8s.io';
const API_VERSION = `${GROUP}/v1`;
const REDIRECT = 'redirect';
// Of the rules and of the host names of one HTTPRoute.
const MAX_ITEMS = 16;

/** The HTTPRoutes of a route, and the listeners that have the certificates of its hosts. */
export class HttpRouteWriter implements RouteWriter {
  public readonly routes: ApiObject[] = [];
  /** Those that lead to Services. */
  public readonly shared: ApiObject[] = [];
  public listenerSet?: ApiObject;
  private readonly exposures = new Map<string, Exposure[]>();
  private readonly redirected: string[] = [];
  private readonly listeners: object[] = [];
  private readonly externals: Externals;

  constructor(private readonly context: RouteContext, private readonly gateway: Required<GatewayRouteOptions>) {
    checkDnsSubdomain(context.scope, 'name', `${context.name}-${REDIRECT}`);
    this.externals = new Externals(context.scope, context.namespace);
  }

  public check(exposure: Exposure): void {
    const { host, tls } = exposure;
    const { scope, name } = this.context;
    checkDnsSubdomain(scope, 'expose.host', `${name}-${hostName(host)}`);
    const prop = 'expose.host';
    if (host === REDIRECT) {
      const must = `not be ${REDIRECT} at a Gateway, which is in the name of the HTTPRoute that redirects`;
      fail(scope, { prop, must, got: host, remedy: 'write it in full, with its domain' });
    }
    const isNew = !this.exposures.has(host) && this.openedElsewhere(host) === undefined;
    if (isNew && !tls._optOut && this.redirected.length === MAX_ITEMS) {
      const must = `be one of at most ${MAX_ITEMS} hosts of a route at a Gateway`;
      fail(scope, { prop, must, got: host, remedy: 'expose this host by another PublicRoute' });
    }
    const rules = [...this.exposures.get(host) ?? [], exposure].flatMap(rulesOf);
    if (rules.length > MAX_ITEMS) {
      const must = `have at most ${MAX_ITEMS} paths in a route at a Gateway`;
      fail(scope, { prop, must, got: host, remedy: 'expose the other paths by another PublicRoute' });
    }
  }

  public add(exposure: Exposure): void {
    const { host, tls } = exposure;
    const known = this.exposures.get(host);
    if (known) {
      known.push(exposure);
      return;
    }
    const exposures = [exposure];
    this.exposures.set(host, exposures);
    const opened = this.openedElsewhere(host);
    const isFirst = opened === undefined && tls._optOut === undefined;
    if (isFirst) this.open(exposure);
    const route = this.create(hostName(host), {
      parentRefs: [this.parentOf(exposure, opened?.listenerSet)],
      hostnames: [host],
      rules: Lazy.any({ produce: () => exposures.flatMap(rulesOf) }),
    });
    this.shared.push(route);
    keepHttpRoute(this.context, route, () => exposures);
    if (tls._optOut) Waivers.of(route).as(this.context.scope).addOptOut('expose.tls', 'route-has-tls', tls._optOut);
    if (isFirst) this.redirect(host);
  }

  /** The listener of a host that another route exposed before. */
  private openedElsewhere(host: string): ListenerEntry | undefined {
    const listener = RouteHosts.of(this.context.scope).listenerAt(this.addressOf(host));
    return listener?.route === this.context.scope ? undefined : listener;
  }

  private addressOf(host: string): string[] {
    return [this.context.namespace, host, this.gateway.namespace, this.gateway.name];
  }

  /** Claims the host at the Gateway, and brings its certificate there where the Gateway has none. */
  private open({ host, tls }: Exposure): void {
    const { scope, name } = this.context;
    RouteHosts.of(scope).addListener(this.addressOf(host), { route: scope, listenerSet: name });
    const secretName = tls._secretName(certificateName(host));
    if (secretName === undefined) return;
    if (tls._issuerRef === undefined) this.externals.add('Secret', secretName);
    this.listeners.push({
      name: hostName(host),
      hostname: host,
      port: 443,
      protocol: 'HTTPS',
      tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: secretName }] },
      allowedRoutes: { namespaces: { from: 'Same' } },
    });
    this.listenerSet ??= this.createListenerSet();
  }

  private createListenerSet(): ApiObject {
    const { scope, name, namespace, labels } = this.context;
    const listenerSet = new ApiObject(scope, 'ListenerSet', {
      apiVersion: API_VERSION,
      kind: 'ListenerSet',
      metadata: { name, namespace, labels },
      spec: {
        parentRef: { group: GROUP, kind: 'Gateway', name: this.gateway.name, namespace: this.gateway.namespace },
        listeners: Lazy.any({ produce: () => [...this.listeners] }),
      },
    });
    const annotations = Lazy.any({ produce: () => undefinedIfEmpty(this.externals.annotations()) });
    Overlay.of(listenerSet).merge({ metadata: { annotations } });
    keepListenerSet(this.context, listenerSet, () => this.listeners);
    return listenerSet;
  }

  private parentOf({ host, tls }: Exposure, listenerSet: string = this.context.name): object {
    if (tls._optOut) return this.gatewayAt(this.gateway.httpListener);
    if (tls._isAtGateway) return this.gatewayAt(this.gateway.httpsListener);
    const { namespace } = this.context;
    return { group: GROUP, kind: 'ListenerSet', name: listenerSet, namespace, sectionName: hostName(host) };
  }

  private gatewayAt(sectionName: string): object {
    const { name, namespace } = this.gateway;
    return { group: GROUP, kind: 'Gateway', name, namespace, sectionName };
  }

  private redirect(host: string): void {
    this.redirected.push(host);
    if (this.redirected.length > 1) return;
    const route = this.create(REDIRECT, {
      parentRefs: [this.gatewayAt(this.gateway.httpListener)],
      hostnames: Lazy.any({ produce: () => [...this.redirected] }),
      rules: [{
        matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
      }],
    });
    keepRouteObject(this.context, route);
  }

  private create(suffix: string, spec: object): ApiObject {
    const { scope, name, namespace, labels } = this.context;
    const route = new ApiObject(scope, `HTTPRoute-${suffix}`, {
      apiVersion: API_VERSION,
      kind: 'HTTPRoute',
      metadata: { name: `${name}-${suffix}`, namespace, labels },
      spec,
    });
    Overlay.of(route);
    this.routes.push(route);
    return route;
  }
}

/** What testers ask for comes first to a reader; a Gateway goes by the more exact match, wherever it stands. */
function rulesOf({ path, pathType, serviceName, servicePort, shares }: Exposure): object[] {
  const match = { path: { type: pathType === RoutePathType.EXACT ? 'Exact' : 'PathPrefix', value: path } };
  const backend = (one: BackendShare) => (
    { group: '', kind: 'Service', name: one.serviceName, port: one.servicePort ?? servicePort, weight: one.weight ?? 1 }
  );
  const { shares: backends, testers } = shares ?? { shares: [{ serviceName }] };
  const rule = { matches: [match], backendRefs: backends.map(backend) };
  if (testers === undefined) return [rule];
  const headers = [{ type: 'Exact', name: testers.header, value: testers.value }];
  return [{ matches: [{ ...match, headers }], backendRefs: [backend(testers)] }, rule];
}

/** A Service that gets requests; its weight matters where it is not alone. */
interface BackendShare {
  readonly serviceName: string;
  readonly servicePort?: number;
  readonly weight?: number;
}
