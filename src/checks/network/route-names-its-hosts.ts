import { failuresOrPass } from '../facts/failures-or-pass';
import { listenersOf } from '../facts/routes/route-listeners';
import { redirectsAllToHttps } from '../facts/routes/route-rules';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { isMap, listOf, mapsIn } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const INGRESS = 'networking.k8s.io/Ingress';

/** A route takes what is sent to its hosts, and nothing that is meant for others. */
export const ROUTE_NAMES_ITS_HOSTS: ICheck = {
  id: 'route-names-its-hosts',
  title: 'Routes name their hosts',
  box: 'encrypted-traffic',
  severity: Severity.ADVICE,
  why: 'A route without a host, or with a wildcard, answers for every host that nobody else has: for those of others '
    + 'while their route is away, and for any name that somebody points at the cluster.',
  remedy: {
    manifest: 'rules: [{host: shop.example.com, ...}], or hostnames: [shop.example.com] of an HTTPRoute.',
    construct: "exposeAt('shop.example.com'); where every name is yours, route.waive('route-names-its-hosts', '...')",
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards',
    'https://gateway-api.sigs.k8s.io/api-types/httproute/#hostnames',
    'kyverno:disallow-empty-ingress-host', 'kyverno:restrict-ingress-wildcard',
  ],
  appliesTo: [INGRESS, 'gateway.networking.k8s.io/HTTPRoute', 'gateway.networking.k8s.io/GRPCRoute'],
  evaluate: (route, cluster) => failuresOrPass(
    route.groupKind === INGRESS ? judgeIngress(route) : judgeRoute(route, cluster), 'names its hosts',
  ),
};

function judgeIngress({ spec }: Manifest): Finding[] {
  const rules = mapsIn(spec.rules);
  if (rules.length === 0 && isMap(spec.defaultBackend)) {
    return [{ passed: false, message: 'takes requests for every host', path: 'spec.defaultBackend' }];
  }
  return rules.map(({ item, index }) => judgeHost(textOf(item.host), `spec.rules[${index}].host`));
}

/** Whoever sends on to HTTPS does so for all. */
function judgeRoute(route: Manifest, cluster: Cluster): Finding[] {
  if (redirectsAllToHttps(route)) return [];
  const hosts = listOf(route.spec.hostnames);
  if (hosts.length > 0) return hosts.map((host, index) => judgeHost(textOf(host), `spec.hostnames[${index}]`));
  // Of a Gateway that is not here nobody knows which hosts it has.
  return listenersOf(route, cluster).filter(({ port }) => port !== undefined)
    .map(({ hostname }) => judgeHost(hostname, 'spec.hostnames'));
}

function judgeHost(host: string, path: string): Finding {
  if (host === '' || host === '*') return { passed: false, message: 'takes requests for every host', path };
  const passed = !host.startsWith('*.');
  return { passed, message: `takes requests for every host of ${host.slice(2)}`, path, actual: host };
}
