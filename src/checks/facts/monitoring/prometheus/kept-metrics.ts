import { commandLine, flagOf, PrometheusProgram } from './prometheus-programs';
import { Finding } from '../../../model/check';
import { listOf, mapOf, PlainMap } from '../../../model/values/plain-data';
import { durationSeconds } from '../../alerts/files/duration-text';

const YEAR = 365 * 86_400;
/** Where the sidecar of Thanos is told its bucket. */
const BUCKET = /--objstore\.config/;
const EXPECTED = 'remote write, a sidecar of Thanos with a bucket, or a retention of a year';

/** Whether what the operator runs keeps metrics for a year, itself or elsewhere. */
export function metricsKeptByOperator(spec: PlainMap): Finding {
  const { remoteWrite, thanos, retention, containers, initContainers } = spec;
  const { objectStorageConfig: secret, objectStorageConfigFile: file } = mapOf(thanos);
  const all = [...listOf(containers), ...listOf(initContainers)];
  if (listOf(remoteWrite).length > 0) return kept('spec.remoteWrite', 'sends its metrics to a store');
  if (secret !== undefined || file !== undefined || hasSidecar(all)) {
    return kept('spec.thanos', 'uploads its metrics to a bucket');
  }
  return judgeRetention(retention, 'spec.retention');
}

/** The same of a program that somebody starts; undefined where it reads what is not here. */
export function metricsKeptByProgram(program: PrometheusProgram): Finding | undefined {
  const { pod, container, configurations } = program;
  if (configurations.some(({ remote_write: remoteWrite }) => listOf(remoteWrite).length > 0)) {
    return kept(container.path, 'sends its metrics to a store');
  }
  if (hasSidecar(pod.containers.map(({ content }) => content))) {
    return kept(pod.specPath, 'uploads its metrics to a bucket');
  }
  const [written] = configurations.map(({ storage }) => mapOf(mapOf(mapOf(storage).tsdb).retention).time)
    .filter((time) => time !== undefined);
  const finding = judgeRetention(flagOf('storage.tsdb.retention.time', container) ?? written, container.path);
  return finding.passed || configurations.length > 0 ? finding : undefined;
}

function judgeRetention(retention: unknown, path: string): Finding {
  const passed = (durationSeconds(retention) ?? 0) >= YEAR;
  if (passed) return kept(path, 'keeps its metrics for a year or longer');
  const message = retention === undefined
    ? 'forgets its metrics after 15 days, and sends them nowhere'
    : 'forgets its metrics within a year, and sends them nowhere';
  return { passed, path, message, actual: retention, expected: EXPECTED };
}

function kept(path: string, message: string): Finding {
  return { passed: true, path, message };
}

/** One that starts before Prometheus stands among the init containers. */
function hasSidecar(containers: readonly unknown[]): boolean {
  return containers.some((container) => BUCKET.test(commandLine(mapOf(container))));
}
