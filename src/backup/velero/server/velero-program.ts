import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { Autoscaling } from '../../../availability/autoscaling';
import { Probes } from '../../../availability/probes';
import { Resources } from '../../../availability/resources';
import { Rollout } from '../../../availability/rollout';
import { Metrics } from '../../../workloads/metrics';

/** Velero looks for them by these names, and the pods that it makes inherit from them. */
export const SERVER_NAME = 'velero';
export const NODE_AGENT_NAME = 'node-agent';
export const METRICS_PORT = 8085;
export const SCRATCH_FOLDER = '/scratch';
export const PLUGIN_FOLDER = '/plugins';
export const PLUGIN_SIZE = Size.mebibytes(512);

const ONE = 'two servers would make each backup twice';
const OLD_FIRST = 'the old and the new server would make each backup twice';

/** What server and node agent have in common: nothing but metrics says that they work. */
export function commonProgram() {
  return {
    command: ['/velero'],
    port: METRICS_PORT,
    metrics: Metrics.at({ port: METRICS_PORT }),
    probes: Probes.http({ liveness: '/metrics', readiness: '/metrics' }),
  };
}

/** One server at a time. */
export function serverScale() {
  return { scaling: Autoscaling.none(ONE, 1), rollout: Rollout.recreate(OLD_FIRST) };
}

/** What both find in their environment: everything that they write goes to one folder. */
export function environmentOf(namespace: string): Record<string, string> {
  return {
    VELERO_NAMESPACE: namespace,
    VELERO_SCRATCH_DIR: SCRATCH_FOLDER,
    HOME: SCRATCH_FOLDER,
    TMPDIR: SCRATCH_FOLDER,
  };
}

export function serverResources(scratch: Size): Resources {
  return Resources.of({
    cpuRequest: Cpu.millis(250),
    cpuLimit: Cpu.units(1),
    memory: Size.mebibytes(512),
    ephemeralStorageLimit: Size.mebibytes(scratch.toMebibytes() + PLUGIN_SIZE.toMebibytes() + 256),
  });
}

/** The agent makes pods that move data, and moves none itself. */
export function agentResources(scratch: Size): Resources {
  return Resources.of({
    cpuRequest: Cpu.millis(50),
    cpuLimit: Cpu.millis(500),
    memory: Size.mebibytes(256),
    ephemeralStorageLimit: Size.mebibytes(scratch.toMebibytes() + 256),
  });
}
