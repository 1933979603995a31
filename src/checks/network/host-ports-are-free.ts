import { failuresOrPass } from '../facts/failures-or-pass';
import { hostPortsOf, rivalOf } from '../facts/network/host-ports';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** No two DaemonSets take one port of the same node. */
export const HOST_PORTS_ARE_FREE: ICheck = {
  id: 'host-ports-are-free',
  title: 'No two DaemonSets take one port of a node',
  box: 'references',
  severity: Severity.WARNING,
  why: 'On each node the pod of one of them waits for ever, and nothing says so but its own events.',
  remedy: {
    manifest: 'Choose another port for one, or nodes that the other does not run on, by nodeSelector.',
    construct: 'port: 9101, or nodeSelector',
  },
  references: ['https://kubernetes.io/docs/reference/scheduling/config/#scheduling-plugins'],
  appliesTo: ['apps/DaemonSet'],
  evaluate: (daemonSet, cluster) => failuresOrPass(hostPortsOf(daemonSet).map((port) => {
    const { path, number, protocol } = port;
    const rival = rivalOf(port, cluster);
    const message = `takes port ${number}/${protocol} of its nodes, as ${rival?.kind} ${rival?.name} does`;
    return { passed: rival === undefined, path, message, actual: number, expected: 'a port that is free there' };
  }), 'takes ports of its nodes that no other DaemonSet takes'),
};
