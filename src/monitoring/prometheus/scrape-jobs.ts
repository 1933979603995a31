import { PrometheusSettings } from './prometheus-settings';
import { JsonObject } from '../../internal/values/json';
import { podTargets } from '../pod-targets';

/** Of what brings blocks to an object store. */
export const SIDECAR_JOB = 'thanos-sidecar';
const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
const POD = '__meta_kubernetes_pod';
const ANNOTATION = `${POD}_annotation_prometheus_io`;
const CADVISOR = '/metrics/cadvisor';

/** A Service, and where its pods listen. */
export interface ServicePlace {
  readonly name: string;
  readonly namespace: string;
  readonly port: number;
}

/** What is scraped by itself: its own replicas, the parts of the cluster, and pods that ask for it by annotations. */
export function scrapeJobs(settings: PrometheusSettings, own: ServicePlace, sidecarPort?: number): JsonObject[] {
  return [
    ownJob('prometheus', settings, own),
    ...(sidecarPort === undefined ? [] : [ownJob(SIDECAR_JOB, settings, { ...own, port: sidecarPort })]),
    ...clusterJobs(settings),
    podJob(),
  ];
}

/** What is scraped of the cluster itself. */
export function clusterJobs(settings: PrometheusSettings): JsonObject[] {
  return [
    ...(settings.scrapesApiServers ? [apiServerJob()] : []),
    ...(settings.nodeCidrs.length > 0 ? [kubeletJob(), cadvisorJob()] : []),
  ];
}

/** Each replica scrapes all, so that one which fails is seen. */
function ownJob(job: string, { replicas }: PrometheusSettings, own: ServicePlace): JsonObject {
  return { job_name: job, static_configs: podTargets({ ...own, replicas }) };
}

/** As the API servers and kubelets know it. */
function ownToken() {
  return { credentials_file: `${ACCOUNT}/token` };
}

function apiServerJob(): JsonObject {
  return {
    job_name: 'apiserver',
    scheme: 'https',
    authorization: ownToken(),
    tls_config: { ca_file: `${ACCOUNT}/ca.crt`, server_name: 'kubernetes.default.svc' },
    kubernetes_sd_configs: [{
      role: 'endpointslice',
      namespaces: { names: ['default'] },
      selectors: [{ role: 'endpointslice', label: 'kubernetes.io/service-name=kubernetes' }],
    }],
    relabel_configs: [
      { source_labels: ['__meta_kubernetes_endpointslice_port_name'], regex: 'https', action: 'keep' },
      { source_labels: ['__meta_kubernetes_namespace'], target_label: 'namespace' },
    ],
  };
}

function kubeletJob(): JsonObject {
  return { job_name: 'kubelet', ...ofNodes() };
}

/** Told from the kubelets' own by the label `metrics_path` alone, as dashboards and rules expect. */
function cadvisorJob(): JsonObject {
  const { relabel_configs: relabelings, ...job } = ofNodes();
  return {
    job_name: 'kubelet-cadvisor',
    ...job,
    metrics_path: CADVISOR,
    // Those of the kubelet are of when it looked, and keep containers alive for minutes that are gone.
    honor_timestamps: false,
    relabel_configs: [...relabelings, { target_label: 'job', replacement: 'kubelet' }],
  };
}

function ofNodes() {
  return {
    scheme: 'https',
    authorization: ownToken(),
    // Kubelets sign their certificates themselves unless somebody approves those of the cluster's authority.
    tls_config: { insecure_skip_verify: true },
    kubernetes_sd_configs: [{ role: 'node' }],
    relabel_configs: [
      { source_labels: ['__metrics_path__'], target_label: 'metrics_path' },
      { source_labels: ['__meta_kubernetes_node_name'], target_label: 'node' },
    ] as JsonObject[],
  };
}

/** One target for each port that pods declare and name in `prometheus.io/port`, while they run. */
function podJob(): JsonObject {
  return {
    job_name: 'pods',
    // Of those that do not say in which form they answer.
    fallback_scrape_protocol: 'PrometheusText0.0.4',
    kubernetes_sd_configs: [{ role: 'pod' }],
    relabel_configs: [
      { source_labels: [`${ANNOTATION}_scrape`], regex: 'true', action: 'keep' },
      { source_labels: [`${POD}_phase`], regex: 'Pending|Succeeded|Failed', action: 'drop' },
      { source_labels: [`${ANNOTATION}_port`], target_label: `${POD}_container_port_number`, action: 'keepequal' },
      { source_labels: [`${POD}_container_port_protocol`], regex: 'TCP', action: 'keep' },
      { source_labels: [`${ANNOTATION}_path`], regex: '(.+)', target_label: '__metrics_path__' },
      { source_labels: [`${ANNOTATION}_scheme`], regex: '(https?)', target_label: '__scheme__' },
      { source_labels: ['__meta_kubernetes_namespace'], target_label: 'namespace' },
      { source_labels: [`${POD}_name`], target_label: 'pod' },
      { source_labels: [`${POD}_container_name`], target_label: 'container' },
      { regex: `${POD}_label_(app_kubernetes_io_(?:name|instance|component|part_of))`, action: 'labelmap' },
      { source_labels: [`${POD}_label_app_kubernetes_io_name`], regex: '(.+)', target_label: 'job' },
    ],
  };
}
