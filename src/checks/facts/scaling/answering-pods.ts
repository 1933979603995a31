import { desiredReplicas } from './replica-range';
import type { Finding } from '../../model/check';
import { Cluster, PodSource } from '../../model/cluster';
import { failuresOrPass } from '../failures-or-pass';
import { CalledService } from '../network/called-services';
import { podsBehind } from '../network/services';
import { oncePerList } from '../once-per-list';
import { namesOf, ownersOf } from '../pods/selected-owners';
import { isWithoutScale } from '../workload-kinds';

/** Judges whether more than one pod answers what the API server calls; what is not in the input is not judged. */
export function judgeAnsweringPods(called: readonly CalledService[], cluster: Cluster): Finding[] {
  return failuresOrPass(called.filter(({ mustAnswer }) => mustAnswer).flatMap(({ namespace, service: name, path }) => {
    const service = cluster.named('Service', namespace, name);
    const pods = service === undefined ? [] : podsBehind(service, cluster);
    const least = leastOf(pods, cluster);
    if (least === undefined) return [];
    const message = `is answered by ${namesOf(ownersOf(pods, cluster))} alone, which runs ${least} replica(s)`;
    return [{ passed: least > 1, path, message, actual: least, expected: '2 replicas or more' }];
  }), 'is answered by more than one pod');
}

/** Nobody counts the pods of a DaemonSet, nor those of other controllers. */
const leastOf = oncePerList((pods: readonly PodSource[], cluster): number | undefined => {
  const owners = ownersOf(pods, cluster);
  if (owners.length === 0 || owners.some(isWithoutScale)) return undefined;
  return owners.reduce((sum, owner) => sum + desiredReplicas(owner, cluster).min, 0);
});
