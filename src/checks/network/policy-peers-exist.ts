import { NAMESPACE_NAME_LABEL } from '../../internal/naming/labels';
import { failuresOrPass } from '../facts/failures-or-pass';
import { hasPodsOf } from '../facts/namespaces/known-namespaces';
import { unseenPods } from '../facts/network/made-pods';
import { closesDirection, Direction, DIRECTIONS, policyRulesOf } from '../facts/network/network-policies';
import { podsNamedBy } from '../facts/network/selected-peers';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { hasRequirements } from '../model/selectors/open-selector';
import { Severity } from '../model/severity';
import { isMap, mapOf, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** Labels that say of nobody who it is, but that it may call, such as `redis-client`. */
const PERMISSION = /-client$/;

/** A flow is opened between pods that there are. */
export const POLICY_PEERS_EXIST: ICheck = {
  id: 'policy-peers-exist',
  title: 'The peers of a NetworkPolicy exist',
  box: 'references',
  severity: Severity.ADVICE,
  why: 'A slip in the labels of a peer opens the flow to nobody: those who were meant time out, and nothing says why.',
  remedy: {
    manifest: 'Give the podSelector of the peer the labels of the pod template, and a namespaceSelector where the pods '
      + 'are in another namespace.',
    construct: 'allowFrom or dependsOn with the workload itself, which know its labels',
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
    'kube-linter:dangling-networkpolicypeer-podselector',
  ],
  appliesTo: ['networking.k8s.io/NetworkPolicy'],
  evaluate: (policy, cluster) => failuresOrPass(
    DIRECTIONS.flatMap((direction) => judgeDirection(policy, direction, cluster)), 'names peers that exist',
  ),
};

function judgeDirection(policy: Manifest, direction: Direction, cluster: Cluster): Finding[] {
  if (!closesDirection(policy, direction)) return [];
  const side = direction === 'Ingress' ? 'from' : 'to';
  return policyRulesOf(policy, direction).flatMap(({ peers = [], path }) => peers.flatMap((peer, index) => {
    const exists = peerExists(peer, policy.namespace, cluster);
    if (exists === undefined) return [];
    const place = { path: `${path}.${side}[${index}].podSelector`, actual: peer.podSelector };
    return [{ ...place, passed: exists, message: exists ? 'names pods that exist' : 'names no pods of the manifests' }];
  }));
}

/** Undefined where nobody knows here. */
function peerExists(peer: PlainMap, home: string, cluster: Cluster): boolean | undefined {
  const { podSelector } = peer;
  const namespace = namespaceOf(peer, home);
  if (namespace === undefined || !isMap(podSelector) || !hasRequirements(podSelector)) return undefined;
  if (!hasPodsOf(cluster, namespace)) return undefined;
  if (Object.keys(mapOf(podSelector.matchLabels)).some((key) => PERMISSION.test(key))) return undefined;
  if (podsNamedBy(cluster, peer, home).length > 0) return true;
  const { maker, mayExist } = unseenPods(cluster, namespace, podSelector);
  if (maker !== undefined) return true;
  return mayExist ? undefined : false;
}

/** The one namespace that a peer is about; undefined where there may be several. */
function namespaceOf({ namespaceSelector }: PlainMap, home: string): string | undefined {
  if (!isMap(namespaceSelector)) return home;
  const name = textOf(mapOf(namespaceSelector.matchLabels)[NAMESPACE_NAME_LABEL]);
  return name === '' ? undefined : name;
}
