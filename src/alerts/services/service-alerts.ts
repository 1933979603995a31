import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { CountedService, metricsOf, queriesOf } from './counted-service';
import { RequestMetrics } from './request-metrics';
import { requestAlerts } from './request-rules';
import { saturationAlerts } from './saturation-rules';
import { checked } from '../../internal/signatures/checked';
import { inSeconds } from '../../internal/values/durations';
import { checkInteger, checkNumber, COUNT_RANGE } from '../../internal/values/numbers';
import { checkWebAddress } from '../../internal/values/web-address';
import { Platform } from '../../platform/platform';
import { alertRulesObject } from '../alert-rules';
import { withRunbook } from '../alert-texts';

/** Options for `ServiceAlerts.goldenSignals`. */
export interface ServiceAlertsOptions {
  /**
   * Under which names the requests are counted.
   *
   * In the manifest: the series in the expressions of the alerts about requests.
   *
   * @default - what the workload says by `Metrics.at({ requests })`
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
   * How much of its memory limit a container may use, in percent, from 1 to 100.
   *
   * In the manifest: the threshold of `ServiceMemoryNearLimit`.
   *
   * @default 90
   */
  readonly memoryPercent?: number;

  /**
   * In how many of a hundred periods of the scheduler a container may be throttled, from 1 to 100.
   *
   * In the manifest: the threshold of `ServiceCpuThrottled`.
   *
   * @default 25
   */
  readonly throttledPercent?: number;

  /**
   * Address of the page that has a section for each alert.
   *
   * In the manifest: the annotation `runbook_url` of each alert.
   *
   * @default - the runbook of this library
   */
  readonly runbook?: string;

  /**
   * Address of the dashboard that the alerts link to.
   *
   * In the manifest: the annotation `dashboard_url` of each alert.
   *
   * @default - that of the platform's `dashboards`
   */
  readonly dashboard?: string;
}

/** What is written where nothing is said. */
const DEFAULTS = {
  errorPercent: 5,
  minimumRequestsPerMinute: 30,
  memoryPercent: 90,
  throttledPercent: 25,
  runbook: 'https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/runbooks/services.md',
};
const USUAL_LATENCY_SECONDS = 1;
const ERROR_RANGE = { min: 0.1, max: 99 };
const SHARE_RANGE = { min: 1, max: 100 };

/**
 * What somebody has to know of a service: how often it is called, how often it fails, how long it takes, and what it is
 * about to run out of.
 *
 * Where it also promises something, the alerts of the objective are those that weigh a failure; these tell of the rest.
 *
 * @see https://sre.google/sre-book/monitoring-distributed-systems/#xref_monitoring_golden-signals
 */
@checked
export class ServiceAlerts {
  /**
   * Traffic, errors, latency and saturation.
   *
   * @param options thresholds, metrics and links
   */
  public static goldenSignals(options: ServiceAlertsOptions = {}): ServiceAlerts {
    return new ServiceAlerts(options);
  }

  private constructor(private readonly options: ServiceAlertsOptions) {}

  /** Writes the rules; refuses what could never fire, or always would. @internal */
  public _watch(service: CountedService): ApiObject {
    const { scope, name, namespace, labels } = service;
    this.check(scope);
    const metrics = metricsOf(service, 'alerts.metrics', this.options.metrics);
    const { runbook = DEFAULTS.runbook } = this.options;
    const dashboard = this.options.dashboard ?? Platform.of(scope)._dashboardOf({ namespace, service: name });
    const subject = {
      ...service,
      service: name,
      ...this.thresholds,
      latencySeconds: this.latencyOf(scope, metrics),
      queries: queriesOf(service, metrics),
    };
    const alerts = withRunbook([...requestAlerts(subject), ...saturationAlerts(subject)], runbook);
    return alertRulesObject(scope, 'ServiceAlerts', {
      metadata: { name: `${name}-alerts`, namespace, labels },
      groups: [{
        name: `service-${namespace}-${name}`,
        rules: alerts.map((alert) => ({ ...alert, labels: { namespace, service: name }, dashboard })),
      }],
    });
  }

  private get thresholds() {
    const { errorPercent, minimumRequestsPerMinute, memoryPercent, throttledPercent } = this.options;
    return {
      errorPercent: errorPercent ?? DEFAULTS.errorPercent,
      minimumRequestsPerMinute: minimumRequestsPerMinute ?? DEFAULTS.minimumRequestsPerMinute,
      memoryPercent: memoryPercent ?? DEFAULTS.memoryPercent,
      throttledPercent: throttledPercent ?? DEFAULTS.throttledPercent,
    };
  }

  private check(scope: Construct): void {
    const { runbook, dashboard } = this.options;
    const { errorPercent, minimumRequestsPerMinute, memoryPercent, throttledPercent } = this.thresholds;
    checkNumber(scope, { prop: 'alerts.errorPercent', value: errorPercent }, ERROR_RANGE);
    checkNumber(scope, { prop: 'alerts.memoryPercent', value: memoryPercent }, SHARE_RANGE);
    checkNumber(scope, { prop: 'alerts.throttledPercent', value: throttledPercent }, SHARE_RANGE);
    const floor = { prop: 'alerts.minimumRequestsPerMinute', value: minimumRequestsPerMinute };
    checkInteger(scope, floor, COUNT_RANGE);
    checkWebAddress(scope, 'alerts.runbook', runbook);
    checkWebAddress(scope, 'alerts.dashboard', dashboard);
  }

  private latencyOf(scope: Construct, metrics: RequestMetrics): number {
    const { latency } = this.options;
    if (latency === undefined) return usualLatency(metrics._boundaries);
    metrics._checkBoundary(scope, 'alerts.latency', latency);
    return inSeconds(latency);
  }
}

function usualLatency(boundaries: readonly number[]): number {
  const longEnough = boundaries.filter((seconds) => seconds >= USUAL_LATENCY_SECONDS);
  return longEnough.length > 0 ? Math.min(...longEnough) : Math.max(...boundaries);
}
