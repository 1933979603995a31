import { Duration } from 'cdk8s';
import { ServiceVariant } from './service-variants';
import { AlertReceiver, AlertRouting, AlertRoutingProps, MetricsFlavor, SecretKey, Weekday } from '../src';
import { ALERT_RECEIVERS } from '../test/support/smallest-calls';

const KEY = SecretKey.of('receivers', 'key');
const EVERYTHING: AlertRoutingProps = {
  ...ALERT_RECEIVERS,
  critical: AlertReceiver.all([
    AlertReceiver.pagerDuty(KEY, { url: 'https://events.eu.pagerduty.com/v2/enqueue' }),
    AlertReceiver.opsgenie(KEY, { url: 'https://api.eu.opsgenie.com/' }),
    AlertReceiver.microsoftTeams(KEY),
    AlertReceiver.email('a@example.com', {
      server: 'smtp.example.com:587', sender: 'b@example.com', user: 'alerts', password: KEY,
    }),
  ]),
  routes: [{ name: 'odd', labels: { team: 'a"b\\c\nd' }, info: AlertReceiver.slack(KEY, { channel: '#payments' }) }],
  inhibitions: [{ source: { alertname: 'ClusterDown' }, target: { severity: 'warning' }, equal: ['cluster'] }],
  muteTimes: {
    nights: { start: '22:00', end: '06:30', weekdays: [Weekday.SUNDAY, Weekday.FRIDAY] }, evenings: { start: '23:59' },
  },
  groupBy: ['alertname'],
  groupWait: Duration.seconds(0),
  groupInterval: Duration.seconds(90),
  repeatInterval: Duration.minutes(3),
  watchdogInterval: Duration.seconds(11),
};

/** Together they use every option of the routing of alerts, in both of its forms. */
export const ALERT_VARIANTS: readonly ServiceVariant[] = [
  { name: 'an AlertRouting with every option', make: (scope) => new AlertRouting(scope, 'alerts', EVERYTHING) },
  {
    name: 'an AlertRouting with every option, for the operator',
    platform: { metrics: MetricsFlavor.operator({ monitorLabels: { release: 'prometheus' } }) },
    make: (scope) => new AlertRouting(scope, 'alerts', EVERYTHING),
  },
];
