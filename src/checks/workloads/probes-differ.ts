import { ContainerVerdict, judgeContainers, isLongRunning } from '../facts/pods/containers';
import { ICheck } from '../model/check';
import { PodContainer } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { isMap, listOf, mapOf, mapsIn, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** A container is not restarted for what should only take it out of service. */
export const PROBES_DIFFER: ICheck = {
  id: 'probes-differ',
  title: 'Liveness is more patient than readiness, or asks something else',
  box: 'health-checks',
  severity: Severity.WARNING,
  // Scanners that compare the questions alone refuse a shared endpoint with more patience, which Kubernetes recommends.
  why: 'A pod that waits for a dependency is restarted instead of being left alone, and all others with it. '
    + 'kube-score wants another question; here a liveness probe may ask the same with more patience.',
  remedy: {
    manifest: 'Let the liveness probe ask an endpoint of its own, or give it a higher failureThreshold.',
    construct: "probes: Probes.http({ liveness: '/livez', readiness: '/readyz' })",
  },
  references: [
    'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
    'kube-score:pod-probes-identical', 'kyverno:ensure-probes-different',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeContainers(pods, (container) => (
    isLongRunning(container) ? judgeProbes(container) : undefined
  )),
};

function judgeProbes(container: PodContainer): ContainerVerdict | undefined {
  const { readinessProbe, livenessProbe } = container.content;
  if (!isMap(readinessProbe) || !isMap(livenessProbe)) return undefined;
  const path = `${container.path}.livenessProbe`;
  const questions = [readinessProbe, livenessProbe].map((probe) => probedTarget(probe, container));
  // A gRPC server answers for both by one service; there is no other question to ask.
  if (questions.includes(undefined)) return undefined;
  if (questions[0] !== questions[1]) return { passed: true, path, message: 'asks different questions' };
  const [readiness, liveness] = [readinessProbe, livenessProbe].map(secondsUntilAction);
  return liveness > readiness
    ? { passed: true, path, message: `is restarted after ${liveness} s, and out of service after ${readiness} s` }
    : { passed: false, path, message: 'is restarted by the question, and as soon, that takes it out of service' };
}

function probedTarget({ httpGet, tcpSocket, exec }: PlainMap, container: PodContainer): string | undefined {
  if (isMap(httpGet)) return `http ${probedPort(httpGet, container)} ${textOf(httpGet.path ?? '/')}`;
  if (isMap(tcpSocket)) return `tcp ${probedPort(tcpSocket, container)}`;
  return isMap(exec) ? `exec ${JSON.stringify(listOf(exec.command))}` : undefined;
}

/** The number of a port that is named. */
function probedPort({ port }: PlainMap, { content }: PodContainer): string {
  const named = mapsIn(content.ports).find(({ item }) => item.name === port && port !== undefined);
  return textOf(mapOf(named?.item).containerPort ?? port);
}

/** The seconds of failing answers after which the kubelet acts. */
function secondsUntilAction({ failureThreshold, periodSeconds }: PlainMap): number {
  return numberOrDefault(failureThreshold, 3) * numberOrDefault(periodSeconds, 10);
}

function numberOrDefault(value: unknown, usual: number): number {
  return typeof value === 'number' ? value : usual;
}
