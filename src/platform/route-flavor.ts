import { IConstruct } from 'constructs';
import { IngressController } from './ingress-controller';
import { checkDnsLabel, checkDnsSubdomain } from '../internal/naming/names';
import { checked } from '../internal/signatures/checked';

/** Options for `RouteFlavor.ingress`. */
export interface IngressRouteOptions {
  /**
   * The IngressClass.
   *
   * In the manifest: Ingress `spec.ingressClassName`.
   *
   * @default - the cluster's default class
   */
  readonly className?: string;

  /**
   * The controller behind that class, which is told to redirect to HTTPS.
   *
   * In the manifest: an annotation of the Ingress.
   *
   * @default - no annotation; Kubernetes has no field for it, and what controllers do by themselves varies
   */
  readonly controller?: IngressController;
}

/** Options for `RouteFlavor.gateway`. */
export interface GatewayRouteOptions {
  /** Name of the shared Gateway. */
  readonly name: string;

  /** Namespace of the shared Gateway. */
  readonly namespace: string;

  /**
   * Name of its listener for plain HTTP, on which hosts are redirected to HTTPS.
   *
   * @default 'http'
   */
  readonly httpListener?: string;

  /**
   * Name of its listener for HTTPS, for hosts whose certificate is `RouteTls.atGateway()`.
   *
   * @default 'https'
   */
  readonly httpsListener?: string;
}

const REDIRECTS: Readonly<Record<IngressController, Readonly<Record<string, string>>>> = {
  [IngressController.CONTOUR]: { 'ingress.kubernetes.io/force-ssl-redirect': 'true' },
  [IngressController.HAPROXY]: { 'haproxy.org/ssl-redirect': 'true', 'haproxy.org/ssl-redirect-port': '443' },
  [IngressController.INGRESS_NGINX]: { 'nginx.ingress.kubernetes.io/force-ssl-redirect': 'true' },
  [IngressController.NGINX]: { 'nginx.org/ssl-redirect': 'true' },
  [IngressController.TRAEFIK]: { 'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure' },
};

/** How the cluster learns of public hosts. */
@checked
export class RouteFlavor {
  /**
   * By Ingresses.
   *
   * @param options class and controller
   * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
   */
  public static ingress(options: IngressRouteOptions = {}): RouteFlavor {
    return new RouteFlavor(options, undefined);
  }

  /**
   * By HTTPRoutes at a shared Gateway, for Gateway API 1.5 or newer.
   *
   * The Gateway must let routes of other namespaces attach, by `allowedRoutes` of its listeners; and ListenerSets, by
   * its `allowedListeners`, unless it has all certificates itself.
   *
   * @param options which Gateway
   * @see https://gateway-api.sigs.k8s.io/reference/api-types/listenerset/
   */
  public static gateway(options: GatewayRouteOptions): RouteFlavor {
    return new RouteFlavor({}, options);
  }

  /** The class of every Ingress, where one is named. @internal */
  public readonly _className?: string;
  /** The shared Gateway, where there is one. @internal */
  public readonly _gateway?: Required<GatewayRouteOptions>;
  private readonly controller?: IngressController;

  private constructor({ className, controller }: IngressRouteOptions, gateway: GatewayRouteOptions | undefined) {
    this._className = className;
    this.controller = controller;
    if (gateway === undefined) return;
    const { name, namespace, httpListener = 'http', httpsListener = 'https' } = gateway;
    this._gateway = { name, namespace, httpListener, httpsListener };
  }

  /** @internal */
  public _check(scope: IConstruct): void {
    if (this._className !== undefined) checkDnsSubdomain(scope, 'routes.className', this._className);
    if (this._gateway === undefined) return;
    checkDnsSubdomain(scope, 'routes.name', this._gateway.name);
    checkDnsLabel(scope, 'routes.namespace', this._gateway.namespace);
    checkDnsSubdomain(scope, 'routes.httpListener', this._gateway.httpListener);
    checkDnsSubdomain(scope, 'routes.httpsListener', this._gateway.httpsListener);
  }

  /** What asks the controller to redirect to HTTPS. @internal */
  public get _redirectAnnotations(): Record<string, string> {
    return this.controller === undefined ? {} : { ...REDIRECTS[this.controller] };
  }
}
