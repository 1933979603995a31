import { Construct } from 'constructs';
import { AlertReceiver } from './alert-receiver';
import { AlertRoute, AlertRoutingProps, SeverityReceivers } from './alert-routing-props';
import { GroupTimes, watchdogTimes } from './group-times';
import { keyOfIntegration } from './integrations/integration';
import { checkAlertLabels } from './label-checks';
import { matchersOf, PlannedReceiver, PlannedRoute } from './routing-plan';
import { WATCHDOG } from './watchdog-alert';
import { fail } from '../../internal/fail';
import { checkDnsLabel } from '../../internal/naming/names';

const SEVERITIES = ['critical', 'warning', 'info'] as const;
type Severity = typeof SEVERITIES[number];

/** The names of receivers by severity. */
type ReceiverNames = Readonly<Record<Severity, string>>;

/** The routes below the first one, and all receivers that they name. */
export class AlertRoutes {
  public readonly receivers: PlannedReceiver[] = [];
  public readonly routes: readonly PlannedRoute[];
  /** Of all that no route knows. */
  public readonly defaultReceiver: string;

  constructor(private readonly scope: Construct, props: AlertRoutingProps, private readonly muted: readonly string[]) {
    const { watchdog, watchdogInterval, routes = [] } = props;
    const names = this.named(props, { critical: '', warning: '', info: '' });
    this.defaultReceiver = names.warning;
    this.routes = [
      this.watchdogRoute(watchdog, watchdogTimes(scope, watchdogInterval)),
      ...routes.map((route, index) => this.ownRoute(route, `routes[${index}]`, names)),
      ...this.bySeverity(names),
    ];
    this.checkWatchdog(watchdog);
    routes.forEach((route, index) => this.checkReached(route, routes.slice(0, index)));
  }

  private watchdogRoute(receiver: AlertReceiver, times: GroupTimes): PlannedRoute {
    // Its end must not look like another sign of life.
    this.add({ name: 'watchdog', receiver, sendResolved: false }, 'watchdog');
    return { receiver: 'watchdog', matchers: matchersOf({ alertname: WATCHDOG }), ...times };
  }

  private ownRoute(route: AlertRoute, prop: string, above: ReceiverNames): PlannedRoute {
    const { name, labels } = route;
    checkDnsLabel(this.scope, `${prop}.name`, name);
    checkAlertLabels(this.scope, `${prop}.labels`, labels);
    if (Object.hasOwn(labels, 'severity')) {
      const remedy = 'leave it out, and name receivers as critical, warning or info';
      fail(this.scope, { prop: `${prop}.labels`, must: 'say nothing of severity', got: labels, remedy });
    }
    const names = this.named(route, above, prop);
    return { receiver: names.warning, matchers: matchersOf(labels), routes: this.bySeverity(names) };
  }

  /** The receivers that are given here, by names that begin with that of the route. */
  private named(given: SeverityReceivers & { name?: string }, above: ReceiverNames, prop?: string): ReceiverNames {
    const own = SEVERITIES.filter((severity) => given[severity] !== undefined);
    if (prop !== undefined && own.length === 0) {
      const remedy = 'give critical, warning or info, or leave the route out';
      fail(this.scope, { prop, must: 'name a receiver', got: given, remedy });
    }
    const nameOf = (severity: Severity) => (prop === undefined ? severity : `${given.name}-${severity}`);
    const names = { ...above, ...Object.fromEntries(own.map((severity) => [severity, nameOf(severity)])) };
    for (const severity of own) {
      const receiver = given[severity]!;
      this.add({ name: names[severity], receiver, sendResolved: true }, joined(prop, severity));
    }
    return given.info === undefined && given.warning !== undefined ? { ...names, info: names.warning } : names;
  }

  private bySeverity(names: ReceiverNames): PlannedRoute[] {
    const { muted } = this;
    return SEVERITIES.map((severity) => ({
      receiver: names[severity],
      matchers: matchersOf({ severity }),
      ...(severity === 'critical' || muted.length === 0 ? {} : { muteTimes: muted }),
    }));
  }

  private add(planned: PlannedReceiver, prop: string): void {
    planned.receiver._check(this.scope, prop);
    this.receivers.push(planned);
  }

  /** Refuses a dead man's switch that is also who is told of alerts. */
  private checkWatchdog(watchdog: AlertReceiver): void {
    const keys = watchdog._integrations.map(keyOfIntegration);
    const same = this.receivers.find(({ name, receiver }) => (
      name !== 'watchdog' && receiver._integrations.some((one) => keys.includes(keyOfIntegration(one)))
    ));
    if (same === undefined) return;
    const must = 'tell nobody who is told of alerts, or all else is lost among its messages';
    const remedy = 'name a dead man\'s switch, which is silent as long as they arrive';
    fail(this.scope, { prop: 'watchdog', must, got: `the same as ${same.name}`, remedy });
  }

  /** Refuses a route whose alerts an earlier one takes, all of them, and one that is called like an earlier one. */
  private checkReached({ name, labels }: AlertRoute, earlier: readonly AlertRoute[]): void {
    const prop = `routes[${earlier.length}]`;
    if (earlier.some((other) => other.name === name)) {
      const must = 'have a name of its own';
      fail(this.scope, { prop: `${prop}.name`, must, got: name, remedy: 'rename it' });
    }
    if (labels.alertname === WATCHDOG) {
      const remedy = "leave it out: the Watchdog goes to the receiver 'watchdog' alone";
      fail(this.scope, { prop, must: 'get alerts, and watchdog takes all that have its labels', got: labels, remedy });
    }
    const taker = earlier.find((other) => isSubset(other.labels, labels));
    if (taker === undefined) return;
    const must = `get alerts, and ${taker.name} takes all that have its labels`;
    const remedy = isSubset(labels, taker.labels)
      ? `make the two one: name its receivers in ${taker.name}`
      : `put it before ${taker.name}, or leave it out`;
    fail(this.scope, { prop, must, got: labels, remedy });
  }
}

function isSubset(labels: Readonly<Record<string, string>>, of: Readonly<Record<string, string>>): boolean {
  return Object.entries(labels).every(([label, value]) => Object.hasOwn(of, label) && of[label] === value);
}

function joined(prop: string | undefined, severity: Severity): string {
  return prop === undefined ? severity : `${prop}.${severity}`;
}
