import { BurnRate, ErrorBudget, PAGES, TICKETS } from './burn-rates';
import { AlertRule, RecordingRule, RuleGroup } from '../alert-rules';
import { serviceText, withRunbook } from '../alert-texts';
import { seriesOf } from '../promql';

const RATE_WINDOW = '5m';
const LONGER_WINDOWS = ['30m', '1h', '2h', '6h', '1d', '3d'];
/** The same everywhere, for what is recorded is added up. */
const EVALUATION = { interval: '1m', seconds: 60 };
const LOW = 0.25;
const PERIOD_BURN_RATE = 'slo:period_burn_rate:ratio';

/** An objective of one service, as rules need it. */
export interface ObjectiveSubject {
  readonly namespace: string;
  readonly service: string;
  /** The name of the objective, such as `availability`. */
  readonly slo: string;
  /** What is promised, for people: `99.9% of requests succeed`. */
  readonly promise: string;
  readonly budget: ErrorBudget;
  readonly days: number;
  /** Fewer failures than these alert nobody. */
  readonly minimumFailures: number;
  /** PromQL: failures and requests in a second, over five minutes. */
  readonly failures: string;
  readonly requests: string;
  /** Names of alerts that are not written. */
  readonly omitted: readonly string[];
  /** Address of the page that has a section for each alert. */
  readonly runbook: string;
  readonly dashboard?: string;
}

/** Both as they stand in the alerts. */
export interface RecordedErrors {
  readonly query: string;
  readonly threshold: string;
}

type Alert = Omit<AlertRule, 'runbook' | 'dashboard'>;
/** What tells the series of an objective from those of others. */
type SeriesSubject = Pick<ObjectiveSubject, 'namespace' | 'service' | 'slo'>;

/** The share of failures by which alerts go, as it is recorded, and that at which somebody is woken up. */
export function recordedErrors(subject: SeriesSubject & Pick<ObjectiveSubject, 'budget'>): RecordedErrors {
  const rate = PAGES.find((one) => subject.budget.canBurn(one))!;
  return { query: own(subject, ratio(rate.short)), threshold: subject.budget.threshold(rate) };
}

/** What is recorded of an objective, and the alerts that go by it; in one group, so that they see it at once. */
export function objectiveGroup(subject: ObjectiveSubject): RuleGroup {
  const { namespace, slo, runbook, dashboard } = subject;
  const labels = { namespace, service: subject.service, slo };
  const alerts = objectiveAlerts(subject).filter(({ alert }) => !subject.omitted.includes(alert));
  return {
    name: `slo-${namespace}-${subject.service}-${slo}`,
    interval: EVALUATION.interval,
    rules: [
      ...recordings(subject).map((rule) => ({ ...rule, labels })),
      ...withRunbook(alerts, runbook).map((alert) => ({ ...alert, labels, dashboard })),
    ],
  };
}

/** All alerts of an objective, whether or not they are written. */
export function objectiveAlerts(subject: ObjectiveSubject): Alert[] {
  return [burnsFast, burnsSlowly, isLow, isExhausted, hasNoData].map((alert) => alert(subject));
}

/** Longer windows add up what was recorded: each request counts once, whenever it was. */
function recordings(subject: ObjectiveSubject): RecordingRule[] {
  const { budget, days, failures, requests } = subject;
  const [failed, all] = ['slo:errors:rate5m', 'slo:requests:rate5m'].map((metric) => own(subject, metric));
  const over = (window: string) => `sum_over_time(${failed}[${window}]) / sum_over_time(${all}[${window}])`;
  return [
    { record: 'slo:errors:rate5m', expr: failures },
    { record: 'slo:requests:rate5m', expr: requests },
    { record: ratio(RATE_WINDOW), expr: `${failed} / ${all}` },
    ...[...LONGER_WINDOWS, period(subject)].map((window) => ({ record: ratio(window), expr: over(window) })),
    { record: 'slo:objective:ratio', expr: `vector(${budget.objective})` },
    { record: 'slo:error_budget:ratio', expr: `vector(${budget.share})` },
    { record: 'slo:time_period:days', expr: `vector(${days})` },
    { record: 'slo:current_burn_rate:ratio', expr: `${own(subject, ratio(RATE_WINDOW))} / ${budget.share}` },
    { record: PERIOD_BURN_RATE, expr: `${own(subject, ratio(period(subject)))} / ${budget.share}` },
    {
      record: 'slo:period_error_budget_remaining:ratio',
      expr: `1 - ${own(subject, PERIOD_BURN_RATE)}`,
    },
  ];
}

