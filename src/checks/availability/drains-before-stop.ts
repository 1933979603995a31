import { isHeadless, portsBehind, servicePorts } from '../facts/network/services';
import { containerPorts } from '../facts/pods/declared-ports';
import { hasPreStop } from '../facts/pods/pre-stop';
import { isJob } from '../facts/workload-kinds';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { ContainerRole, PodContainer, PodTemplate } from '../model/manifest-pods';
import { Severity } from '../model/severity';

/** What serves goes on serving until nobody sends it anything any more. */
export const DRAINS_BEFORE_STOP: ICheck = {
  id: 'drains-before-stop',
  title: 'What a Service sends to waits before it stops',
  box: 'graceful-shutdown',
  severity: Severity.WARNING,
  why: 'A pod is told to stop while proxies still send to it; without a wait each rollout loses requests.',
  remedy: {
    manifest: 'lifecycle: {preStop: {sleep: {seconds: 10}}}',
    construct: 'shutdown: Shutdown.graceful()',
  },
  references: ['https://kubernetes.io/docs/tutorials/services/pods-and-endpoint-termination-flow/'],
  appliesTo: ['pods'],
  evaluate: (manifest, cluster) => (isJob(manifest) ? [] : manifest.pods.flatMap((pod) => (
    servingContainers(pod, servicesBefore(manifest, pod, cluster)).map(judge)
  ))),
};

function judge(container: PodContainer): Finding {
  const path = `${container.path}.lifecycle.preStop`;
  return hasPreStop(container)
    ? { passed: true, container: container.name, path, message: 'does something before it is stopped' }
    : { passed: false, container: container.name, path, message: 'is stopped at once', expected: 'a hook that waits' };
}

/** The Service by which the members of a StatefulSet find each other sends nothing to them. */
function servicesBefore({ namespace, spec }: Manifest, pod: PodTemplate, cluster: Cluster): Manifest[] {
  return cluster.servicesSelecting(namespace, pod.labels)
    .filter((service) => !(isHeadless(service) && service.name === spec.serviceName));
}

/** Those with the ports that Services lead to; all where nobody declares them. Sidecars outlive the others anyway. */
function servingContainers(pod: PodTemplate, services: readonly Manifest[]): PodContainer[] {
  const main = pod.containers.filter(({ role }) => role === ContainerRole.MAIN);
  const targets = services.flatMap(servicePorts).flatMap((port) => portsBehind(port, pod));
  if (services.length === 0 || targets.length === 0) return services.length === 0 ? [] : main;
  return main.filter((container) => containerPorts(container).some(({ number, protocol }) => (
    targets.some((target) => target.number === number && target.protocol === protocol)
  )));
}
