import { judgeIngressTls } from '../facts/routes/ingress-tls';
import { judgeListenerHosts } from '../facts/routes/listener-hosts';
import { isListenerOf, parentGateway, schemeOfName } from '../facts/routes/route-listeners';
import { redirectsAllToHttps } from '../facts/routes/route-rules';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { mapsIn, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const INGRESS = 'networking.k8s.io/Ingress';

/** What is reached from outside is encrypted on its way. */
export const ROUTE_HAS_TLS: ICheck = {
  id: 'route-has-tls',
  title: 'Routes from outside speak TLS',
  box: 'encrypted-traffic',
  severity: Severity.WARNING,
  why: 'Passwords and sessions travel through networks of others as text, and anybody there may change the answers.',
  remedy: {
    manifest: 'Ingress: spec.tls with every host and its secret. HTTPRoute: the sectionName of an HTTPS listener.',
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/ingress/#tls',
    'https://gateway-api.sigs.k8s.io/guides/tls/',
    'polaris:tlsSettingsMissing', 'kubescape:C-0263', 'kyverno:ingress-host-match-tls',
    'kyverno:require-ingress-https',
  ],
  // Kyverno wants allow-http as well; one controller knows it, and needs it where it sends callers on to HTTPS.
  appliesTo: [INGRESS, 'gateway.networking.k8s.io/HTTPRoute'],
  evaluate: (manifest, cluster) => (
    manifest.groupKind === INGRESS ? judgeIngressTls(manifest) : judgeRoute(manifest, cluster)
  ),
};

function judgeRoute(route: Manifest, cluster: Cluster): Finding[] {
  // A route that does nothing but send callers to HTTPS has to be where HTTP is.
  if (redirectsAllToHttps(route)) return [];
  const parents = mapsIn(route.spec.parentRefs).flatMap(({ item, index }) => {
    const isEncrypted = speaksTls(item, route, cluster);
    if (isEncrypted === undefined) return [];
    const message = isEncrypted ? 'is attached to a listener with TLS' : 'is attached to a listener without TLS';
    return [{ passed: isEncrypted, message, path: `spec.parentRefs[${index}].sectionName`, actual: item.sectionName }];
  });
  return [...parents, ...judgeListenerHosts(route, cluster)];
}

/** Undefined where only the Gateway knows, and it is not here. */
function speaksTls(parent: PlainMap, route: Manifest, cluster: Cluster): boolean | undefined {
  if (parent.kind !== undefined && parent.kind !== 'Gateway') return undefined;
  const gateway = parentGateway(parent, route, cluster);
  const listeners = mapsIn(gateway?.spec.listeners).filter(({ item }) => isListenerOf(item, parent));
  if (listeners.length > 0) return listeners.every(({ item }) => item.protocol === 'HTTPS' || item.protocol === 'TLS');
  const scheme = schemeOfName(textOf(parent.sectionName));
  return scheme === undefined ? undefined : scheme === 'https';
}
