import { bindingsOf, mountsToken } from '../facts/access/service-accounts';
import { isOnHostNetwork } from '../facts/network/network-flows';
import { closesDirection, policyRulesOf } from '../facts/network/network-policies';
import { closedBy, policyIndex } from '../facts/network/policy-openings';
import { portRangesOf, portsOverlap, singlePort } from '../facts/network/port-ranges';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { PodTemplate } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { isMap } from '../model/values/plain-data';

/** That of the Service, and those at which API servers listen behind it. */
const PORTS = [443, 6443, 7443, 8443, 16_443].map((number) => singlePort(number, 'TCP'));

/** Pods that have a role may ask the API server. */
export const API_SERVER_IS_REACHABLE: ICheck = {
  id: 'api-server-is-reachable',
  title: 'Pods with a role reach the API server',
  box: 'network-policies',
  severity: Severity.CRITICAL,
  why: 'A role lets a pod ask the API server, and a policy that opens no way there lets it time out. The API server is '
    + 'no pod: rules that name pods or namespaces do not mean it.',
  remedy: {
    manifest: 'egress: [{to: [{ipBlock: {cidr: <address of the API server>/32}}], ports: [{port: 6443}]}]. A pod that '
      + 'does not ask it needs no role, and automountServiceAccountToken: false.',
    construct: 'dependsOnHost with the address at which the API server listens',
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
    'https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/',
  ],
  appliesTo: ['pods'],
  evaluate: (manifest, cluster) => manifest.pods.flatMap((pod) => judge(manifest, pod, cluster)),
};

function judge(owner: Manifest, template: PodTemplate, cluster: Cluster): Finding[] {
  const source = { owner, template };
  if (isOnHostNetwork(source) || !mountsToken(template, owner.namespace, cluster)) return [];
  const [binding] = bindingsOf(template, owner.namespace, cluster);
  const { namespace } = owner;
  const closing = closedBy(cluster, { namespace, labels: template.labels }, {
    direction: 'Egress', verb: ['closes', 'close'],
  });
  if (binding === undefined || closing === undefined) return [];
  const [opening] = policiesForApiServer(cluster).first(cluster.effectiveNamespace(namespace), template.labels, 1);
  if (opening !== undefined) {
    return [{ passed: true, message: `may reach the API server by NetworkPolicy ${opening.name}` }];
  }
  const role = `${binding.kind} ${binding.name}`;
  const message = `has a role by ${role} and cannot reach the API server: ${closing} egress`;
  return [{ passed: false, message, expected: 'a rule for the address of the API server, port 443 or 6443' }];
}

/** An address may be that of the API server. */
const policiesForApiServer = policyIndex((policy) => (
  closesDirection(policy, 'Egress') && policyRulesOf(policy, 'Egress').some(({ peers, ports }) => (
    (peers === undefined || peers.some(({ ipBlock }) => isMap(ipBlock)))
      && portRangesOf(ports, []).some((range) => PORTS.some((port) => portsOverlap(range, port)))
  ))
));
