import { Construct } from 'constructs';
import { volumeClaim } from './volume-claim-spec';
import { IReachable } from '../../contracts/reachable';
import { JsonObject } from '../../internal/values/json';
import { CommonPrometheusProps } from '../prometheus/common-prometheus-props';
import { REPLICA_LABEL, timesOf } from '../prometheus/configuration-file';
import { ALERTMANAGER_PORT } from '../prometheus/prometheus-ports';
import { PrometheusSettings } from '../prometheus/prometheus-settings';

/** What the operator selects for a Prometheus. */
const SELECTED = ['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig', 'rule'];

/** What it is told, who is told of alerts, and by which labels is found what it reads. */
interface Surroundings {
  readonly props: CommonPrometheusProps;
  readonly alertmanager: IReachable;
  readonly monitorLabels: Readonly<Record<string, string>>;
  /** The key of the Secret with what is scraped without a monitor. */
  readonly jobs: JsonObject;
}

/** What a Prometheus does, beside what its pods are. */
export function prometheusSpec(
  scope: Construct, settings: PrometheusSettings, surroundings: Surroundings,
): JsonObject {
  const { alertmanager, monitorLabels, jobs, props: { storage, storageClassName, externalUrl } } = surroundings;
  const { interval, timeout, retention, retentionSize } = timesOf(settings);
  return {
    ...selectors(monitorLabels),
    scrapeInterval: interval,
    scrapeTimeout: timeout,
    evaluationInterval: interval,
    retention,
    retentionSize,
    ...(settings.clusterName === undefined ? {} : { externalLabels: { cluster: settings.clusterName } }),
    replicaExternalLabelName: REPLICA_LABEL,
    // Otherwise its own name would be on all that leaves it, under a label that alerts do not know.
    prometheusExternalLabelName: '',
    // What forwards to it removes the path; probes and scrapes find it without.
    ...(externalUrl === undefined ? {} : { externalUrl, routePrefix: '/' }),
    serviceDiscoveryRole: 'EndpointSlice',
    // Whoever may write a monitor could have the token of the ServiceAccount sent to himself.
    arbitraryFSAccessThroughSMs: { deny: true },
    additionalScrapeConfigs: jobs,
    alerting: { alertmanagers: [told(alertmanager)] },
    storage: { volumeClaimTemplate: volumeClaim(scope, { prop: 'storage', size: storage, storageClassName }) },
  };
}

function selectors(labels: Readonly<Record<string, string>>): JsonObject {
  const selector = Object.keys(labels).length === 0 ? {} : { matchLabels: { ...labels } };
  return Object.fromEntries(SELECTED.flatMap((kind) => [
    [`${kind}Selector`, selector],
    [`${kind}NamespaceSelector`, {}],
  ]));
}

function told({ reachableName: name, reachablePods: { namespace } }: IReachable): JsonObject {
  return { name, namespace, port: ALERTMANAGER_PORT, apiVersion: 'V2' };
}
