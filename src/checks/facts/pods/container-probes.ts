import { judgeContainers, isLongRunning } from './containers';
import { runsToCompletion } from './run-to-completion';
import { Finding } from '../../model/check';
import { Manifest } from '../../model/manifest';
import { isMap } from '../../model/values/plain-data';

/** The probes of a container, by the first word of their field. */
export type ProbeKind = 'readiness' | 'liveness' | 'startup';

/**
 * Judges whether each container that runs for long has a probe of a kind.
 *
 * Kubescape asks Jobs for probes too; nobody waits for a Job to be ready, and it ends by itself.
 */
export function judgeProbesOfKind(manifest: Manifest, kind: ProbeKind): Finding[] {
  return judgeContainers(manifest.pods, (container, pod) => {
    if (!isLongRunning(container) || runsToCompletion(manifest, pod)) return undefined;
    const path = `${container.path}.${kind}Probe`;
    return isProbe(container.content[`${kind}Probe`])
      ? { passed: true, message: `has a ${kind} probe`, path }
      : { passed: false, message: `has no ${kind} probe`, path };
  });
}

function isProbe(value: unknown): boolean {
  return isMap(value) && ['httpGet', 'tcpSocket', 'grpc', 'exec'].some((question) => isMap(value[question]));
}
