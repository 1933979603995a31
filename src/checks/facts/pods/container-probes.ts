import { isBatch } from './batch';
import { eachContainer, isLongRunning } from './containers';
import { Finding } from '../../model/check';
import { Manifest } from '../../model/manifest';
import { isMap } from '../../model/values/plain';

/** The probes of a container, by the first word of their field. */
export type ProbeKind = 'readiness' | 'liveness' | 'startup';

/**
 * Judges whether each container that runs for long has a probe of a kind.
 *
 * Kubescape asks Jobs for probes too; nobody waits for a Job to be ready, and it ends by itself.
 */
export function eachContainerHasProbe(manifest: Manifest, kind: ProbeKind): Finding[] {
  return eachContainer(manifest.pods, (container, pod) => {
    if (!isLongRunning(container) || isBatch(manifest, pod)) return undefined;
    const path = `${container.path}.${kind}Probe`;
    return isProbe(container.content[`${kind}Probe`])
      ? { passed: true, message: `has a ${kind} probe`, path }
      : { passed: false, message: `has no ${kind} probe`, path };
  });
}

function isProbe(value: unknown): boolean {
  return isMap(value) && ['httpGet', 'tcpSocket', 'grpc', 'exec'].some((question) => isMap(value[question]));
}
