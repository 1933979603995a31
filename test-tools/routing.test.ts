import { Chart } from 'cdk8s';
import {
  AlertReceiver, AlertRouting, AlertRoutingProps, MetricsFlavor, PlatformProps, SecretKey, Weekday,
} from '../src';
import { checkConfiguration, receiversOf } from './harness/alerts/amtool';
import { checkRules } from './harness/alerts/promtool';
import { alertsOf, routingsOf, ruleFilesOf } from './harness/alerts/written-alerting';
import { EXAMPLE_NAMES, synthesizeExample } from '../test/support/examples';
import { readDocument, tableRows } from '../test/support/project/markdown';
import { readYaml, render } from '../test/support/render';
import { ALERT_RECEIVERS, SMALLEST_CALLS } from '../test/support/smallest-calls';

const ODD_TEXTS = ['a"b', '\\', 'line\nbreak', '{{ . }}', '$1', '=~".+"', "it's", 'ä€😀', '# no', ' x ', ','];
const KEY = SecretKey.of('receivers', 'key');
const OTHER = AlertReceiver.webhook(KEY);
const INFO = { info: OTHER };
const MAIL = { server: 'smtp.example.com:587', sender: 'alerts@example.com', user: 'alerts', password: KEY };

/** Whatever there is to say, at once and by itself. */
const VARIANTS: Readonly<Record<string, Partial<AlertRoutingProps>>> = {
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
      AlertReceiver.webhook(KEY),
    ]),
  },
  'routes with odd labels': {
    routes: ODD_TEXTS.map((team, index) => ({
      name: `route-${index}`, labels: { team, service: team }, critical: OTHER,
    })),
  },
  'inhibitions': { inhibitions: [{ source: { alertname: 'a"\\' }, target: { severity: 'info' }, equal: ['cluster'] }] },
  'mute times': {
    muteTimes: {
      nights: { start: '22:00', end: '06:30', weekdays: [Weekday.SUNDAY, Weekday.FRIDAY], timeZone: 'Europe/Berlin' },
      evenings: { start: '23:59' },
      weekends: { weekdays: [Weekday.SATURDAY] },
    },
  },
};

/** What the smallest call of each construct and each example write, in both forms of rules. */
function everything() {
  const forms: PlatformProps[] = [{}, { metrics: MetricsFlavor.operator() }];
  return [
    ...forms.flatMap((platform) => Object.values(SMALLEST_CALLS).flatMap((make) => render(make, platform))),
    ...EXAMPLE_NAMES.flatMap((name) => Object.entries(synthesizeExample(name, 30)))
      .flatMap(([file, text]) => (file.endsWith('.yaml') ? readYaml(text) : [])),
  ];
}

function manifestsWith(props: Partial<AlertRoutingProps>) {
  return render((chart: Chart) => new AlertRouting(chart, 'alerts', { ...ALERT_RECEIVERS, ...props }));
}

const ALL = everything();
const ALERTS = [...new Map(alertsOf(ALL).map((one) => [`${one.alert} ${JSON.stringify(one.labels)}`, one])).values()];
const [CONFIGURATION] = routingsOf(manifestsWith({ ...INFO, routes: VARIANTS['routes with odd labels'].routes }));

/** What the page says of each alert, by its name or else by its severity. */
const PROMISED = Object.fromEntries(tableRows(readDocument('docs/alerting.md'), ['Alert', 'Receiver'])
  .map(([alert, receiver]) => [/`(.*)`/.exec(alert)?.[1] ?? 'other', receiver.replaceAll('`', '')]));

describe('the configuration of Alertmanager', () => {
  it.each(Object.entries(VARIANTS))('with %s has nothing that amtool would complain of', (_, props) => {
    const [configuration] = routingsOf(manifestsWith(props));
    expect(checkConfiguration(configuration)).toBe('');
  });

  it('of each example has nothing either', () => {
    expect(routingsOf(ALL).length).toBeGreaterThan(1);
    expect(routingsOf(ALL).map(checkConfiguration).join('')).toBe('');
  });

  it('would be refused where a receiver were missing', () => {
    const without = CONFIGURATION.replace('- name: watchdog', '- name: dog');
    expect(checkConfiguration(without)).toContain('undefined receiver');
  });

  it('has labels of routes as Alertmanager reads them', () => {
    const routes = VARIANTS['routes with odd labels'].routes!;
    expect(routes.map(({ labels }) => receiversOf(CONFIGURATION, { severity: 'critical', ...labels })))
      .toEqual(routes.map(({ name }) => [`${name}-critical`]));
  });

  it('has a Watchdog that promtool takes', () => {
    expect(Object.values(ruleFilesOf(manifestsWith({}))).map(checkRules)).toEqual(['']);
  });
});

describe('an alert', () => {
  it('is known of each section of each runbook', () => {
    const names = new Set(ALERTS.map(({ alert }) => alert));
    const pages = new Set(ALERTS.map(({ annotations: { runbook_url: url } }) => /docs\/.*\.md/.exec(url)![0]));
    const headings = [...pages].flatMap((page) => [...readDocument(page).matchAll(/^## (\w+)$/gm)]);
    const sections = headings.map(([, name]) => name);
    expect(sections.filter((name) => !names.has(name))).toEqual([]);
  });

  it.each(ALERTS)('$alert goes where the documentation says', ({ alert, labels }) => {
    const promised = PROMISED[alert] ?? PROMISED[labels.severity];
    expect(receiversOf(CONFIGURATION, { alertname: alert, ...labels })).toEqual([promised]);
  });

  it.each(['', 'page'])('with the severity %j goes where the documentation says', (severity) => {
    expect(receiversOf(CONFIGURATION, { alertname: 'Foreign', severity })).toEqual([PROMISED.other]);
  });
});
