import { Yaml } from 'cdk8s';
import { PrometheusSettings } from './prometheus-settings';
import { ServicePlace } from './scrape-jobs';
import { ENDINGS } from './tree-files';
import { JsonObject } from '../../internal/values/json';

const HOUR = 3600;
const LONGEST_TIMEOUT = 10;
/** By which the series of replicas differ. */
export const REPLICA_LABEL = 'prometheus_replica';

/** The variable that tells replicas apart. */
export const POD_NAME = 'POD_NAME';

/** What a Prometheus knows of others when it starts. */
interface Surroundings {
  readonly jobs: readonly JsonObject[];
  /** Whose pods are told of alerts. */
  readonly alertmanager: ServicePlace;
  /** The folders with files of the tree. */
  readonly folders: readonly string[];
}

/** The configuration of Prometheus, which expands variables in external labels, and nowhere else. */
export function configurationFile(settings: PrometheusSettings, surroundings: Surroundings): string {
  const { jobs, folders, alertmanager } = surroundings;
  const { retention, retentionSize } = timesOf(settings);
  return Yaml.stringify({
    global: globalSettings(settings),
    storage: { tsdb: { retention: { time: retention, size: retentionSize } } },
    rule_files: folders.map((folder) => `${folder}/*${ENDINGS.rules}`),
    scrape_config_files: folders.map((folder) => `${folder}/*${ENDINGS.scrapeConfigs}`),
    alerting: alerting(alertmanager),
    scrape_configs: [...jobs],
  });
}

/** How often, for how long and how much, as Prometheus reads it. */
export function timesOf({ intervalSeconds, retentionSeconds, keptMebibytes }: PrometheusSettings) {
  return {
    interval: `${intervalSeconds}s`,
    timeout: `${Math.min(intervalSeconds, LONGEST_TIMEOUT)}s`,
    retention: hours(retentionSeconds),
    retentionSize: `${keptMebibytes}MB`,
  };
}

function globalSettings(settings: PrometheusSettings): JsonObject {
  const { clusterName } = settings;
  const { interval, timeout } = timesOf(settings);
  return {
    scrape_interval: interval,
    scrape_timeout: timeout,
    evaluation_interval: interval,
    external_labels: {
      ...(clusterName === undefined ? {} : { cluster: clusterName }),
      [REPLICA_LABEL]: `\${${POD_NAME}}`,
    },
  };
}

function alerting({ name, namespace, port }: ServicePlace): JsonObject {
  return {
    // Otherwise the alerts of both replicas would be two.
    alert_relabel_configs: [{ regex: REPLICA_LABEL, action: 'labeldrop' }],
    alertmanagers: [{
      kubernetes_sd_configs: [{
        role: 'endpointslice',
        namespaces: { names: [namespace] },
        selectors: [{ role: 'endpointslice', label: `kubernetes.io/service-name=${name}` }],
      }],
      relabel_configs: [
        { source_labels: ['__meta_kubernetes_endpointslice_port'], regex: String(port), action: 'keep' },
        { source_labels: ['__meta_kubernetes_endpointslice_port_protocol'], regex: 'TCP', action: 'keep' },
      ],
    }],
  };
}

/** As Prometheus reads it, where it is whole hours, and seconds otherwise. */
function hours(seconds: number): string {
  return seconds % HOUR === 0 ? `${seconds / HOUR}h` : `${seconds}s`;
}
