import { IncomingRequests, requestsTo } from '../facts/network/requested-ports';
import { containerPorts } from '../facts/pods/declared-ports';
import { DEFAULT_GRACE, hasPreStop, LEAST_TO_STOP } from '../facts/pods/pre-stop';
import { isJob } from '../facts/workload-kinds';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { ContainerRole, PodContainer, PodTemplate } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { mapOf, PlainMap } from '../model/values/plain-data';

/** How long proxies may take to hear of it, in seconds. */
const DRAIN = 10;
/** The first minor in which every cluster knows the action. */
const SLEEPS_SINCE = 30;

/** What serves goes on serving until nobody sends it anything any more. */
export const DRAINS_BEFORE_STOP: ICheck = {
  id: 'drains-before-stop',
  title: 'What a Service sends to waits before it stops',
  box: 'graceful-shutdown',
  severity: Severity.WARNING,
  why: 'A pod is told to stop while proxies still send to it; without a wait each rollout loses requests.',
  remedy: {
    manifest: 'lifecycle: {preStop: {sleep: {seconds: 10}}}, with terminationGracePeriodSeconds: 40; before 1.30 '
      + "preStop: {exec: {command: [sleep, '10']}}",
    construct: 'shutdown: Shutdown.graceful()',
  },
  references: ['https://kubernetes.io/docs/tutorials/services/pods-and-endpoint-termination-flow/'],
  appliesTo: ['pods'],
  // Where all pods stop before others start, nobody can take over the requests that a wait would save.
  evaluate: (manifest, cluster) => (isJob(manifest) || isRecreated(manifest) ? [] : manifest.pods.flatMap((pod) => (
    servingContainers(pod, requestsTo(manifest, pod, cluster)).map((container) => judge(container, pod, cluster))
  ))),
};

function isRecreated({ groupKind, spec }: Manifest): boolean {
  return groupKind === 'apps/Deployment' && mapOf(spec.strategy).type === 'Recreate';
}

function judge(container: PodContainer, { spec }: PodTemplate, { minor }: Cluster): Finding {
  const place = { path: `${container.path}.lifecycle.preStop`, container: container.name };
  return hasPreStop(container)
    ? { ...place, passed: true, message: 'does something before it is stopped' }
    : { ...place, passed: false, message: 'is stopped at once', expected: hookThatFits(spec, minor) };
}

/** A hook that the cluster knows, and that leaves time to stop: one that sleeps longer than the grace is refused. */
function hookThatFits({ terminationGracePeriodSeconds: grace = DEFAULT_GRACE }: PlainMap, minor: number): string {
  const sleep = minor < SLEEPS_SINCE ? `{exec: {command: [sleep, '${DRAIN}']}}` : `{sleep: {seconds: ${DRAIN}}}`;
  const hook = `lifecycle: {preStop: ${sleep}}`;
  const isLongEnough = typeof grace === 'number' && grace >= DRAIN + LEAST_TO_STOP;
  return isLongEnough ? hook : `terminationGracePeriodSeconds: ${DRAIN + DEFAULT_GRACE}, with ${hook}`;
}

/** Those with the ports that Services lead to; all where nobody declares them. Sidecars outlive the others anyway. */
function servingContainers(pod: PodTemplate, { areSent, ports }: IncomingRequests): PodContainer[] {
  const main = pod.containers.filter(({ role }) => role === ContainerRole.MAIN);
  if (!areSent || ports.length === 0) return areSent ? main : [];
  return main.filter((container) => containerPorts(container).some(({ number, protocol }) => (
    ports.some((port) => port.number === number && port.protocol === protocol)
  )));
}
