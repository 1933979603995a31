import { AlertReceiver } from './alert-receiver';

/** What Alertmanager is told, whichever form it is written in. */
export interface RoutingPlan {
  readonly route: PlannedRoute;
  readonly receivers: readonly PlannedReceiver[];
  readonly inhibitions: readonly PlannedInhibition[];
  readonly muteTimes: readonly PlannedMuteTime[];
}

/** A condition on a label. */
export interface Matcher {
  readonly label: string;
  readonly type: '=' | '!=' | '=~';
  readonly value: string;
}

/** A node of the routing tree; what it leaves out is that of the node above. Times are in seconds. */
export interface PlannedRoute {
  readonly receiver: string;
  readonly matchers?: readonly Matcher[];
  readonly groupBy?: readonly string[];
  readonly groupWait?: number;
  readonly groupInterval?: number;
  readonly repeatInterval?: number;
  readonly muteTimes?: readonly string[];
  readonly routes?: readonly PlannedRoute[];
}

/** A receiver by its name. */
export interface PlannedReceiver {
  readonly name: string;
  readonly receiver: AlertReceiver;
  /** Whether it hears of the end of alerts too. */
  readonly sendResolved: boolean;
}

/** Alerts that are kept back while others fire. */
export interface PlannedInhibition {
  readonly source: readonly Matcher[];
  readonly target: readonly Matcher[];
  readonly equal: readonly string[];
}

/** A time of the week; what goes past midnight is two intervals. */
export interface PlannedMuteTime {
  readonly name: string;
  readonly intervals: readonly MuteInterval[];
  readonly timeZone?: string;
}

/** A part of a day, on some days or on all. Times are minutes of the day. */
export interface MuteInterval {
  readonly start: number;
  readonly end: number;
  /** From 0, Monday. */
  readonly days?: readonly number[];
}

/** Alerts with these labels. */
export function matchersOf(labels: Readonly<Record<string, string>>): Matcher[] {
  return Object.entries(labels).map(([label, value]) => ({ label, type: '=', value }));
}
