import { desiredReplicas } from './replica-range';
import type { Finding } from '../../model/check';
import { Cluster } from '../../model/cluster';
import { failuresOrPass } from '../failures-or-pass';
import { CalledService } from '../network/called-services';
import { podsBehind } from '../network/services';
import { isWithoutScale } from '../workload-kinds';

/** Judges whether more than one pod answers what the API server calls; what is not in the input is not judged. */
export function judgeAnsweringPods(called: readonly CalledService[], cluster: Cluster): Finding[] {
  return failuresOrPass(called.filter(({ mustAnswer }) => mustAnswer).flatMap(({ namespace, service: name, path }) => {
    const service = cluster.named('Service', namespace, name);
    const owners = service === undefined ? [] : [...new Set(podsBehind(service, cluster).map(({ owner }) => owner))];
    // Nobody counts the pods of a DaemonSet, nor those of other controllers.
    if (owners.length === 0 || owners.some(isWithoutScale)) return [];
    const least = owners.reduce((sum, owner) => sum + desiredReplicas(owner, cluster).min, 0);
    const names = owners.map((owner) => `${owner.kind} ${owner.name}`).join(', ');
    const message = `is answered by ${names} alone, which runs ${least} replica(s)`;
    return [{ passed: least > 1, path, message, actual: least, expected: '2 replicas or more' }];
  }), 'is answered by more than one pod');
}
