import { podPortNumbers } from './scrape-targets';
import type { Cluster, PodSource } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { podsBehind, servicePorts } from '../network/services';
import { oncePerList } from '../once-per-list';

type Port = string | number;

/** Looked for when it is asked: where there is such a port, it is mostly one of the first. */
const answersOfPods = oncePerList((pods: readonly PodSource[]) => remembered((port) => (
  pods.some((source) => podPortNumbers(port, source).length > 0)
)));

/** Whether some pod has a port of a name or number; one that declares none may listen on any number. */
export function someListen(pods: readonly PodSource[], port: Port, cluster: Cluster): boolean {
  return answersOfPods(pods, cluster)(port);
}

/** Whether there are pods behind some Service. */
export const haveSomePods = oncePerList((services: readonly Manifest[], cluster) => (
  services.some((service) => podsBehind(service, cluster).length > 0)
));

/** Whether some Service has a port of a name. */
export function someHavePort(services: readonly Manifest[], name: Port, cluster: Cluster): boolean {
  return answersOf(services, cluster).ofServices(name);
}

/** Whether some pod behind Services has a port. */
export function someListenBehind(services: readonly Manifest[], port: Port, cluster: Cluster): boolean {
  return answersOf(services, cluster).ofPods(port);
}

const answersOf = oncePerList((services: readonly Manifest[], cluster) => ({
  ofServices: remembered((port) => services.some((service) => servicePorts(service).some(({ name }) => name === port))),
  ofPods: remembered((port) => services.some((service) => someListen(podsBehind(service, cluster), port, cluster))),
}));

function remembered(find: (port: Port) => boolean): (port: Port) => boolean {
  const answers = new Map<Port, boolean>();
  return (port) => {
    const answer = answers.get(port) ?? find(port);
    answers.set(port, answer);
    return answer;
  };
}
