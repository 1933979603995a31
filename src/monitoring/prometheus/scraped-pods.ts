import { IConstruct } from 'constructs';
import { namespacePeer } from '../../internal/manifest/pod-peers';
import { INSTANCE_LABEL, selectorLabels } from '../../internal/naming/labels';
import { OpenedPort, openedPorts } from '../../internal/tree/opened-ports';
import { isSame } from '../../internal/values/json';
import { DerivedFlow } from '../../network/workload-flows';

/**
 * The flows to all that workloads of the tree open to the namespace of a Prometheus, and to nothing else.
 *
 * One for each port with one peer for each namespace: a rule for each workload of a large tree would be more than
 * `kubectl apply` can keep of an object.
 */
export function flowsToScraped(scope: IConstruct, namespace: string): DerivedFlow[] {
  const callers = namespacePeer(namespace);
  const opened = openedPorts(scope).filter(({ peer }) => isSame(peer, callers));
  const byPort = grouped(opened, ({ port, protocol }) => `${String(port).padStart(5)}/${protocol}`);
  return byPort.map((ofPort) => {
    const [{ port, protocol }] = ofPort;
    const peers = grouped(ofPort, (one) => one.namespace).map((pods) => peerOf(pods, namespace));
    return { peers, ports: [{ containerPort: port, protocol }] };
  });
}

/** Pods of one namespace. */
function peerOf(pods: readonly OpenedPort[], ownNamespace: string): object {
  const [{ namespace }] = pods;
  const names = [...new Set(pods.map(({ name }) => name))].sort();
  const podSelector = names.length === 1 ? { matchLabels: selectorLabels(names[0]) }
    : { matchExpressions: [{ key: INSTANCE_LABEL, operator: 'In', values: names }] };
  return { ...(namespace === ownNamespace ? {} : namespacePeer(namespace)), podSelector };
}

/** The groups in the order of their keys. */
function grouped(ports: readonly OpenedPort[], keyOf: (port: OpenedPort) => string): OpenedPort[][] {
  const groups = new Map<string, OpenedPort[]>();
  for (const port of ports) {
    const group = groups.get(keyOf(port)) ?? [];
    groups.set(keyOf(port), group);
    group.push(port);
  }
  return [...groups.keys()].sort().map((key) => groups.get(key)!);
}
