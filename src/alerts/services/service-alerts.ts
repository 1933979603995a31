import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { AvailabilitySubject, rolloutIsDegraded, serviceIsDown } from './availability-rules';
import { CountedService, metricsOf, queriesOf } from './counted-service';
import { RequestMetrics } from './request-metrics';
import { REQUEST_ALERTS, requestAlerts, ServiceSubject } from './request-rules';
import { saturationAlerts, SaturationSubject } from './saturation-rules';
import { ServiceAlertsOptions } from './service-alerts-options';
import { fail } from '../../internal/fail';
import { checked } from '../../internal/signatures/checked';
import { checkRunbook } from '../../internal/values/addresses/web-address';
import { inSeconds } from '../../internal/values/durations';
import { checkInteger, checkNumber, COUNT_RANGE } from '../../internal/values/numbers';
import { checkReason } from '../../internal/values/plain-text';
import { checkDashboard } from '../../platform/dashboards';
import { Platform } from '../../platform/platform';
import { AlertRule, alertRulesObject } from '../alert-rules';
import { withRunbook } from '../alert-texts';
import { checkGivenNames, omittedReasons } from '../omitted-alerts';

type Alert = Omit<AlertRule, 'runbook' | 'dashboard'>;

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
/** Nothing uses more than all there is. */
const SHARE_RANGE = { min: 1, max: 99 };

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
    const { runbook = DEFAULTS.runbook, omit = {} } = this.options;
    const dashboard = Platform.of(scope)._dashboardOf({ namespace, service: name }, this.options.dashboard);
    const subject = { ...service, service: name, ...this.thresholds };
    const scaled = alertsOf({ ...subject, isScaled: true }).map(({ alert }) => alert);
    this.checkOmitted(scope, [...REQUEST_ALERTS, ...scaled]);
    const requests = this.requestsOf(service);
    const alerts = () => alertsOf(subject, requests).filter(({ alert }) => omit[alert] === undefined);
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

  /** None where all are left out, and nobody need say how requests are counted. */
  private requestsOf(service: CountedService): ServiceSubject | undefined {
    const { omit = {} } = this.options;
    if (REQUEST_ALERTS.every((alert) => omit[alert] !== undefined)) return undefined;
    const { scope, name } = service;
    const metrics = metricsOf(service, 'alerts.metrics', this.options.metrics);
    return {
      ...service,
      service: name,
      ...this.thresholds,
      latencySeconds: this.latencyOf(scope, metrics),
      isTimed: omit.ServiceLatencyHigh === undefined,
      queries: queriesOf(service, metrics),
    };
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
    checkRunbook(scope, 'alerts.runbook', runbook);
    checkDashboard(scope, 'alerts.dashboard', dashboard);
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

function alertsOf(subject: AvailabilitySubject & SaturationSubject, requests?: ServiceSubject): Alert[] {
  const ofRequests = requests === undefined ? [] : requestAlerts(requests);
  const ofRollouts = subject.controller === 'Rollout' ? [rolloutIsDegraded(subject)] : [];
  return [serviceIsDown(subject), ...ofRollouts, ...ofRequests, ...saturationAlerts(subject)];
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
