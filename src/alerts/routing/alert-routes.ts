import { Construct } from 'constructs';
import { AlertReceiver } from './alert-receiver';
import { AlertRoute, AlertRoutingProps, SeverityReceivers } from './alert-routing-props';
import { GroupTimes, watchdogTimes } from './group-times';
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
    const { watchdog, watchdogInterval, routes = {} } = props;
    const names = this.named('', props, { critical: '', warning: '', info: '' });
    this.defaultReceiver = names.warning;
    this.routes = [
      this.watchdogRoute(watchdog, watchdogTimes(scope, watchdogInterval)),
      ...Object.entries(routes).map(([name, route]) => this.ownRoute(name, route, names)),
      ...this.bySeverity(names),
    ];
    this.checkReached(Object.entries(routes));
  }

  private watchdogRoute(receiver: AlertReceiver, times: GroupTimes): PlannedRoute {
    // Its end must not look like another sign of life.
    this.add({ name: 'watchdog', receiver, sendResolved: false }, 'watchdog');
    return { receiver: 'watchdog', matchers: matchersOf({ alertname: WATCHDOG }), ...times };
  }

  private ownRoute(name: string, route: AlertRoute, above: ReceiverNames): PlannedRoute {
    const prop = `routes.${name}`;
    checkDnsLabel(this.scope, prop, name);
    checkAlertLabels(this.scope, `${prop}.labels`, route.labels);
    if (Object.hasOwn(route.labels, 'severity')) {
      const remedy = 'leave it out, and name receivers as critical, warning or info';
      fail(this.scope, { prop: `${prop}.labels`, must: 'say nothing of severity', got: route.labels, remedy });
    }
    const names = this.named(name, route, above);
    return { receiver: names.warning, matchers: matchersOf(route.labels), routes: this.bySeverity(names) };
  }

  /** The receivers that are given here, by names that begin with that of the route. */
  private named(route: string, given: SeverityReceivers, above: ReceiverNames): ReceiverNames {
    const own = SEVERITIES.filter((severity) => given[severity] !== undefined);
    if (own.length === 0) {
      const remedy = 'give critical, warning or info, or leave the route out';
      fail(this.scope, { prop: `routes.${route}`, must: 'name a receiver', got: given, remedy });
    }
    const names = { ...above, ...Object.fromEntries(own.map((severity) => [severity, joined(route, severity, '-')])) };
    for (const severity of own) {
      const prop = route === '' ? severity : `routes.${route}.${severity}`;
      this.add({ name: names[severity], receiver: given[severity]!, sendResolved: true }, prop);
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

  /** Refuses a route whose alerts an earlier one takes, all of them. */
  private checkReached(routes: readonly [string, AlertRoute][]): void {
    routes.forEach(([name, { labels }], index) => {
      const earlier = routes.slice(0, index).find(([, other]) => isSubset(other.labels, labels));
      if (earlier === undefined && labels.alertname !== WATCHDOG) return;
      fail(this.scope, {
        prop: `routes.${name}`,
        must: `get alerts, and ${earlier?.[0] ?? 'watchdog'} takes all that have its labels`,
        got: labels,
        remedy: 'put it first, or leave it out',
      });
    });
  }
}

function isSubset(labels: Readonly<Record<string, string>>, of: Readonly<Record<string, string>>): boolean {
  return Object.entries(labels).every(([label, value]) => Object.hasOwn(of, label) && of[label] === value);
}

function joined(first: string, second: string, by: string): string {
  return first === '' ? second : `${first}${by}${second}`;
}
