import { ACME_SOLVER_LABELS } from '../facts/network/made-pods';
import { policyRulesOf } from '../facts/network/network-policies';
import { policiesClosing } from '../facts/network/policy-openings';
import { portRangesOf, portsOverlap, singlePort } from '../facts/network/port-ranges';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { isMap, listOf, mapOf, mapsIn, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const CERTIFICATE = 'cert-manager.io/Certificate';
const PORT = { name: 'http', number: 8089, protocol: 'TCP' };
const SOLVER = { labels: ACME_SOLVER_LABELS, ports: [PORT], isKnown: true };

/** Who asks the pods of cert-manager for the proof that a host is ours reaches them. */
export const ACME_SOLVER_IS_REACHABLE: ICheck = {
  id: 'acme-solver-is-reachable',
  title: 'HTTP-01 challenges reach their solvers',
  box: 'network-policies',
  severity: Severity.CRITICAL,
  why: 'cert-manager answers a challenge by a pod in the namespace of the certificate; where policies close that pod, '
    + 'no certificate is ever issued, and one day none is renewed.',
  remedy: {
    manifest: 'A NetworkPolicy for pods with acme.cert-manager.io/http01-solver: "true" that admits the ingress '
      + 'controller to port 8089.',
    construct: 'Expose the host by exposeAt or PublicRoute, which write that policy.',
  },
  references: ['https://cert-manager.io/docs/configuration/acme/http01/'],
  appliesTo: [CERTIFICATE, 'networking.k8s.io/Ingress', 'gateway.networking.k8s.io/Gateway'],
  evaluate: (manifest, cluster) => (usesHttp01(manifest, cluster) ? judge(manifest, cluster) : []),
};

function judge({ namespace }: Manifest, cluster: Cluster): Finding[] {
  const closing = policiesClosing(cluster, { ...SOLVER, namespace }, 'Ingress');
  if (closing.length === 0) return [{ passed: true, message: 'no policy closes the solvers of its challenges' }];
  const opening = closing.find(opensSolver);
  if (opening) return [{ passed: true, message: `its solvers are reached by NetworkPolicy ${opening.name}` }];
  const names = closing.slice(0, 3).map(({ name }) => name).join(', ');
  const expected = 'a policy that admits the ingress controller to port 8089 of the solvers';
  return [{ passed: false, message: `nothing reaches the solvers of its challenges: ${names} close them`, expected }];
}

/** The controller runs elsewhere: who admits none but its own namespace does not let it in. */
function opensSolver(policy: Manifest): boolean {
  const port = singlePort(PORT.number, PORT.protocol);
  return policyRulesOf(policy, 'Ingress').some(({ peers, ports }) => (
    (peers === undefined || peers.some(({ ipBlock, namespaceSelector }) => isMap(ipBlock) || isMap(namespaceSelector)))
    && portRangesOf(ports, SOLVER.ports).some((range) => portsOverlap(range, port))
  ));
}

/** Whether the issuer is here and proves one of the hosts by HTTP-01; what others do is not known. */
function usesHttp01(manifest: Manifest, cluster: Cluster): boolean {
  const solvers = mapsIn(mapOf(issuerOf(manifest, cluster)?.spec.acme).solvers).map(({ item }) => item);
  return hostsOf(manifest).some((host) => 'http01' in (solverOf(solvers, host, manifest.labels) ?? {}));
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
