import { ACME_SOLVER_LABELS } from '../facts/network/made-pods';
import { closesDirection, policyRulesOf } from '../facts/network/network-policies';
import { closedBy, policyIndex } from '../facts/network/policy-openings';
import { portRangesOf, portsOverlap, singlePort } from '../facts/network/port-ranges';
import { CERTIFICATE_KINDS, hostsProvedByHttp01 } from '../facts/routes/acme-challenges';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { isMap } from '../model/values/plain-data';

const PORT = { name: 'http', number: 8089, protocol: 'TCP' };

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
  appliesTo: CERTIFICATE_KINDS,
  evaluate: (manifest, cluster) => (
    hostsProvedByHttp01(manifest, cluster).length > 0 ? judge(manifest, cluster) : []
  ),
};

function judge({ namespace }: Manifest, cluster: Cluster): Finding[] {
  const names = closedBy(cluster, { labels: ACME_SOLVER_LABELS, namespace }, {
    direction: 'Ingress', verb: ['closes', 'close'],
  });
  if (names === undefined) return [{ passed: true, message: 'no policy closes the solvers of its challenges' }];
  const [opening] = policiesForSolvers(cluster).first(cluster.effectiveNamespace(namespace), ACME_SOLVER_LABELS, 1);
  if (opening) return [{ passed: true, message: `its solvers are reached by NetworkPolicy ${opening.name}` }];
  const expected = 'a policy that admits the ingress controller to port 8089 of the solvers';
  return [{ passed: false, message: `nothing reaches the solvers of its challenges: ${names} them`, expected }];
}

/** The controller runs elsewhere: who admits none but its own namespace does not let it in. */
const policiesForSolvers = policyIndex((policy) => (
  closesDirection(policy, 'Ingress') && policyRulesOf(policy, 'Ingress').some(({ peers, ports }) => (
    (peers === undefined || peers.some(({ ipBlock, namespaceSelector }) => isMap(ipBlock) || isMap(namespaceSelector)))
    && portRangesOf(ports, [PORT]).some((range) => portsOverlap(range, singlePort(PORT.number, PORT.protocol)))
  ))
));
