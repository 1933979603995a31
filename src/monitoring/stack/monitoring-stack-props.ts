import { Duration, Size } from 'cdk8s';
import { EssentialAlertsProps } from '../../alerts/essential/essential-alerts-props';
import { AlertRoutingProps } from '../../alerts/routing/alert-routing-props';
import { RequestMetrics } from '../../alerts/services/request-metrics';
import { SecretKey } from '../../secrets/secret-key';
import { ThanosProps } from '../thanos/thanos-props';

/** Properties for `MonitoringStack`. */
export interface MonitoringStackProps {
  /** Who is told of alerts, and how. */
  readonly alerts: AlertRoutingProps;

  /**
   * Volume of each of the two Prometheus.
   *
   * Must hold what `expectedSeries` write in `retention`; the message says how much that is.
   *
   * In the manifest: StatefulSet `spec.volumeClaimTemplates`.
   */
  readonly storage: Size;

  /**
   * StorageClass of all volumes. It must exist in the cluster.
   *
   * In the manifest: StatefulSet `spec.volumeClaimTemplates[].spec.storageClassName`.
   *
   * @default - the cluster's default class
   */
  readonly storageClassName?: string;

  /**
   * How long samples are kept, from six hours to five years.
   *
   * @default Duration.days(15)
   */
  readonly retention?: Duration;

  /**
   * How often targets are scraped and rules are evaluated, from five seconds to two minutes.
   *
   * @default Duration.seconds(15)
   */
  readonly interval?: Duration;

  /**
   * How many time series are written at the same time.
   *
   * @default 200000
   */
  readonly expectedSeries?: number;

  /**
   * Name of the cluster, the label `cluster` of all that leaves it.
   *
   * @default - no such label
   */
  readonly clusterName?: string;

  /**
   * Networks of the nodes, whose kubelets and node exporters Prometheus asks, at ports 10250 and 9100 alone.
   *
   * In the manifest: NetworkPolicy `spec.egress` of Prometheus.
   *
   * @default ['0.0.0.0/0', '::/0']
   */
  readonly nodeCidrs?: string[];

  /**
   * Password of the user `admin` of Grafana.
   *
   * @default SecretKey.of('grafana', 'admin-password')
   */
  readonly grafanaPassword?: SecretKey;

  /**
   * Host name under which people reach Grafana.
   *
   * @default - none; they forward a port
   */
  readonly grafanaHost?: string;

  /**
   * How requests of services are counted, for a dashboard about them.
   *
   * @default - no such dashboard
   */
  readonly services?: RequestMetrics;

  /**
   * What is other than the defaults of the alerts that every cluster has.
   *
   * @default - nothing
   */
  readonly essentialAlerts?: EssentialAlertsProps;

  /**
   * TCP ports that probes may ask, at any address.
   *
   * @default [80, 443]
   */
  readonly probedPorts?: number[];

  /**
   * Where metrics are kept for years.
   *
   * @default - nowhere; they are gone after `retention`
   */
  readonly thanos?: ThanosProps;
}
