import { PrometheusProgram } from './prometheus-programs';
import { commandLine, flagOf } from './server-start';
import { Finding } from '../../../model/check';
import { listOf, mapOf, PlainMap } from '../../../model/values/plain-data';
import { durationSeconds, isNoTime } from '../../alerts/files/duration-text';

const YEAR = 365 * 86_400;
/** Where the sidecar of Thanos is told its bucket. */
const BUCKET = /--objstore\.config/;
const EXPECTED = 'remote write, a sidecar of Thanos with a bucket, or a retention of a year';

/** Whether what the operator runs keeps metrics for a year, itself or elsewhere; undefined where only its size says. */
export function metricsKeptByOperator(spec: PlainMap): Finding | undefined {
  const { remoteWrite, thanos, retention, retentionSize, containers, initContainers } = spec;
  const { objectStorageConfig: secret, objectStorageConfigFile: file } = mapOf(thanos);
  const all = [...listOf(containers), ...listOf(initContainers)];
  if (listOf(remoteWrite).length > 0) return kept('spec.remoteWrite', 'sends its metrics to a store');
  if (secret !== undefined || file !== undefined || hasSidecar(all)) {
    return kept('spec.thanos', 'uploads its metrics to a bucket');
  }
  if (retention === undefined && retentionSize !== undefined) return undefined;
  return judgeRetention(retention, { path: 'spec.retention', usual: 'a day' });
}

/** The same of a program that somebody starts; undefined where it reads what is not here, too. */
export function metricsKeptByProgram(program: PrometheusProgram): Finding | undefined {
  const { pod, container, configurations } = program;
  if (configurations.some(({ remote_write: remoteWrite }) => listOf(remoteWrite).length > 0)) {
    return kept(container.path, 'sends its metrics to a store');
  }
  if (hasSidecar(pod.containers.map(({ content }) => content))) {
    return kept(pod.specPath, 'uploads its metrics to a bucket');
  }
  const time = retentionTime(program);
  if (time === undefined && !isRetentionKnown(program)) return undefined;
  const finding = judgeRetention(time, { path: container.path, usual: '15 days' });
  return finding.passed || configurations.length > 0 ? finding : undefined;
}

/** Of its configuration and its flags, the program takes the former. */
function retentionTime({ start, configurations }: PrometheusProgram): unknown {
  const written = writtenRetentions(configurations).map(({ time }) => time);
  return written.find((time) => time !== undefined && !isNoTime(time))
    ?? flagOf('storage.tsdb.retention.time', start)
    // Prometheus 2 takes this one where it is not told the other.
    ?? flagOf('storage.tsdb.retention', start);
}

/** Whether all that could say a time is here, and no size stands for it. */
function isRetentionKnown({ start, configurations }: PrometheusProgram): boolean {
  return start.isRead && configurations.length > 0 && flagOf('storage.tsdb.retention.size', start) === undefined
    && writtenRetentions(configurations).every(({ size }) => size === undefined);
}

function writtenRetentions(configurations: readonly PlainMap[]): PlainMap[] {
  return configurations.map(({ storage }) => mapOf(mapOf(mapOf(storage).tsdb).retention));
}

/** For how long metrics are kept where nobody says it. */
interface UsualRetention {
  readonly path: string;
  readonly usual: string;
}

function judgeRetention(retention: unknown, { path, usual }: UsualRetention): Finding {
  const passed = (durationSeconds(retention) ?? 0) >= YEAR;
  if (passed) return kept(path, 'keeps its metrics for a year or longer');
  const message = retention === undefined
    ? `forgets its metrics after ${usual}, and sends them nowhere`
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
