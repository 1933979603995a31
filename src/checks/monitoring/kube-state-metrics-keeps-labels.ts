import { scrapesByJobs, scrapesByMonitor } from '../facts/monitoring/kept-labels';
import { Finding, ICheck } from '../model/check';
import type { Cluster } from '../model/cluster';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';

const MONITORS = ['ServiceMonitor', 'PodMonitor'];

/** What kube-state-metrics says is of the namespace and the pod that it speaks of, and not of its own. */
export const KUBE_STATE_METRICS_KEEPS_LABELS: ICheck = {
  id: 'kube-state-metrics-keeps-labels',
  title: 'Metrics of kube-state-metrics keep their own labels',
  box: 'metrics',
  severity: Severity.WARNING,
  why: 'Prometheus puts the namespace and the pod of kube-state-metrics itself in their place: every alert is about '
    + 'that namespace, and what joins or routes by namespace finds nothing.',
  remedy: {
    manifest: 'endpoints: [{port: http, honorLabels: true}]; honor_labels: true in a scrape configuration.',
    construct: 'Run KubeStateMetrics, which is scraped so.',
  },
  references: [
    'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config',
    'https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Endpoint',
  ],
  appliesTo: [...MONITORS, 'ScrapeConfig'].map((kind) => `monitoring.coreos.com/${kind}`).concat('ConfigMap'),
  evaluate: (manifest, cluster) => (
    MONITORS.includes(manifest.kind) ? judgeMonitor(manifest, cluster) : judgeJobs(manifest, cluster)
  ),
};

/** One endpoint may be for what another one cannot say. */
function judgeMonitor(monitor: Manifest, cluster: Cluster): Finding[] {
  const scrapes = scrapesByMonitor(monitor, cluster);
  if (scrapes.some(({ keepsLabels }) => keepsLabels)) return [PASSED];
  return scrapes.slice(0, 1).map(({ path }) => failure(path, 'honorLabels'));
}

function judgeJobs(manifest: Manifest, cluster: Cluster): Finding[] {
  const scrapes = scrapesByJobs(manifest, cluster);
  const failures = scrapes.filter(({ keepsLabels }) => !keepsLabels).map(({ path }) => failure(path, 'honor_labels'));
  return failures.length > 0 || scrapes.length === 0 ? failures : [PASSED];
}

const PASSED = { passed: true, message: 'keeps the labels of what kube-state-metrics says' };

function failure(path: string, field: string): Finding {
  return { passed: false, path, message: `scrapes kube-state-metrics without ${field}, so that its labels are lost` };
}
