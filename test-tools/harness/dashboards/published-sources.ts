import * as fs from 'fs';
import * as path from 'path';
import { load } from 'js-yaml';
import { addLabels, Catalogue, metricsOfText, MetricSource } from './metric-catalogue';
import { downloadGoModule, readModuleFile } from '../../../scripts/schemas/go-module';

const NODE_EXPORTER = {
  module: 'github.com/prometheus/node_exporter', version: 'v1.12.1', file: 'collector/fixtures/e2e-output.txt',
};
const KUBERNETES = {
  module: 'k8s.io/kubernetes', version: 'v1.36.4', file: 'test/instrumentation/documentation/documentation-list.yaml',
};
const CADVISOR = {
  module: 'github.com/google/cadvisor/lib', version: 'v0.60.5', file: 'metrics/testdata/prometheus_metrics',
};
const KUBE_STATE_METRICS = { module: 'k8s.io/kube-state-metrics/v2', version: 'v2.20.0', file: 'docs/metrics' };
/** The kubelet calls containers by these, and not by those of cAdvisor's own test. */
const LABELS_OF_CONTAINERS = ['container', 'id', 'image', 'name', 'namespace', 'pod'];
const ADDED_TO_HISTOGRAMS = { _bucket: ['le'], _count: [], _sum: [] };
const METRIC_ROW = /^\| (kube_\w+)\s+\|(.*)/;
const DOCUMENTED_LABEL = /`([a-z_]+)`=/g;

/** A file, or a folder, of a Go module. */
interface PublishedFile {
  readonly module: string;
  readonly version: string;
  readonly file: string;
}

/** A metric of Kubernetes' own list. */
interface DocumentedMetric {
  readonly name: string;
  readonly subsystem?: string;
  readonly namespace?: string;
  readonly type: string;
  readonly labels?: readonly string[];
  readonly componentEndpoints?: readonly { readonly component: string }[];
}

/** What is published of programs that no test runs. */
export function publishedSources(): MetricSource[] {
  return [
    { name: 'node-exporter-test', origin: originOf(NODE_EXPORTER), metrics: metricsOfText(textOf(NODE_EXPORTER)) },
    { name: 'kubelet', origin: originOf(KUBERNETES), metrics: metricsOfKubelet(textOf(KUBERNETES)) },
    { name: 'cadvisor', origin: originOf(CADVISOR), metrics: metricsOfContainers(textOf(CADVISOR)) },
    kubeStateMetrics(),
  ];
}

/** What node-exporter answers in its own test, on every Linux. */
export function nodeExporterText(): string {
  return textOf(NODE_EXPORTER);
}

function originOf({ module, version, file }: PublishedFile): string {
  return `${module}@${version} ${file}`;
}

function textOf({ module, version, file }: PublishedFile): string {
  return readModuleFile(downloadGoModule(module, version), file);
}

function metricsOfKubelet(text: string): Catalogue {
  const metrics = new Map<string, Set<string>>();
  const ofKubelet = (load(text) as DocumentedMetric[])
    .filter(({ componentEndpoints = [] }) => componentEndpoints.some(({ component }) => component === 'kubelet'));
  for (const { namespace, subsystem, name, type, labels = [] } of ofKubelet) {
    const whole = [namespace, subsystem, name].filter(Boolean).join('_');
    const ends = type === 'Histogram' ? Object.entries(ADDED_TO_HISTOGRAMS) : [['', []] as const];
    ends.forEach(([end, added]) => addLabels(metrics, whole + end, [...labels, ...added]));
  }
  return metrics;
}

function metricsOfContainers(text: string): Catalogue {
  const own = [...metricsOfText(text)].filter(([name]) => name.startsWith('container_'));
  return new Map(own.map(([name]) => [name, new Set(LABELS_OF_CONTAINERS)]));
}

function kubeStateMetrics(): MetricSource {
  const { module, version, file } = KUBE_STATE_METRICS;
  const folder = path.join(downloadGoModule(module, version).directory, file);
  const pages = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((page) => page.endsWith('.md'));
  const metrics = new Map<string, Set<string>>();
  const lines = pages.sort().flatMap((page) => fs.readFileSync(path.join(folder, page), 'utf8').split('\n'));
  for (const [, name, row] of lines.map((line) => METRIC_ROW.exec(line) ?? [])) {
    if (name !== undefined) addLabels(metrics, name, [...row.matchAll(DOCUMENTED_LABEL)].map(([, label]) => label));
  }
  return { name: 'kube-state-metrics', origin: originOf(KUBE_STATE_METRICS), metrics };
}
