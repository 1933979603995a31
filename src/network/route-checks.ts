import { IConstruct } from 'constructs';
import { RouteContext } from './exposure';
import { IReachable, ReachablePort } from '../contracts/reachable';
import { fail } from '../internal/fail';
import { checkPods } from '../internal/manifest/pod-peers';
import { isDnsLabel, MAX_SUBDOMAIN_LENGTH } from '../internal/naming/names';
import { checkServiceName, chosenPorts } from '../internal/naming/reachable-ports';
import { checkText } from '../internal/values/plain-text';
import { Platform } from '../platform/platform';
import { RouteTls } from '../platform/route-tls';

const WILDCARD = '*.';
// What ends in a number is an IPv4 address to browsers.
const NUMBER = /^([0-9]+|0x[0-9a-f]*)$/;
const MAX_PATH_LENGTH = 1024;
// What HTTPRoutes take; more than Ingresses do, where the controller has the last word.
const PATH_CHARACTERS = /^\/(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*$/;
const FORBIDDEN_IN_PATHS = /\/\/|\/\.\.?(\/|$)|%2[fF]/;

/** Refuses what clients cannot look up, and what no certificate can be for. */
export function checkHost(scope: IConstruct, prop: string, host: string): void {
  checkText(scope, prop, host);
  if (isHost(host)) return;
  const isOnlyUpperCase = isHost(host.toLowerCase());
  fail(scope, {
    prop,
    must: 'be a DNS name (labels of at most 63 lower-case letters, digits and -, at most 253 in all)',
    got: host,
    remedy: isOnlyUpperCase
      ? 'write it in lower case, clients make no difference'
      : 'write it like shop.example.com or *.example.com, without scheme, port and last dot; addresses have no name',
  });
}

/** Refuses what one of the flavours would refuse, so that a platform can change from one to the other. */
export function checkPath({ scope }: RouteContext, path: string): void {
  checkText(scope, 'expose.path', path);
  const isLegal = PATH_CHARACTERS.test(path) && !FORBIDDEN_IN_PATHS.test(path) && path.length <= MAX_PATH_LENGTH;
  if (!isLegal) {
    fail(scope, {
      prop: 'expose.path',
      must: 'be an absolute path of a URL, at most 1024 characters, without //, /./, /../ and %2F',
      got: path,
      remedy: 'write it like /api, and other characters as %20',
    });
  }
}

/** Refuses a target that routes of this namespace cannot name. */
export function checkTarget({ scope, namespace }: RouteContext, target: IReachable): void {
  checkServiceName(scope, 'expose.name', target.reachableName);
  checkPods(scope, 'expose', target.reachablePods);
  if (target.reachablePods.namespace !== namespace) {
    fail(scope, {
      prop: 'expose.namespace',
      must: `be that of the route, ${namespace}`,
      got: target.reachablePods.namespace,
      remedy: 'make the route in the namespace of its target; one host may have a route in each',
    });
  }
}

/** The port that requests go to. */
export function routedPort({ scope }: RouteContext, target: IReachable, number?: number): ReachablePort {
  const ports = chosenPorts(scope, { verb: 'expose', target, number });
  const port = ports.find(({ protocol }) => protocol === 'TCP');
  if (port === undefined) {
    const got = ports.map(({ protocol }) => protocol).join(', ');
    fail(scope, { prop: 'expose.port', must: 'speak TCP', got, remedy: 'name a port that serves HTTP' });
  }
  return port;
}

/** Where the certificate of a host comes from; refuses a host that nobody knows it of. */
export function routedTls({ scope }: RouteContext, given?: RouteTls): RouteTls {
  const platform = Platform.of(scope);
  const tls = given ?? platform.tls;
  if (tls === undefined) {
    fail(scope, {
      prop: 'expose.tls',
      must: 'be known',
      got: tls,
      remedy: "give RouteTls.clusterIssuer('letsencrypt') here or to Platform.configure, or another of RouteTls",
    });
  }
  given?._check(scope, 'expose.tls');
  if (tls._isAtGateway && platform.routes._gateway === undefined) {
    fail(scope, {
      prop: 'expose.tls',
      must: 'not be at the Gateway where routes are Ingresses',
      got: tls._text,
      remedy: 'name an issuer or a Secret, or call Platform.configure(app, { routes: RouteFlavor.gateway(...) })',
    });
  }
  return tls;
}

function isHost(host: string): boolean {
  const labels = (host.startsWith(WILDCARD) ? host.slice(WILDCARD.length) : host).split('.');
  const isNumber = NUMBER.test(labels[labels.length - 1]);
  return host.length <= MAX_SUBDOMAIN_LENGTH && labels.every(isDnsLabel) && !isNumber;
}
