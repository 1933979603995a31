import { IConstruct } from 'constructs';
import { namespacePeer, podPeer } from '../../internal/manifest/pod-peers';
import { openedPorts } from '../../internal/tree/opened-ports';
import { isSame } from '../../internal/values/json';
import { Flow } from '../../network/workload-flows';

/** The flows to all that workloads of the tree open to the namespace of a Prometheus, and to nothing else. */
export function flowsToScraped(scope: IConstruct, namespace: string): Flow[] {
  const callers = namespacePeer(namespace);
  return openedPorts(scope).filter(({ peer }) => isSame(peer, callers))
    .map((opened) => ({ verb: 'scrape', peer: podPeer(namespace, opened), ports: opened.ports }));
}
