import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ACME_SOLVER_POLICY } from './acme-solvers';
import { Certificates } from './certificates';
import { controllerNamespace } from './controller-namespace';
import { Exposure, RouteContext, RouteWriter } from './exposure';
import { HttpRouteWriter } from './http-routes';
import { IngressWriter } from './ingress';
import { checkHost, checkPath, checkTarget, routedPort, routedTls } from './route-checks';
import { RoutePathType } from './route-path-type';
import { IReachable, ReachablePort } from '../contracts/reachable';
import { sharesOf } from '../contracts/traffic-shares';
import { describe, fail } from '../internal/fail';
import { checkDnsLabel, checkDnsSubdomain } from '../internal/naming/names';
import { checked } from '../internal/signatures/checked';
import { namespaceOf } from '../internal/tree/namespace-lookup';
import { OwnConstruct } from '../platform/own-construct';
import { Platform } from '../platform/platform';
import { RouteTls } from '../platform/route-tls';

/** Properties for `PublicRoute`. */
export interface PublicRouteProps {
  /**
   * Name of the Ingress or ListenerSet, and what the names of HTTPRoutes begin with.
   *
   * @default - the id of the construct
   */
  readonly name?: string;
}

/** Options for `PublicRoute.expose`. */
export interface ExposeOptions {
  /**
   * Path of the requests, as it stands in URLs.
   *
   * In the manifest: Ingress `spec.rules[].http.paths[].path`, or HTTPRoute `spec.rules[].matches[].path.value`.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * How paths are compared.
   *
   * In the manifest: Ingress `spec.rules[].http.paths[].pathType`, or HTTPRoute `spec.rules[].matches[].path.type`.
   *
   * @default RoutePathType.PREFIX
   */
  readonly pathType?: RoutePathType;

  /**
   * Which port of the target gets the requests, by the number that its container listens on.
   *
   * @default - the only port of the target; one with several must be told which
   */
  readonly port?: number;

  /**
   * Where the certificate of the host comes from.
   *
   * @default - the platform's; where it has none, an error
   */
  readonly tls?: RouteTls;
}

/**
 * Lets the public reach services by a host name, encrypted.
 *
 * Writes one Ingress or, where the platform has a shared Gateway, one HTTPRoute for each host, one that redirects to
 * HTTPS, and a ListenerSet with the certificates. Where cert-manager issues them, one Certificate for each host of a
 * namespace, whichever route exposes it first; and one NetworkPolicy a namespace, which lets the pods be reached by
 * which cert-manager proves that a host is ours. The target lets the namespace of the ingress controller in, and nobody
 * else.
 *
 * Fails where `expose` was never called.
 *
 * @example
 *
 * const shop = new PublicRoute(chart, 'shop');
 * shop.expose(web, 'shop.example.com');
 * shop.expose(api, 'shop.example.com', { path: '/api' });
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 * @see https://gateway-api.sigs.k8s.io/guides/http-redirect-rewrite/
 */
