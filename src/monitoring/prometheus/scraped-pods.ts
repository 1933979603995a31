import { IConstruct } from 'constructs';
import { namespacePeer, podPeer } from '../../internal/manifest/pod-peers';
import { openedPorts } from '../../internal/tree/opened-ports';
import { isSame } from '../../internal/values/json';

/** Rules of egress to all that workloads of the tree open to the namespace of a Prometheus, and to nothing else. */
export function egressToScraped(scope: IConstruct, namespace: string): object[] {
  const callers = namespacePeer(namespace);
  return openedPorts(scope).filter(({ peer }) => isSame(peer, callers))
    .map((opened) => ({ to: [podPeer(namespace, opened)], ports: [...opened.ports] }));
}
