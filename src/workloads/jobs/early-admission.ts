import { ApiObject } from 'cdk8s';
import { IReachable } from '../../contracts/reachable';
import { podPeer } from '../../internal/manifest/pod-peers';
import { shortenedLabel } from '../../internal/naming/names';
import { chosenPorts } from '../../internal/naming/reachable-ports';
import { ReachableWorkload } from '../reachable-workload';
import { podsOf } from '../relations/dependencies';
import { Workload } from '../workload';

/**
 * A policy that lets a job in before the one of the target says so, which is applied with the release.
 *
 * None for what has no policy of ours: this one would be its first, and would keep all others out.
 */
export function admitEarly(job: Workload, target: IReachable, number?: number): ApiObject | undefined {
  if (!(target instanceof ReachableWorkload)) return undefined;
  const { scope, name, labels } = job.context;
  const { reachableName, reachablePods: { namespace, labels: matchLabels } } = target;
  const ports = chosenPorts(scope, { verb: 'dependsOn', target, number });
  const policy = shortenedLabel(`${name}-to-${reachableName}-${ports[0].containerPort}`);
  return new ApiObject(scope, `EarlyAdmission-${namespace}-${policy}`, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: policy, namespace, labels },
    spec: {
      podSelector: { matchLabels },
      policyTypes: ['Ingress'],
      ingress: [{
        from: [podPeer(namespace, podsOf(job))],
        ports: ports.map(({ protocol, containerPort: port }) => ({ protocol, port })),
      }],
    },
  });
}
