import { AlertReceiver, AlertRoutingProps, SecretKey, Weekday } from '../../../src';

const ODD_TEXTS = ['a"b', '\\', 'line\nbreak', '{{ . }}', '$1', '=~".+"', "it's", 'ä€😀', '# no', ' x ', ','];
const KEY = SecretKey.of('receivers', 'key');
const OTHER = AlertReceiver.webhook(KEY);
const MAIL = { server: 'smtp.example.com:587', sender: 'alerts@example.com', user: 'alerts', password: KEY };

/** Routes by labels that nobody would call so. */
export const ODD_ROUTES = ODD_TEXTS.map((team, index) => ({
  name: `route-${index}`, labels: { team, service: team }, critical: OTHER,
}));

/** What can be said of the routing of alerts, each by itself and in both forms. */
export const ROUTING_VARIANTS: Readonly<Record<string, Partial<AlertRoutingProps>>> = {
  'the defaults': {},
  'every kind of receiver': {
    critical: AlertReceiver.all([
      AlertReceiver.pagerDuty(KEY, { url: 'https://events.eu.pagerduty.com/v2/enqueue' }),
      AlertReceiver.opsgenie(KEY, { url: 'https://api.eu.opsgenie.com/' }),
      AlertReceiver.microsoftTeams(KEY),
      AlertReceiver.email('a@example.com', MAIL),
      AlertReceiver.email('a@example.com', { server: 'smtp:25', sender: 'b@example.com' }),
      AlertReceiver.slack(KEY, { channel: '@jane' }),
      AlertReceiver.webhook(KEY),
      AlertReceiver.webhook(SecretKey.of('receivers', 'other')),
    ]),
  },
  'routes with odd labels': { info: OTHER, routes: ODD_ROUTES },
  'inhibitions': { inhibitions: [{ source: { alertname: 'a"\\' }, target: { severity: 'info' }, equal: ['cluster'] }] },
  'mute times': {
    muteTimes: {
      nights: { start: '22:00', end: '06:30', weekdays: [Weekday.SUNDAY, Weekday.FRIDAY] },
      evenings: { start: '23:59' },
      weekends: { weekdays: [Weekday.SATURDAY] },
    },
  },
};