function burnsFast(subject: ObjectiveSubject): Alert {
  return {
    alert: 'ErrorBudgetBurnsFast',
    expr: burning(subject, PAGES),
    severity: 'critical',
    summary: `${serviceText(subject)} fails so often that its error budget is soon spent.`,
    description: `${failing()} ${promised(subject)} First see what changed last, and take it back.`,
  };
}

function burnsSlowly(subject: ObjectiveSubject): Alert {
  return {
    alert: 'ErrorBudgetBurnsSlowly',
    expr: burning(subject, TICKETS),
    severity: 'warning',
    summary: `${serviceText(subject)} fails more often than it may.`,
    description: `${failing()} ${promised(subject)} If it goes on, the budget is spent before the period is over.`,
  };
}

function isLow(subject: ObjectiveSubject): Alert {
  return {
    alert: 'ErrorBudgetLow',
    expr: `${remaining(subject)} > 0 < ${LOW} and ${isFailing(subject, period(subject))}`,
    for: '15m',
    severity: 'info',
    summary: `${serviceText(subject)} has {{ $value | humanizePercentage }} of its error budget left.`,
    description: `${promised(subject)} What is risky may better wait until the budget has grown again.`,
  };
}

function isExhausted(subject: ObjectiveSubject): Alert {
  return {
    alert: 'ErrorBudgetExhausted',
    expr: `${own(subject, PERIOD_BURN_RATE)} >= 1 and ${isFailing(subject, period(subject))}`,
    for: '15m',
    severity: 'warning',
    summary: `${serviceText(subject)} has spent its error budget.`,
    description: `${promised(subject)} {{ $value | humanizePercentage }} of the budget is spent. Until it has grown `
      + 'again, what makes the service more reliable comes before what is new.',
  };
}

function hasNoData(subject: ObjectiveSubject): Alert {
  return {
    alert: 'ObjectiveHasNoData',
    expr: `absent(${own(subject, ratio(RATE_WINDOW))})`,
    for: '15m',
    severity: 'warning',
    summary: `Nobody knows whether ${serviceText(subject)} keeps its objective ${subject.slo}.`,
    description: 'There are no series under the names and labels that the objective reads. First see whether somebody '
      + 'has called the service yet, for many series begin with the first request, then whether Prometheus scrapes the '
      + 'pods, and whether the metrics are called as the objective says.',
  };
}

/** A rate that cannot be reached, as more than all would have to fail, is left out. */
function burning(subject: ObjectiveSubject, rates: readonly BurnRate[]): string {
  return rates.filter((rate) => subject.budget.canBurn(rate)).map((rate) => [
    '(',
    ...conditions(subject, rate).map((condition, index) => `  ${index === 0 ? '' : 'and '}${condition}`),
    ')',
  ].join('\n')).join(' or ');
}

function conditions(subject: ObjectiveSubject, rate: BurnRate): string[] {
  const { long, short } = rate;
  const threshold = subject.budget.threshold(rate);
  return [
    `${own(subject, ratio(long.text))} > ${threshold}`,
    `${own(subject, ratio(short))} > ${threshold}`,
    isFailing(subject, long.text),
  ];
}

/** Whether there were more than a few failures. Where an evaluation was missed, they are fewer and never more. */
function isFailing(subject: ObjectiveSubject, window: string): string {
  const perSecond = `sum_over_time(${own(subject, 'slo:errors:rate5m')}[${window}])`;
  return `${perSecond} * ${EVALUATION.seconds} >= ${subject.minimumFailures}`;
}

function period({ days }: ObjectiveSubject): string {
  return `${days}d`;
}

function remaining(subject: ObjectiveSubject): string {
  return own(subject, 'slo:period_error_budget_remaining:ratio');
}

function ratio(window: string): string {
  return `slo:sli_error:ratio_rate${window}`;
}

function own({ namespace, service: name, slo }: SeriesSubject, metric: string): string {
  return seriesOf(metric, { namespace, service: name, slo });
}

function failing(): string {
  return '{{ $value | humanizePercentage }} of its requests miss the objective.';
}

function promised({ promise, days }: ObjectiveSubject): string {
  return `Promised is that ${promise}, over ${days} days.`;
}
