import { Duration } from 'cdk8s';
import { RequestMetrics } from './request-metrics';

/** Options for `ServiceAlerts.goldenSignals`. */
export interface ServiceAlertsOptions {
  /**
   * Under which names the requests are counted.
   *
   * In the manifest: the series in the expressions of the alerts about requests.
   *
   * @default - what the workload says by `Metrics.at({ requests })`, unless no alert reads requests
   */
  readonly metrics?: RequestMetrics;

  /**
   * How many of a hundred requests may fail, from 0.1 to 99.
   *
   * In the manifest: the threshold of `ServiceErrorRateHigh`.
   *
   * @default 5
   */
  readonly errorPercent?: number;

  /**
   * The longest that 95 of a hundred requests may take: one of the boundaries of the histogram.
   *
   * In the manifest: the threshold of `ServiceLatencyHigh`, in seconds.
   *
   * @default - the first boundary from one second on, or else the last one
   */
  readonly latency?: Duration;

  /**
   * With fewer requests in a minute nobody is alerted of failures and delays.
   *
   * Where they were fewer an hour ago, nobody is alerted of their end either.
   *
   * In the manifest: the last condition of each alert about requests.
   *
   * @default 30
   */
  readonly minimumRequestsPerMinute?: number;

  /**
   * How much of its memory limit a container may use, in percent, from 1 to 99.
   *
   * In the manifest: the threshold of `ServiceMemoryNearLimit`.
   *
   * @default 90
   */
  readonly memoryPercent?: number;

  /**
   * In how many of a hundred periods of the scheduler a container may be throttled, from 1 to 99.
   *
   * In the manifest: the threshold of `ServiceCpuThrottled`.
   *
   * @default 25
   */
  readonly throttledPercent?: number;

  /**
   * Alerts that are not written: the reason, by the name of the alert, such as `ServiceTrafficDropped`.
   *
   * In the manifest: the annotation `preflight/omitted.<name>`.
   *
   * @default - nothing is left out
   */
  readonly omit?: { [alert: string]: string };

  /**
   * Address of the page that has a section for each alert: the name of the alert, in small letters, is appended as its
   * fragment.
   *
   * In the manifest: the annotation `runbook_url` of each alert.
   *
   * @default - the runbook of this library
   */
  readonly runbook?: string;

  /**
   * Address of the dashboard that the alerts link to; `{namespace}` and `{service}` in it are those of the service.
   *
   * In the manifest: the annotation `dashboard_url` of each alert.
   *
   * @default - that of the platform's `dashboards`
   */
  readonly dashboard?: string;
}
