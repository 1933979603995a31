import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { ErrorBudget } from './burn-rates';
import { objectiveAlerts, objectiveGroup, ObjectiveSubject, RecordedErrors, recordedErrors } from './objective-rules';
import { fail } from '../../internal/fail';
import { checkDnsLabel } from '../../internal/naming/names';
import { checked } from '../../internal/signatures/checked';
import { checkRunbook } from '../../internal/values/addresses/web-address';
import { inSeconds } from '../../internal/values/durations';
import { checkInteger, COUNT_RANGE, shareRemedy } from '../../internal/values/numbers';
import { checkReason } from '../../internal/values/plain-text';
import { parseQuantity } from '../../internal/values/quantity';
import { checkDashboard } from '../../platform/dashboards';
import { Platform } from '../../platform/platform';
import { alertRulesObject, templateText } from '../alert-rules';
import { checkGivenNames, omittedReasons } from '../omitted-alerts';
import { CountedService, metricsOf, queriesOf } from '../services/counted-service';
import { RequestMetrics } from '../services/request-metrics';
import { RequestQueries, VersionMark } from '../services/request-series';

/** Options for every `ServiceLevelObjective`. */
export interface ServiceLevelObjectiveOptions {
  /**
   * What the objective is called.
   *
   * Each of a service has a name of its own.
   *
   * In the manifest: the label `slo` of each rule, and the end of the object's name.
   *
   * @default - `availability` or `latency`
   */
  readonly name?: string;

  /**
   * Under which names the requests are counted.
   *
   * In the manifest: the series in the expressions of `slo:errors:rate5m` and `slo:requests:rate5m`.
   *
   * @default - what the workload says by `Metrics.at({ requests })`
   */
  readonly metrics?: RequestMetrics;

  /**
   * Over how many days the objective is kept, from 28 to 31. Prometheus has to keep its data as long.
   *
   * In the manifest: the recording rule `slo:time_period:days`, and the window of what is left of the budget.
   *
   * @default 30
   */
  readonly days?: number;

  /**
   * With fewer failures within the window of an alert nobody is alerted.
   *
   * Of five requests in a night, one that fails is a fifth.
   *
   * In the manifest: the last condition of each alert about the budget.
   *
   * @default 10
   */
  readonly minimumFailures?: number;

  /**
   * Alerts that are not written: the reason, by the name of the alert, such as `ObjectiveHasNoData` of a service that
   * nobody calls for days.
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

const RUNBOOK = 'https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/runbooks/objectives.md';
/** Below it not even all requests together could fail fast enough to wake somebody up. */
const LEAST_PERCENT = 85;
/** Half a minute in a year. */
const MOST_PERCENT = 99.9999;
const DEFAULT_DAYS = 30;
const DAYS = { min: 28, max: 31 };

/** What is a failure, of an objective of a kind. */
interface Indicator {
  readonly name: string;
  /** The duration within which requests are answered; undefined where they only have to succeed. */
  readonly below?: Duration;
}

/** How a version is judged by an objective. @internal */
export interface ObjectiveAnalysis {
  /** Name of the objective. */
  readonly name: string;
  /** The share of failures of the service as a whole, and from where on somebody is woken up. */
  readonly recorded: RecordedErrors;
  /** The share of failures of the version alone, by the expressions that are recorded of the service. */
  readonly version: string;
}

/**
 * What a service promises: which share of its requests goes well.
 *
 * It becomes rules that record how much of the error budget is left, and alerts on how fast it is spent: 2% within an
 * hour or 5% within six wake somebody up, 10% within one day or three wait for the morning.
 *
 * @see https://sre.google/workbook/alerting-on-slos/
 */
@checked
export class ServiceLevelObjective {
  /**
   * Requests succeed.
   *
   * @param percent which share of them, from 85 to 99.9999, such as `99.9`
   * @param options name, metrics and period
   */
  public static availability(percent: number, options: ServiceLevelObjectiveOptions = {}): ServiceLevelObjective {
    return new ServiceLevelObjective(percent, { name: 'availability' }, options);
  }

  /**
   * Requests are answered in time.
   *
   * @param percent which share of them, from 85 to 99.9999, such as `99`
   * @param below the longest that is in time: one of the boundaries of the histogram
   * @param options name, metrics and period
   */
  public static latency(
    percent: number, below: Duration, options: ServiceLevelObjectiveOptions = {},
  ): ServiceLevelObjective {
    return new ServiceLevelObjective(percent, { name: 'latency', below }, options);
  }

  private constructor(
    /** The share of requests that go well, in percent. */
    public readonly percent: number,
    private readonly indicator: Indicator,
    private readonly options: ServiceLevelObjectiveOptions,
  ) {}

  /** What the objective is called. */
  public get name(): string {
    return this.options.name ?? this.indicator.name;
  }

