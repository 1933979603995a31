import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { AvailabilitySubject, serviceIsDown } from './availability-rules';
import { CountedService, metricsOf, queriesOf } from './counted-service';
import { RequestMetrics } from './request-metrics';
import { requestAlerts, ServiceSubject } from './request-rules';
import { saturationAlerts, SaturationSubject } from './saturation-rules';
import { ServiceAlertsOptions } from './service-alerts-options';
import { fail } from '../../internal/fail';
import { checked } from '../../internal/signatures/checked';
import { checkWebAddress } from '../../internal/values/addresses/web-address';
import { inSeconds } from '../../internal/values/durations';
import { checkInteger, checkNumber, COUNT_RANGE, PERCENT_RANGE } from '../../internal/values/numbers';
import { checkReason } from '../../internal/values/plain-text';
import { Platform } from '../../platform/platform';
import { alertRulesObject } from '../alert-rules';
import { withRunbook } from '../alert-texts';
import { checkGivenNames, omittedReasons } from '../omitted-alerts';

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
   * Whether it is there, traffic, errors, latency and saturation.
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
    const { runbook = DEFAULTS.runbook, omit = {} } = this.options;
    const dashboard = this.options.dashboard ?? Platform.of(scope)._dashboardOf({ namespace, service: name });
    const subject = {
      ...service,
      service: name,
      ...this.thresholds,
      latencySeconds: this.latencyOf(scope, metrics),
      isTimed: omit.ServiceLatencyHigh === undefined,
      queries: queriesOf(service, metrics),
    };
    this.checkOmitted(scope, alertsOf({ ...subject, isScaled: true }).map(({ alert }) => alert));
    const alerts = () => alertsOf(subject).filter(({ alert }) => omit[alert] === undefined);
    if (alerts().length === 0) failOfNothing(scope, omit);
    return alertRulesObject(scope, 'ServiceAlerts', {
      metadata: { name: `${name}-alerts`, namespace, labels, ...omittedReasons(omit) },
      groups: () => [{
        name: `service-${namespace}-${name}`,
        rules: withRunbook(alerts(), runbook)
          .map((alert) => ({ ...alert, labels: { namespace, service: name }, dashboard })),
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
    checkNumber(scope, { prop: 'alerts.memoryPercent', value: memoryPercent }, PERCENT_RANGE);
    checkNumber(scope, { prop: 'alerts.throttledPercent', value: throttledPercent }, PERCENT_RANGE);
    const floor = { prop: 'alerts.minimumRequestsPerMinute', value: minimumRequestsPerMinute };
    checkInteger(scope, floor, COUNT_RANGE);
    checkWebAddress(scope, 'alerts.runbook', runbook);
    checkWebAddress(scope, 'alerts.dashboard', dashboard);
  }

  /** The same may be left out of every service, whether or not it has an autoscaler. */
  private checkOmitted(scope: Construct, known: readonly string[]): void {
    const { omit = {} } = this.options;
    const prop = 'alerts.omit';
    checkGivenNames(scope, { prop, given: omit, known, what: 'alerts', list: 'docs/alerts.md lists them' });
    for (const [alert, reason] of Object.entries(omit)) checkReason(scope, `${prop}.${alert}`, reason);
  }

  private latencyOf(scope: Construct, metrics: RequestMetrics): number {
    const { latency } = this.options;
    if (latency === undefined) return usualLatency(metrics._boundaries);
    metrics._checkBoundary(scope, 'alerts.latency', latency);
    return inSeconds(latency);
  }
}

function alertsOf(subject: AvailabilitySubject & ServiceSubject & SaturationSubject) {
  return [serviceIsDown(subject), ...requestAlerts(subject), ...saturationAlerts(subject)];
}

function failOfNothing(scope: Construct, omit: Record<string, string>): never {
  return fail(scope, {
    prop: 'alerts.omit',
    must: 'leave an alert',
    got: Object.keys(omit),
    remedy: 'take one out of it, or do not call alertOn',
  });
}

function usualLatency(boundaries: readonly number[]): number {
  const longEnough = boundaries.filter((seconds) => seconds >= USUAL_LATENCY_SECONDS);
  return longEnough.length > 0 ? Math.min(...longEnough) : Math.max(...boundaries);
}
