import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkRouting } from './checked-routing';
import { destinationRule, virtualService } from './istio-objects';
import { SplitBackends } from './split-backends';
import { TrafficBackend } from './traffic-backend';
import { fail } from '../../internal/fail';
import { checkDnsSubdomain, isServiceName } from '../../internal/naming/names';
import { checked } from '../../internal/signatures/checked';
import { namespaceOf } from '../../internal/tree/namespace-lookup';
import { controllerNamespace } from '../../network/controller-namespace';
import { PublicRoute } from '../../network/public-route';
import { checkHost } from '../../network/route-checks';
import { OwnConstruct } from '../../platform/own-construct';
import { Platform } from '../../platform/platform';
import { RouteTls } from '../../platform/route-tls';
import { HeaderMatch } from '../strategy/header-match';
import { TrafficRouting } from '../strategy/traffic-routing';

/** Properties for `TrafficSplit`. */
export interface TrafficSplitProps {
  /**
   * What is asked for: a public host such as `shop.example.com`, and with Istio also the name of a Service, such as
   * `web`.
   *
   * In the manifest: HTTPRoute `spec.hostnames`, or VirtualService `spec.hosts`.
   */
  readonly host: string;

  /** Who answers, two at least. Their weights add up to 100. */
  readonly backends: TrafficBackend[];

  /**
   * What divides the traffic: `TrafficRouting.gatewayApi()` or `TrafficRouting.istio()`.
   *
   * @default TrafficRouting.gatewayApi()
   */
  readonly routing?: TrafficRouting;

  /**
   * Whose requests go to the last of the backends, whatever its weight is.
   *
   * In the manifest: HTTPRoute `spec.rules[].matches[].headers`, or VirtualService `spec.http[].match[].headers`.
   *
   * @default - nobody's
   */
  readonly testers?: HeaderMatch;

  /**
   * Where the certificate of the host comes from. Gateways of Istio have it themselves.
   *
   * @default - the platform's; where it has none, an error
   */
  readonly tls?: RouteTls;

  /**
   * Name of the VirtualService, and what the names of HTTPRoutes begin with.
   *
   * @default - the id of the construct
   */
  readonly name?: string;
}

/**
 * Divides what is asked of a host between workloads, by weights and by a header.
 *
 * At a Gateway it writes a `PublicRoute` with weights; for Istio a VirtualService, and for each Service a
 * DestinationRule with mutual TLS and outlier detection. The namespace of the ingress controller is let in to all of
 * the backends.
 *
 * Fails where weights do not add up to 100, where a backend is in another namespace or has no port, where labels of a
 * subset are those of no pods, and where another split has the host.
 *
 * @example
 *
 * const next = new ProductionService(chart, 'web-next', { image: 'ghcr.io/acme/web:2.0.0' });
 * new TrafficSplit(chart, 'shop', {
 *   host: 'shop.example.com',
 *   backends: [{ target: web, weight: 90 }, { target: next, weight: 10 }],
 *   testers: HeaderMatch.exactly('x-canary', 'always'),
 *   routing: TrafficRouting.istio({ gateways: ['istio-ingress/public'] }),
 * });
 *
 * @see https://gateway-api.sigs.k8s.io/guides/traffic-splitting/
 * @see https://istio.io/latest/docs/tasks/traffic-management/traffic-shifting/
 */
@checked
export class TrafficSplit extends OwnConstruct {
  /** The route at the Gateway, none with Istio. */
  public readonly route?: PublicRoute;
  /** The VirtualService, none at a Gateway. */
  public readonly virtualService?: ApiObject;
  /** The DestinationRules, one for each Service. None at a Gateway. */
  public readonly destinationRules: ApiObject[];

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props who gets which share
   */
  constructor(scope: Construct, id: string, props: TrafficSplitProps) {
    super(scope, id);
    const { host, name = id, routing = TrafficRouting.gatewayApi(), testers, tls } = props;
    const object = { name, namespace: namespaceOf(this), labels: Platform.of(this)._objectLabels() };
    checkDnsSubdomain(this, 'name', name);
    testers?._check(this, 'testers');
    const backends = new SplitBackends(this, object.namespace, props.backends);
    const shares = backends.shares(testers);
    this.destinationRules = [];
    if (routing._kind === 'Istio') {
      checkMesh(this, { host, routing, tls });
      const { gateways = [] } = routing._istio;
      if (gateways.length > 0) backends.admit(controllerNamespace(this));
      // First, for whoever applies them in turn: a subset that nobody knows yet answers with errors.
      for (const { host: service, subsets } of backends.services()) {
        const rule = { ...object, name: service, host: service, istio: routing._istio, subsets };
        this.destinationRules.push(destinationRule(this, `DestinationRule-${service}`, rule));
      }
      const route = { name: 'primary', port: backends.port, ...shares };
      this.virtualService = virtualService(this, 'VirtualService', { ...object, hosts: [host], gateways, route });
    } else {
      checkGateway(this, routing, props.backends);
      this.route = new PublicRoute(this, 'Route', { name });
      this.route.expose(backends.asTarget(shares), host, { tls });
    }
  }
}

/** Refuses what the Gateway of the platform does not do. */
function checkGateway(split: TrafficSplit, routing: TrafficRouting, backends: readonly TrafficBackend[]): void {
  if (routing._kind !== 'Gateway API') {
    const must = 'look at requests, for several workloads are not behind one Service';
    const remedy = 'use TrafficRouting.gatewayApi() or TrafficRouting.istio(), or a CanaryService';
    fail(split, { prop: 'routing', must, got: routing._kind, remedy });
  }
  checkRouting(split, { routing });
  const subset = backends.find((backend) => backend.subset !== undefined)?.subset;
  if (subset === undefined) return;
  const remedy = 'give each version a Service of its own, or use TrafficRouting.istio()';
  fail(split, { prop: 'backends.subset', must: 'be left out at a Gateway', got: subset.name, remedy });
}

/** Refuses what Istio does not take. */
function checkMesh(split: TrafficSplit, { host, routing, tls }: MeshProps): void {
  checkRouting(split, { routing });
  if (!isServiceName(host)) checkHost(split, 'host', host);
  if (tls === undefined) return;
  const remedy = 'leave it out: the Gateway of Istio has the certificate of the host';
  fail(split, { prop: 'tls', must: 'be left out with Istio', got: tls._text, remedy });
}

interface MeshProps extends Pick<TrafficSplitProps, 'host' | 'tls'> {
  readonly routing: TrafficRouting;
}
