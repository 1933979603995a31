import { failuresOrPass } from '../facts/failures-or-pass';
import { judgeIngressRedirects } from '../facts/routes/ingress-redirects';
import { acceptsPath, isMoreSpecific, PathMatch } from '../facts/routes/path-matches';
import { listenersOf, RouteListener } from '../facts/routes/route-listeners';
import { pathMatchOf, RouteRule, routeRulesOf } from '../facts/routes/route-rules';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { listOf, mapOf, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const INGRESS = 'networking.k8s.io/Ingress';

/** Nobody is sent back to where the request came from. */
export const REDIRECTS_END: ICheck = {
  id: 'redirects-end',
  title: 'Redirects lead somewhere else',
  box: 'encrypted-traffic',
  severity: Severity.CRITICAL,
  why: 'Who is redirected to what was asked for asks again and is redirected again: browsers give up after some twenty '
    + 'times, and nothing behind the host is ever reached.',
  remedy: {
    manifest: 'One HTTPRoute with the redirect and the sectionName of the listener for HTTP, another one with the '
      + 'backends and the sectionName of the listener for HTTPS.',
    construct: 'exposeAt or PublicRoute, which write the redirect for plain HTTP alone',
  },
  references: [
    'https://gateway-api.sigs.k8s.io/guides/http-redirect-rewrite/#http-to-https-redirects',
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#permanent-redirect',
  ],
  appliesTo: [INGRESS, 'gateway.networking.k8s.io/HTTPRoute'],
  evaluate: (manifest, cluster) => failuresOrPass(
    manifest.groupKind === INGRESS ? judgeIngressRedirects(manifest, cluster) : judgeRoute(manifest, cluster),
    'redirects to somewhere else',
  ),
};

function judgeRoute(route: Manifest, cluster: Cluster): Finding[] {
  const rules = routeRulesOf(route);
  const redirecting = rules.filter(({ redirects }) => redirects.length > 0);
  if (redirecting.length === 0) return [];
  const listeners = listenersOf(route, cluster);
  return redirecting.flatMap((rule) => rule.redirects.flatMap(({ redirect, path }): Finding[] => {
    const own = listeners.filter((listener) => leadsBack(redirect, listener, route));
    const isLoop = own.length > 0 && rule.matches.some((match) => leadsToItself(redirect, match, { rule, rules }));
    if (!isLoop) return [{ passed: true, path, message: 'redirects to somewhere else' }];
    const { name, gateway } = own[0];
    const message = `redirects requests of listener ${name} of Gateway ${gateway} to themselves, without an end`;
    return [{ passed: false, path, message, expected: 'the sectionName of another listener in parentRefs' }];
  }));
}

/** A redirect that names a scheme and no port leads to where that scheme is served, whatever its listener's port is. */
function leadsBack({ scheme, hostname, port }: PlainMap, listener: RouteListener, { spec }: Manifest): boolean {
  const hosts = listOf(spec.hostnames).map(textOf);
  const served = hosts.length > 0 ? hosts : [listener.hostname].filter((host) => host !== '');
  return (scheme === undefined || scheme === listener.scheme)
    && (port === undefined || listener.port === undefined || port === listener.port)
    && (hostname === undefined || served.length === 0 || served.some((host) => coversHost(host, textOf(hostname))));
}

function coversHost(pattern: string, host: string): boolean {
  return pattern === host || pattern.startsWith('*.') && host.endsWith(pattern.slice(1));
}

interface RuleAmongOthers {
  readonly rule: RouteRule;
  readonly rules: readonly RouteRule[];
}

/** Whether what is redirected comes to the same rule again; which paths an expression means is not known. */
function leadsToItself(redirect: PlainMap, match: PlainMap, { rule, rules }: RuleAmongOthers): boolean {
  const own = pathMatchOf(match);
  const next = own === undefined ? undefined : pathBehind(redirect, own);
  if (own === undefined || next === undefined) return redirect.path === undefined;
  if (!acceptsPath(own, next)) return false;
  const others = rules.filter((one) => one !== rule).flatMap(({ matches }) => matches.flatMap((one) => (
    pathMatchOf(one) ?? []
  )));
  return redirect.path === undefined || !others.some((one) => acceptsPath(one, next) && isMoreSpecific(one, own));
}

/** Where requests for a path are sent; of those below a prefix the shortest. */
function pathBehind({ path }: PlainMap, own: PathMatch): string | undefined {
  const { type, replaceFullPath, replacePrefixMatch } = mapOf(path);
  if (type === 'ReplaceFullPath') return textOf(replaceFullPath);
  if (type === 'ReplacePrefixMatch') return own.isExact ? undefined : textOf(replacePrefixMatch) || '/';
  return own.value;
}