  /** Whether requests only have to succeed. @internal */
  public get _isAvailability(): boolean {
    return this.indicator.below === undefined;
  }

  /** Writes the rules; refuses what cannot be kept or measured. @internal */
  public _promise(service: CountedService): ApiObject {
    const metrics = this.check(service);
    const { scope, name, namespace, labels } = service;
    const { runbook = RUNBOOK, minimumFailures = 10, days = DEFAULT_DAYS, omit = {} } = this.options;
    const dashboard = Platform.of(scope)._dashboardOf({ namespace, service: name }, this.options.dashboard);
    const subject = {
      namespace,
      service: name,
      slo: this.name,
      promise: this.promiseText,
      budget: this.budget,
      days,
      minimumFailures,
      ...this.indicatorOf(queriesOf(service, metrics)),
      omitted: Object.keys(omit),
      runbook,
      dashboard,
    };
    checkOmitted(scope, omit, subject);
    const metadata = { name: `${name}-slo-${this.name}`, namespace, labels, ...omittedReasons(omit) };
    const group = objectiveGroup(subject);
    return alertRulesObject(scope, `Objective-${this.name}`, { metadata, groups: () => [group] });
  }

  /** What is asked of a version while it has a share of the requests; refuses what cannot be told apart. @internal */
  public _analysis(service: CountedService, version: VersionMark): ObjectiveAnalysis {
    const metrics = this.check(service);
    const { scope, name, namespace } = service;
    if (!metrics._tellsApart({ ...service, usesOperator: Platform.of(scope).metrics.usesOperator, version })) {
      fail(scope, {
        prop: 'analysis.objectives.metrics',
        must: 'count requests so that those of a new version are told from those of the old one',
        got: this.name,
        remedy: 'let the pods count them, as by RequestMetrics.openTelemetryHttp(), or route by a mesh that does',
      });
    }
    const recorded = recordedErrors({ namespace, service: name, slo: this.name, budget: this.budget });
    const { failures, requests } = this.indicatorOf(queriesOf({ ...service, version }, metrics));
    return { name: this.name, recorded, version: `(${failures}) / (${requests})` };
  }

  private indicatorOf(queries: RequestQueries): { failures: string; requests: string } {
    const { below } = this.indicator;
    if (below === undefined) return { failures: queries.failures('5m'), requests: queries.rate('5m') };
    return { failures: queries.slow('5m', inSeconds(below)), requests: queries.timed('5m') };
  }

  private get budget(): ErrorBudget {
    return new ErrorBudget(parseQuantity(String(this.percent))!, this.options.days ?? DEFAULT_DAYS);
  }

  private get promiseText(): string {
    const { below } = this.indicator;
    const what = below === undefined ? 'succeed' : `are answered within {{ humanizeDuration ${inSeconds(below)} }}`;
    return `${templateText(String(this.percent))}% of requests ${what}`;
  }

  private check(service: CountedService): RequestMetrics {
    const { scope } = service;
    const { name, days, minimumFailures, runbook, dashboard } = this.options;
    const { below } = this.indicator;
    this.checkPercent(scope);
    if (name !== undefined) checkDnsLabel(scope, 'objective.name', name);
    if (days !== undefined) checkInteger(scope, { prop: 'objective.days', value: days }, DAYS);
    if (minimumFailures !== undefined) {
      checkInteger(scope, { prop: 'objective.minimumFailures', value: minimumFailures }, COUNT_RANGE);
    }
    checkRunbook(scope, 'objective.runbook', runbook);
    checkDashboard(scope, 'objective.dashboard', dashboard);
    const metrics = metricsOf(service, 'objective.metrics', this.options.metrics);
    // A histogram only knows how many requests are below its boundaries.
    if (below !== undefined) metrics._checkBoundary(scope, 'objective.below', below);
    return metrics;
  }

  private checkPercent(scope: Construct): void {
    if (this.percent >= LEAST_PERCENT && this.percent <= MOST_PERCENT) return;
    const prop = 'objective.percent';
    const range = { min: LEAST_PERCENT, max: MOST_PERCENT };
    fail(scope, {
      prop,
      must: `be from ${LEAST_PERCENT} to ${MOST_PERCENT}`,
      got: this.percent,
      remedy: shareRemedy({ prop, value: this.percent }, range)
        ?? 'promise less than everything, such as 99.9: what may never fail can never be changed',
    });
  }
}

function checkOmitted(scope: Construct, omit: Readonly<Record<string, string>>, subject: ObjectiveSubject): void {
  const prop = 'objective.omit';
  const known = objectiveAlerts(subject).map(({ alert }) => alert);
  checkGivenNames(scope, { prop, given: omit, known, what: 'alerts', list: 'docs/alerts.md lists them' });
  for (const [alert, reason] of Object.entries(omit)) checkReason(scope, `${prop}.${alert}`, reason);
}
