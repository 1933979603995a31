import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { listOf, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

const CERTIFICATE = 'cert-manager.io/Certificate';

/** What makes cert-manager ask for certificates. */
export const CERTIFICATE_KINDS = [CERTIFICATE, 'networking.k8s.io/Ingress', 'gateway.networking.k8s.io/Gateway'];

/** The hosts of an object that its issuer proves by HTTP-01, where that is here; what others do is not known. */
export function hostsProvedByHttp01(manifest: Manifest, cluster: Cluster): string[] {
  const solvers = mapsIn(mapOf(issuerOf(manifest, cluster)?.spec.acme).solvers).map(({ item }) => item);
  return hostsOf(manifest).filter((host) => 'http01' in (solverOf(solvers, host, manifest.labels) ?? {}));
}

/**
 * The solver that cert-manager takes for a host: by most labels, then by the name itself, then by the longest zone.
 *
 * @see https://cert-manager.io/docs/configuration/acme/#adding-multiple-solver-types
 */
function solverOf(solvers: readonly PlainMap[], host: string, labels: Manifest['labels']): PlainMap | undefined {
  const ranked = solvers.map((solver) => ({ solver, rank: rankOf(mapOf(solver.selector), host, labels) }));
  const best = ranked.reduce((left, right) => (compare(right.rank, left.rank) > 0 ? right : left), NONE);
  return best.solver;
}

const NONE: { readonly solver?: PlainMap; readonly rank?: readonly number[] } = {};

/** Undefined where the solver is for others. */
function rankOf(selector: PlainMap, host: string, labels: Manifest['labels']): number[] | undefined {
  const wanted = Object.entries(mapOf(selector.matchLabels));
  if (wanted.some(([key, value]) => labels[key] !== value)) return undefined;
  const [names, zones] = [textsIn(selector.dnsNames), textsIn(selector.dnsZones)];
  const bare = host.replace(/^\*\./, '');
  const around = zones.filter((one) => bare === one || bare.endsWith(`.${one}`));
  const zone = Math.max(-1, ...around.map(({ length }) => length));
  const isNamed = names.includes(host);
  if (names.length + zones.length > 0 && !isNamed && zone < 0) return undefined;
  return [isNamed ? 1 : 0, zone, wanted.length];
}

function compare(left: readonly number[] | undefined, right: readonly number[] | undefined): number {
  if (left === undefined || right === undefined) return Number(left !== undefined) - Number(right !== undefined);
  return left.map((value, index) => value - right[index]).find((difference) => difference !== 0) ?? 0;
}

function issuerOf({ groupKind, spec, namespace, annotations }: Manifest, cluster: Cluster): Manifest | undefined {
  const { kind = 'Issuer', name } = groupKind === CERTIFICATE ? mapOf(spec.issuerRef) : ofAnnotations(annotations);
  return cluster.named(`cert-manager.io/${textOf(kind)}`, kind === 'ClusterIssuer' ? '' : namespace, textOf(name));
}

function ofAnnotations(annotations: Manifest['annotations']) {
  const cluster = annotations['cert-manager.io/cluster-issuer'];
  return cluster === undefined ? { name: annotations['cert-manager.io/issuer'] }
    : { kind: 'ClusterIssuer', name: cluster };
}

function hostsOf({ groupKind, kind, spec }: Manifest): string[] {
  if (groupKind === CERTIFICATE) return [...textsIn(spec.dnsNames), ...textsIn([spec.commonName])];
  return kind === 'Ingress'
    ? mapsIn(spec.tls).flatMap(({ item }) => textsIn(item.hosts))
    : mapsIn(spec.listeners).flatMap(({ item }) => textsIn([item.hostname]));
}

function textsIn(list: unknown): string[] {
  return listOf(list).map(textOf).filter((text) => text !== '');
}