@checked
export class PublicRoute extends OwnConstruct {
  private readonly context: RouteContext;
  private readonly certificateWriter: Certificates;
  private readonly ingressWriter?: IngressWriter;
  private readonly httpRouteWriter?: HttpRouteWriter;
  private readonly writer: RouteWriter;
  private readonly paths = new Set<string>();
  private readonly admitted = new Set<string>();

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: PublicRouteProps = {}) {
    super(scope, id);
    const name = props.name ?? id;
    const namespace = namespaceOf(this);
    const platform = Platform.of(this);
    checkDnsSubdomain(this, 'name', name);
    checkDnsLabel(this, 'namespace', namespace);
    const labels = platform._objectLabels();
    this.context = { scope: this, name, namespace, labels };
    this.certificateWriter = new Certificates(this.context);
    const { _gateway: gateway } = platform.routes;
    if (gateway) this.writer = this.httpRouteWriter = new HttpRouteWriter(this.context, gateway);
    else this.writer = this.ingressWriter = new IngressWriter(this.context, platform.routes);
    this.node.addValidation({ validate: () => (this.paths.size === 0 ? [NEVER_EXPOSED] : []) });
  }

  /** The Ingress, none before the first `expose` and none at a Gateway. */
  public get ingress(): ApiObject | undefined {
    return this.ingressWriter?.ingress;
  }

  /** The HTTPRoutes, none unless the platform has a Gateway: one for each host, and one that redirects to HTTPS. */
  public get httpRoutes(): ApiObject[] {
    return [...this.httpRouteWriter?.routes ?? []];
  }

  /** Those that lead to Services, and not the one that redirects. @internal */
  public get _sharedRoutes(): ApiObject[] {
    return this.httpRouteWriter?.shared ?? [];
  }

  /** The Certificates of the hosts that this route was the first to expose. */
  public get certificates(): ApiObject[] {
    return [...this.certificateWriter.all];
  }

  /**
   * The NetworkPolicy that lets cert-manager's pods answer for the hosts of the namespace.
   *
   * None where no host is proved by HTTP-01, and where another route of the namespace wrote it.
   */
  public get acmeSolverPolicy(): ApiObject | undefined {
    return this.node.tryFindChild(ACME_SOLVER_POLICY) as ApiObject | undefined;
  }

  /** The ListenerSet, none unless the platform has a Gateway that lacks the certificates of this route. */
  public get listenerSet(): ApiObject | undefined {
    return this.httpRouteWriter?.listenerSet;
  }

  /**
   * Sends what the public asks of a host to a service of the same namespace.
   *
   * Fails where the host or the path cannot be, where this route has that path already, where nobody says what
   * encrypts the host or where the ingress controller runs, and where the target has no port, or several and none is
   * named. A call that fails leaves everything as it was.
   *
   * In the manifest: Ingress `spec.rules` and `spec.tls`, or HTTPRoute `spec.hostnames` and `spec.rules`. NetworkPolicy
   * `spec.ingress` of the target.
   *
   * @param target a service
   * @param host such as `shop.example.com`, or `*.example.com` for all that is one label below
   * @param options path, port and certificate
   */
  public expose(target: IReachable, host: string, options: ExposeOptions = {}): void {
    const { path = '/', pathType = RoutePathType.PREFIX } = options;
    checkHost(this, 'expose.host', host);
    checkPath(this.context, path);
    checkTarget(this.context, target);
    const port = routedPort(this.context, target, options.port);
    const tls = routedTls(this.context, options.tls);
    const namespace = controllerNamespace(this);
    const { reachableName: serviceName } = target;
    const exposure = {
      host, path, pathType, serviceName, servicePort: port.servicePort, shares: sharesOf(target), tls,
    };
    this.checkNew(exposure);
    this.certificateWriter.check(exposure);
    this.writer.check(exposure);

    this.admit(target, namespace, port);
    this.paths.add(pathKey(exposure));
    this.certificateWriter.add(exposure, namespace);
    this.writer.add(exposure);
  }

  private checkNew(exposure: Exposure): void {
    if (!this.paths.has(pathKey(exposure))) return;
    const { host, path } = exposure;
    const must = `be new for ${host} in this route`;
    fail(this, { prop: 'expose.path', must, got: path, remedy: 'remove this call, or give it a path of its own' });
  }

  private admit(target: IReachable, namespace: string, port: ReachablePort): void {
    const key = JSON.stringify([target.reachableName, target.reachablePods.labels, port]);
    if (this.admitted.has(key)) return;
    target.admitNamespace(namespace, port);
    this.admitted.add(key);
  }
}

const NEVER_EXPOSED = describe({
  prop: 'expose',
  must: 'be called',
  got: undefined,
  remedy: "say what the route leads to: route.expose(web, 'shop.example.com')",
});

/** By its segments `/api/` is the same as `/api`. */
function pathKey({ host, path, pathType }: Exposure): string {
  const compared = pathType === RoutePathType.PREFIX ? path.replace(/\/$/, '') : path;
  return JSON.stringify([host, pathType, compared]);
}
