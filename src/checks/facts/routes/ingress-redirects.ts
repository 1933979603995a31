import { INGRESS_KINDS } from './backends';
import { acceptsPath, isMoreSpecific, PathMatch } from './path-matches';
import type { Finding } from '../../model/check';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';

/** By these ingress-nginx answers whatever an Ingress is for. */
const REDIRECTS = ['permanent-redirect', 'temporal-redirect'].map((name) => `nginx.ingress.kubernetes.io/${name}`);

interface HostPath extends PathMatch {
  readonly ingress: Manifest;
  readonly host: string;
}

const pathsByHost = oncePerCluster((cluster) => groupBy(
  INGRESS_KINDS.flatMap((kind) => cluster.ofKind(kind)).flatMap(hostPathsOf), ({ host }) => [host],
));

/** Judges whether redirects by annotation lead to something that the same Ingress is not for. */
export function judgeIngressRedirects(ingress: Manifest, cluster: Cluster): Finding[] {
  return REDIRECTS.filter((key) => textOf(ingress.annotations[key]) !== '').map((key) => {
    const actual = textOf(ingress.annotations[key]);
    const own = hostPathsOf(ingress).find((one) => leadsBack(actual, one, cluster));
    return {
      passed: own === undefined,
      path: `metadata.annotations[${key}]`,
      message: `redirects ${own?.host ?? ''}${own?.value ?? ''} to itself, without an end`,
      actual,
      expected: 'an address that this Ingress is not for',
    };
  });
}

/** nginx fills in what was asked for. */
function leadsBack(address: string, own: HostPath, cluster: Cluster): boolean {
  const filled = address.replace(/\$(host|http_host|server_name)\b/g, own.host).replace(/\$(request_uri|uri)\b/g, own.value);
  const target = /^(?:https?:)?\/\/([^/:?#]+)(?::\d+)?([^?#]*)/.exec(filled) ?? /^()(\/[^?#]*)/.exec(filled);
  if (target === null) return false;
  const [host, path] = [target[1] || own.host, target[2] || '/'];
  return host === own.host && acceptsPath(own, path) && !(pathsByHost(cluster).get(host) ?? [])
    .some((other) => other.ingress !== own.ingress && acceptsPath(other, path) && isMoreSpecific(other, own));
}

function hostPathsOf(ingress: Manifest): HostPath[] {
  return mapsIn(ingress.spec.rules).flatMap(({ item: { host, http } }) => (
    mapsIn(mapOf(http).paths).map(({ item: { path, pathType } }) => (
      { ingress, host: textOf(host), isExact: pathType === 'Exact', value: textOf(path) || '/' }
    ))
  ));
}
