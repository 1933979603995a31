import { judgeSelection } from '../facts/monitoring/selection-findings';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A Prometheus reads the monitor. */
export const MONITOR_IS_SELECTED: ICheck = {
  id: 'monitor-is-selected',
  title: 'A Prometheus selects the monitor',
  box: 'metrics',
  severity: Severity.WARNING,
  why: 'A monitor without the labels that Prometheus looks for, or in another namespace, is never read.',
  remedy: {
    manifest: 'metadata: {labels: {release: <what serviceMonitorSelector of the Prometheus says>}}',
    construct: "metrics: MetricsFlavor.operator({ monitorLabels: { release: 'monitoring' } }), at the Platform",
  },
  references: [
    'https://prometheus-operator.dev/docs/platform/troubleshooting/#troubleshooting-servicemonitor-changes',
  ],
  appliesTo: ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig'].map((kind) => `monitoring.coreos.com/${kind}`),
  evaluate: judgeSelection,
};
