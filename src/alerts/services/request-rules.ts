import { RequestQueries } from './request-series';
import { AlertRule } from '../alert-rules';
import { durationText, serviceText } from '../alert-texts';
import { shareOf } from '../promql';

/** A service that alerts are about, and from where on. */
export interface ServiceSubject {
  readonly namespace: string;
  readonly service: string;
  readonly queries: RequestQueries;
  /** Whether the alerts of an objective wake somebody where requests fail. */
  readonly isAvailabilityPromised: () => boolean;
  /** How many of a hundred requests may fail. */
  readonly errorPercent: number;
  /** The duration that 5% of the requests may exceed, in seconds. */
  readonly latencySeconds: number;
  /** Whether anybody asks how long they take. */
  readonly isTimed: boolean;
  /** Fewer requests than these in a minute alert nobody. */
  readonly minimumRequestsPerMinute: number;
}

type Alert = Omit<AlertRule, 'runbook' | 'dashboard'>;

const WINDOW = '5m';
const TRAFFIC_WINDOW = '10m';
/** Of requests an hour ago. Between day and night, traffic hardly changes so fast; where a load ends, it does. */
const DROP = 0.1;
const SLOW_PERCENT = 5;

/** The names of the alerts that read requests. */
export const REQUEST_ALERTS = [
  'ServiceErrorRateHigh', 'ServiceLatencyHigh', 'ServiceTrafficDropped', 'ServiceNotCounted',
];

/** Alerts on the rate, the errors and the latency of the requests. */
export function requestAlerts(subject: ServiceSubject): Alert[] {
  return [errorsAreMany, latencyIsHigh, trafficDropped, nothingIsCounted].map((alert) => alert(subject));
}

function errorsAreMany(subject: ServiceSubject): Alert {
  const { queries, errorPercent } = subject;
  return {
    alert: 'ServiceErrorRateHigh',
    expr: [
      `${queries.failed(WINDOW)} / ${queries.rate(WINDOW)} > ${shareOf(errorPercent)}`,
      `and ${isCalled(subject, queries.rate(WINDOW))}`,
    ].join('\n'),
    for: '5m',
    // One fault is to wake somebody once, and the error budget weighs it better.
    severity: subject.isAvailabilityPromised() ? 'warning' : 'critical',
    summary: `{{ $value | humanizePercentage }} of the requests to ${serviceText(subject)} fail.`,
    description: `More than ${errorPercent}% have failed for five minutes. First see what changed last, and `
      + 'take it back; then read the logs of what fails.',
  };
}

/** Not by a quantile: between two boundaries, Prometheus can only guess one. */
function latencyIsHigh(subject: ServiceSubject): Alert {
  const { queries, latencySeconds } = subject;
  const timed = queries.timed(WINDOW);
  return {
    alert: 'ServiceLatencyHigh',
    expr: [
      `(${queries.slow(WINDOW, latencySeconds)}) / ${timed} > ${shareOf(SLOW_PERCENT)}`,
      `and ${isCalled(subject, timed)}`,
    ].join('\n'),
    for: '10m',
    severity: 'warning',
    summary: `{{ $value | humanizePercentage }} of the requests to ${serviceText(subject)} are slow.`,
    description: `They take longer than ${durationText(latencySeconds)}, and more than ${SLOW_PERCENT}% have done so `
      + 'for ten minutes. First see whether the service has enough CPU, then which of those that it calls is slow.',
  };
}

/** Where the pods or their metrics are gone, nothing arrives either. Nobody is woken: a load may end as it should. */
function trafficDropped(subject: ServiceSubject): Alert {
  const { queries } = subject;
  const before = queries.rate('1h', '15m');
  return {
    alert: 'ServiceTrafficDropped',
    expr: [
      `(${queries.rate(TRAFFIC_WINDOW)} or vector(0)) * 60 < ${DROP} * 60 * ${before}`,
      `and ${isCalled(subject, before)}`,
    ].join('\n'),
    for: '5m',
    severity: 'warning',
    summary: `Requests to ${serviceText(subject)} have stopped, or nearly so.`,
    description: '{{ $value | humanize }} arrive in a minute now, less than a tenth of those an hour ago. First see '
      + 'whether its pods are ready, then whether something in front of it fails: DNS, certificates, the ingress '
      + 'controller, or those that call it. A load that ends on schedule looks the same.',
  };
}

/**
 * Pods that nobody has called yet cannot be told from those that count under other names. A histogram of another name,
 * or without the boundary, leaves the alert on latency without data while all else is well.
 */
function nothingIsCounted(subject: ServiceSubject): Alert {
  const { queries, latencySeconds, isTimed } = subject;
  const times = isTimed ? [queries.timed(WINDOW), queries.fast(WINDOW, latencySeconds)] : [];
  return {
    alert: 'ServiceNotCounted',
    expr: [...new Set([queries.rate(WINDOW), ...times])].map((series) => `absent(${series})`).join('\nor '),
    for: '15m',
    severity: 'warning',
    summary: `Nothing counts the requests to ${serviceText(subject)}${isTimed ? ', or how long they take' : ''}.`,
    description: 'There are no such series, so that other alerts about its requests cannot fire. First see whether '
      + 'somebody has called it yet, for many series begin with the first request, then whether Prometheus scrapes the '
      + 'pods, and whether the metrics are called as the alerts read them'
      + (isTimed ? `, with a bucket that ends at ${durationText(latencySeconds)}.` : '.'),
  };
}

function isCalled({ minimumRequestsPerMinute }: ServiceSubject, perSecond: string): string {
  return `${perSecond} * 60 >= ${minimumRequestsPerMinute}`;
}
