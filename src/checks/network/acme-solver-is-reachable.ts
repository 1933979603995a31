import { ACME_SOLVER_LABELS } from '../facts/network/made-pods';
import { policyRulesOf } from '../facts/network/network-policies';
import { policiesClosing } from '../facts/network/policy-openings';
import { portRangesOf, portsOverlap, singlePort } from '../facts/network/port-ranges';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { listOf, mapOf, mapsIn } from '../model/values/plain-data';
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

function opensSolver(policy: Manifest): boolean {
  const port = singlePort(PORT.number, PORT.protocol);
  return policyRulesOf(policy, 'Ingress').some(({ ports }) => (
    portRangesOf(ports, SOLVER.ports).some((range) => portsOverlap(range, port))
  ));
}

/** Whether the issuer is here and proves one of the hosts by HTTP-01; what others do is not known. */
function usesHttp01(manifest: Manifest, cluster: Cluster): boolean {
  const issuer = issuerOf(manifest, cluster);
  const solvers = mapsIn(mapOf(issuer?.spec.acme).solvers).map(({ item }) => item);
  const hosts = hostsOf(manifest).filter((host) => !host.startsWith('*.'));
  return hosts.some((host) => solvers.some((solver) => 'http01' in solver && isSolverOf(solver.selector, host)));
}

/** A solver without a selector, or whose selector may name the host. */
function isSolverOf(selector: unknown, host: string): boolean {
  const names = textsIn(mapOf(selector).dnsNames);
  const zones = textsIn(mapOf(selector).dnsZones);
  return names.length + zones.length === 0 || names.includes(host)
    || zones.some((zone) => host === zone || host.endsWith(`.${zone}`));
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
