import { OPERATED_PROMETHEUS, prometheusProgramsOf } from '../facts/monitoring/prometheus/prometheus-programs';
import { desiredReplicas } from '../facts/scaling/replica-range';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

const ENOUGH_REPLICAS = 2;

/** Somebody measures while one Prometheus is away. */
export const PROMETHEUS_RUNS_TWICE: ICheck = {
  id: 'prometheus-runs-twice',
  title: 'Two Prometheus servers measure the same',
  box: 'long-term-metrics',
  severity: Severity.WARNING,
  why: 'While the only one is restarted, moved or reading its log of writes, nothing is measured and no alert can '
    + 'fire; the node or zone that fails often takes it along.',
  remedy: {
    manifest: 'spec: {replicas: 2}',
    construct: 'replicas: 2, as Prometheus and OperatorPrometheus have in production',
  },
  references: [
    'https://prometheus-operator.dev/docs/platform/high-availability/#prometheus',
    'https://prometheus.io/docs/introduction/faq/#can-prometheus-be-made-highly-available',
  ],
  appliesTo: [OPERATED_PROMETHEUS, 'apps/StatefulSet', 'apps/Deployment'],
  evaluate: (manifest, cluster) => {
    if (manifest.groupKind !== OPERATED_PROMETHEUS && prometheusProgramsOf(manifest, cluster).length === 0) return [];
    const { min, max } = desiredReplicas(manifest, cluster);
    if (max === 0) return [];
    const message = `runs ${min} replica(s)`;
    return [{ passed: min >= ENOUGH_REPLICAS, path: 'spec.replicas', message, actual: min, expected: ENOUGH_REPLICAS }];
  },
};
