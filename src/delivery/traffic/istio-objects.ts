import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { claimDestination, claimHosts } from './mesh-hosts';
import { TesterShare, TrafficShare } from '../../contracts/traffic-shares';
import { fail } from '../../internal/fail';
import { isDnsLabel, isDnsSubdomain } from '../../internal/naming/names';
import { wholeSeconds } from '../../internal/values/durations';
import { JsonObject } from '../../internal/values/json';
import { checkInteger, INT32_MAX, PERCENT_RANGE } from '../../internal/values/numbers';
import { keepRouteObject } from '../../network/kept-routes';
import { IstioRoutingOptions, MeshTls, OutlierEjectionOptions } from '../strategy/traffic-routing';

const API_VERSION = 'networking.istio.io/v1';
/** Callers whose pods have a proxy. */
export const MESH = 'mesh';
const SECONDS_RANGE = { min: 1, max: INT32_MAX };
const ERRORS_RANGE = { min: 1, max: INT32_MAX };
const OUTLIERS = { errors: 5, intervalSeconds: 10, ejectionSeconds: 30, percent: 50 };

/** What an object of Istio is called, and where it is. */
interface MeshObject {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
}

/** Hosts whose requests two versions share. */
export interface MeshRoute extends MeshObject {
  readonly hosts: readonly string[];
  /** Gateways by which the public comes in. */
  readonly gateways?: readonly string[];
  readonly route: SplitRoute;
}

/** Who gets the requests of all hosts. */
export interface SplitRoute {
  /** By which whoever changes the weights finds it. */
  readonly name: string;
  /** Of each Service that says none itself. */
  readonly port: number;
  readonly shares: readonly MeshShare[];
  readonly testers?: TesterShare & Pick<MeshShare, 'subset'>;
}

/** How the proxies of callers treat the pods behind a Service. */
export interface MeshDestination extends MeshObject {
  /** Name of the Service. */
  readonly host: string;
  readonly istio: IstioRoutingOptions;
  readonly subsets?: readonly MeshSubset[];
}

/** Some of the pods behind a Service. */
export interface MeshSubset {
  readonly name: string;
  readonly labels: Record<string, string>;
}

/** A Service, or some of its pods. */
export interface MeshShare extends Pick<TrafficShare, 'serviceName' | 'servicePort'> {
  readonly subset?: string;
  readonly weight?: number;
}

/** Divides what is asked of hosts; refuses a host that another VirtualService of the tree has. */
export function virtualService(scope: Construct, id: string, given: MeshRoute): ApiObject {
  const { name, namespace, labels, hosts, gateways = [], route } = given;
  claimHosts(scope, { namespace, hosts, gateways: [...gateways, MESH] });
  const testers = route.testers === undefined ? [] : [{
    name: `${route.name}-testers`,
    match: [{ headers: { [route.testers.header]: { exact: route.testers.value } } }],
    route: [destination(route.testers, route.port)],
  }];
  const shares = route.shares.map((share) => destination(share, route.port));
  const object = new ApiObject(scope, id, {
    apiVersion: API_VERSION,
    kind: 'VirtualService',
    metadata: { name, namespace, labels },
    spec: {
      hosts: [...hosts],
      ...(gateways.length === 0 ? {} : { gateways: [...gateways, MESH] }),
      http: [...testers, { name: route.name, route: shares }],
    },
  });
  keepRouteObject({ scope, name, namespace, labels }, object);
  return object;
}

/** Says how pods behind a Service are called, and when one is left out. */
export function destinationRule(scope: Construct, id: string, given: MeshDestination): ApiObject {
  const { name, namespace, labels, host, istio, subsets = [] } = given;
  claimDestination(scope, namespace, host);
  const object = new ApiObject(scope, id, {
    apiVersion: API_VERSION,
    kind: 'DestinationRule',
    metadata: { name, namespace, labels },
    spec: {
      host,
      trafficPolicy: destinationPolicy(istio),
      ...(subsets.length === 0 ? {} : { subsets: subsets.map((subset) => ({ ...subset })) }),
    },
  });
  keepRouteObject({ scope, name, namespace, labels }, object);
  return object;
}

/** What the proxies of callers speak with pods, and when they leave one out. */
export function destinationPolicy({ tls = MeshTls.ISTIO_MUTUAL, outliers = {} }: IstioRoutingOptions): JsonObject {
  return { tls: { mode: tls }, outlierDetection: outlierDetection(outliers) };
}

function outlierDetection(outliers: OutlierEjectionOptions): object {
  const { consecutiveErrors, interval, ejection, maxPercent } = outliers;
  return {
    consecutive5xxErrors: consecutiveErrors ?? OUTLIERS.errors,
    interval: `${interval?.toSeconds() ?? OUTLIERS.intervalSeconds}s`,
    baseEjectionTime: `${ejection?.toSeconds() ?? OUTLIERS.ejectionSeconds}s`,
    maxEjectionPercent: maxPercent ?? OUTLIERS.percent,
  };
}

/** Refuses what Istio would not take. */
export function checkIstio(scope: Construct, prop: string, options: IstioRoutingOptions): void {
  const { gateways = [], outliers = {} } = options;
  const foreign = gateways.find((gateway) => !isGateway(gateway));
  if (foreign !== undefined) {
    const must = 'name Gateways of Istio with their namespaces';
    fail(scope, { prop: `${prop}.gateways`, must, got: foreign, remedy: 'write it like istio-ingress/public' });
  }
  const { consecutiveErrors, interval, ejection, maxPercent } = outliers;
  const of = (name: string) => `${prop}.outliers.${name}`;
  if (consecutiveErrors !== undefined) {
    checkInteger(scope, { prop: of('consecutiveErrors'), value: consecutiveErrors }, ERRORS_RANGE);
  }
  if (interval !== undefined) wholeSeconds(scope, { prop: of('interval'), value: interval }, SECONDS_RANGE);
  if (ejection !== undefined) wholeSeconds(scope, { prop: of('ejection'), value: ejection }, SECONDS_RANGE);
  if (maxPercent !== undefined) checkInteger(scope, { prop: of('maxPercent'), value: maxPercent }, PERCENT_RANGE);
}

function isGateway(gateway: string): boolean {
  const [namespace, name, ...others] = gateway.split('/');
  return isDnsLabel(namespace) && name !== undefined && isDnsSubdomain(name) && others.length === 0;
}

function destination({ serviceName, servicePort, subset, weight }: MeshShare, port: number): object {
  const to = { host: serviceName, ...(subset === undefined ? {} : { subset }), port: { number: servicePort ?? port } };
  return { destination: to, ...(weight === undefined ? {} : { weight }) };
}
