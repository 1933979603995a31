import { metricsKeptByOperator, metricsKeptByProgram } from '../facts/monitoring/prometheus/kept-metrics';
import { OPERATED_PROMETHEUS, prometheusProgramsOf } from '../facts/monitoring/prometheus/prometheus-programs';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Metrics outlast what one Prometheus keeps. */
export const METRICS_ARE_KEPT_LONG: ICheck = {
  id: 'metrics-are-kept-long',
  title: 'Metrics are kept for a year',
  box: 'long-term-metrics',
  severity: Severity.ADVICE,
  why: 'Whether this is a usual Monday, how much the load grows in a year and whether an objective was met in the last '
    + 'quarter is asked when what Prometheus keeps itself is long gone, or lost with its volume.',
  remedy: {
    manifest: 'spec: {thanos: {objectStorageConfig: {name: bucket, key: thanos.yaml}}}, or remoteWrite to a store',
    construct: 'thanos: { destination, ... } of MonitoringStack',
  },
  references: [
    'https://prometheus.io/docs/prometheus/latest/storage/#remote-storage-integrations',
    'https://thanos.io/tip/components/sidecar.md/',
  ],
  appliesTo: [OPERATED_PROMETHEUS, 'apps/StatefulSet', 'apps/Deployment'],
  evaluate: (manifest, cluster) => (
    manifest.groupKind === OPERATED_PROMETHEUS
      ? [metricsKeptByOperator(manifest.spec) ?? []].flat()
      : prometheusProgramsOf(manifest, cluster).flatMap((program) => metricsKeptByProgram(program) ?? [])
  ),
};
