import { Duration, Size } from 'cdk8s';
import { Resources } from '../../availability/resources';
import { IReachable } from '../../contracts/reachable';
import { Thanos } from '../thanos/thanos';

/** What is said of a Prometheus, whatever runs it. */
export interface CommonPrometheusProps {
  /**
   * Volume of each replica. 80 % of it are for what is kept; the rest is left to compaction.
   *
   * Must hold what `expectedSeries` write in `retention`; the message says how much that is.
   *
   * In the manifest: StatefulSet `spec.volumeClaimTemplates`, and `storage.tsdb.retention.size` of the configuration;
   * under the operator, Prometheus `spec.storage` and `spec.retentionSize`.
   *
   * @see https://prometheus.io/docs/prometheus/latest/storage/#right-sizing-retention-size
   */
  readonly storage: Size;

  /**
   * StorageClass of the volumes. It must exist in the cluster.
   *
   * In the manifest: StatefulSet `spec.volumeClaimTemplates[].spec.storageClassName`; under the operator,
   * Prometheus `spec.storage`.
   *
   * @default - the cluster's default class
   */
  readonly storageClassName?: string;

  /**
   * How long samples are kept, from six hours to five years.
   *
   * In the manifest: `storage.tsdb.retention.time` of the configuration; under the operator, Prometheus
   * `spec.retention`.
   *
   * @default Duration.days(15)
   */
  readonly retention?: Duration;

  /**
   * How often targets are scraped and rules are evaluated, from five seconds to two minutes. A scrape times out after
   * ten seconds, or after the interval where that is shorter.
   *
   * In the manifest: `global` of the configuration; under the operator, Prometheus `spec.scrapeInterval` and
   * `spec.evaluationInterval`.
   *
   * @default Duration.seconds(15)
   */
  readonly interval?: Duration;

  /**
   * How many time series are written at the same time: what `prometheus_tsdb_head_series` shows, with some to spare.
   * A cluster of twenty nodes has about as many as the default.
   *
   * Volumes are held to it, and resources follow from it.
   *
   * @default 200000
   */
  readonly expectedSeries?: number;

  /**
   * What each pod asks for.
   *
   * @default - a GiB of memory and 8 KiB for each of `expectedSeries`, a quarter of a CPU and one for each 25,000
   * samples a second; requests equal the limits
   */
  readonly resources?: Resources;

  /**
   * Name of the cluster, the label `cluster` of all that leaves it: alerts, and what is queried from several clusters.
   *
   * In the manifest: `global.external_labels` of the configuration; under the operator, Prometheus
   * `spec.externalLabels`.
   *
   * @default - no such label
   */
  readonly clusterName?: string;

  /**
   * Address under which people reach it, which alerts link to.
   *
   * In the manifest: argument `--web.external-url`; under the operator, Prometheus `spec.externalUrl`.
   *
   * @default - none; links of alerts lead to the name of the pod
   */
  readonly externalUrl?: string;

  /**
   * Networks of the nodes, such as `10.0.0.0/16`. Given, kubelets and their containers are scraped under the job
   * `kubelet`, and what runs on the network of nodes, as node-exporter does, can be.
   *
   * In the manifest: jobs of the configuration or ScrapeConfigs, NetworkPolicy `spec.egress`, and rules of the
   * ClusterRole.
   *
   * @default - none: no kubelet is scraped
   */
  readonly nodeCidrs?: string[];

  /**
   * Whether the API servers are scraped, under the job `apiserver`.
   *
   * In the manifest: a job of the configuration or a ScrapeConfig, and a rule of the ClusterRole.
   *
   * @default true
   */
  readonly scrapeApiServers?: boolean;

  /**
   * Whom it tells of alerts: each pod of it, at port 9093, which the pods must declare where the operator runs it.
   *
   * @default - the Service `alertmanager` of its own namespace
   */
  readonly alertmanager?: IReachable;

  /**
   * Where what it measures is kept for years: a sidecar brings it there, and it is shown by the querier of that.
   *
   * In the manifest: a container `thanos-sidecar`, and the argument `--storage.tsdb.delay-compact-file.path`; under
   * the operator,
   * Prometheus `spec.thanos`.
   *
   * @default - nowhere; it is gone after `retention`
   */
  readonly thanos?: Thanos;

  /**
   * Name of all objects.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * The image, of version 3.13 or later.
   *
   * @default - Prometheus 3.13.2 of quay.io
   */
  readonly image?: string;
}
