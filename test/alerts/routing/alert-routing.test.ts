import { Chart, Duration } from 'cdk8s';
import {
  AlertReceiver, AlertRoute, AlertRouting, AlertRoutingProps, MetricsFlavor, PlatformProps, SecretKey,
} from '../../../src';
import { BY_GRAVER_ALERTS } from '../../../src/alerts/routing/graver-alerts';
import { Matcher } from '../../../src/alerts/routing/routing-plan';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { only, readYaml, render, stage } from '../../support/render';
import { MINORS, schemaProblems } from '../../support/schemas';
import { ALERT_RECEIVERS } from '../../support/smallest-calls';

const LABELS = { 'environment': 'production', 'app.kubernetes.io/managed-by': 'cdk8s-preflight' };
const OPERATOR: PlatformProps = { metrics: MetricsFlavor.operator({ monitorLabels: { release: 'prometheus' } }) };
const RUNBOOK = 'https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/runbooks/alerting.md#watchdog';
const SUBJECT = [
  'cluster', 'namespace', 'service', 'slo', 'node', 'instance', 'job', 'device', 'mountpoint', 'persistentvolumeclaim',
  'deployment', 'statefulset', 'daemonset', 'cronjob', 'job_name', 'horizontalpodautoscaler', 'poddisruptionbudget',
  'resourcequota', 'resource', 'pod', 'container', 'workload', 'name', 'persistentvolume', 'integration', 'rule_group',
  'condition', 'phase',
];
const matcherText = ({ label, type, value }: Matcher) => `${label}${type}"${value}"`;
const SUMMARY = '{{ with .CommonAnnotations.summary }}{{ . }}{{ else }}{{ template "__subject" . }}{{ end }}';
const PAGER_DUTY = {
  description: SUMMARY,
  severity: '{{ if eq .CommonLabels.severity "warning" "info" }}{{ .CommonLabels.severity }}'
    + '{{ else }}critical{{ end }}',
};
const LINKS = [
  ['Runbook', '{{ (index .Alerts 0).Annotations.runbook_url }}'],
  ['Dashboard', '{{ (index .Alerts 0).Annotations.dashboard_url }}'],
];
const SLACK_TEXT = '{{ range .Alerts }}'
  + '*{{ .Annotations.summary | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" }}*\n'
  + '{{ .Annotations.description | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" }}\n'
  + '{{ with .Annotations.runbook_url }}<{{ . }}|Runbook> {{ end }}'
  + '{{ with .Annotations.dashboard_url }}<{{ . }}|Dashboard>{{ end }}\n'
  + '{{ end }}';

const OTHER = AlertReceiver.webhook(SecretKey.of('other', 'url'));
const ROUTE: AlertRoute = { name: 'payments', labels: { team: 'payments' }, critical: OTHER };

function manifests(props: Partial<AlertRoutingProps> = {}, platform?: PlatformProps) {
  return render((chart) => new AlertRouting(chart, 'alerts', { ...ALERT_RECEIVERS, ...props }), platform);
}

/** What Alertmanager reads of the file. */
function configuration(props: Partial<AlertRoutingProps> = {}) {
  const [{ data }] = manifests(props);
  return readYaml(data['alertmanager.yaml'])[0];
}

describe('AlertRouting', () => {
  it('writes the file of Alertmanager, and the rule of the Watchdog', () => {
    const [config, rule, ...others] = manifests();

    expect(others).toEqual([]);
    expect({ ...config, data: Object.keys(config.data) }).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'alerts', namespace: 'shop', labels: { ...LABELS, 'preflight/alertmanager-config': 'true' },
      },
      data: ['alertmanager.yaml'],
    });
    expect(readYaml(config.data['alertmanager.yaml'])).toEqual([{
      route: {
        receiver: 'warning',
        group_by: ['alertname', 'cluster', 'namespace', 'service'],
        group_wait: '30s',
        group_interval: '5m',
        repeat_interval: '4h',
        routes: [
          {
            receiver: 'watchdog',
            matchers: ['alertname="Watchdog"'],
            group_wait: '0s',
            group_interval: '1m',
            repeat_interval: '4m',
          },
          { receiver: 'critical', matchers: ['severity="critical"'] },
          { receiver: 'warning', matchers: ['severity="warning"'] },
          { receiver: 'warning', matchers: ['severity="info"'] },
        ],
      },
      receivers: [
        {
          name: 'critical',
          pagerduty_configs: [{
            routing_key_file: '/etc/alertmanager/secrets/alert-receivers/pagerduty',
            ...PAGER_DUTY,
            links: LINKS.map(([text, href]) => ({ text, href })),
            send_resolved: true,
          }],
        },
        {
          name: 'warning',
          slack_configs: [{
            api_url_file: '/etc/alertmanager/secrets/alert-receivers/slack', text: SLACK_TEXT, send_resolved: true,
          }],
        },
        {
          name: 'watchdog',
          webhook_configs: [{
            url_file: '/etc/alertmanager/secrets/alert-receivers/watchdog', send_resolved: false,
          }],
        },
      ],
      inhibit_rules: [
        {
          source_matchers: ['severity="critical"'],
          target_matchers: ['severity=~"warning|info"', 'alertname!="Watchdog"'],
          equal: ['alertname', ...SUBJECT],
        },
        {
          source_matchers: ['severity="warning"'],
          target_matchers: ['severity="info"', 'alertname!="Watchdog"'],
          equal: ['alertname', ...SUBJECT],
        },
        {
          source_matchers: ['severity="critical"', 'slo!=""'],
          target_matchers: ['severity=~"warning|info"', 'slo!=""'],
          equal: ['cluster', 'namespace', 'service', 'slo'],
        },
        ...BY_GRAVER_ALERTS.map(({ source, target, equal }) => ({
          source_matchers: source.map(matcherText), target_matchers: target.map(matcherText), equal,
        })),
      ],
    }]);
    expect(rule.metadata).toEqual({
      name: 'alerts-watchdog', namespace: 'shop', labels: { ...LABELS, 'preflight/alert-rules': 'true' },
    });
    expect(readYaml(rule.data['alerts-watchdog.rules.yaml'])).toEqual([{
      groups: [{
        name: 'shop-alerts-watchdog',
        rules: [{
          alert: 'Watchdog',
          expr: 'vector(1)',
          labels: { severity: 'info' },
          annotations: {
            summary: 'Alerts arrive.',
            description: expect.stringContaining("tells a dead man's switch outside of the cluster"),
            runbook_url: RUNBOOK,
          },
        }],
      }],
    }]);
  });

  it('writes the same for the operator', () => {
    const written = manifests({}, OPERATOR);
    const config = only(written, 'AlertmanagerConfig');

    expect(config.metadata).toEqual({
      name: 'alerts', namespace: 'shop', labels: { ...LABELS, release: 'prometheus' },
    });
    expect(config.spec.route).toEqual({
      receiver: 'warning',
      groupBy: ['alertname', 'cluster', 'namespace', 'service'],
      groupWait: '30s',
      groupInterval: '5m',
      repeatInterval: '4h',
      routes: [
        {
          receiver: 'watchdog',
          matchers: [{ name: 'alertname', matchType: '=', value: 'Watchdog' }],
          groupWait: '0s',
          groupInterval: '1m',
          repeatInterval: '4m',
        },
        { receiver: 'critical', matchers: [{ name: 'severity', matchType: '=', value: 'critical' }] },
        { receiver: 'warning', matchers: [{ name: 'severity', matchType: '=', value: 'warning' }] },
        { receiver: 'warning', matchers: [{ name: 'severity', matchType: '=', value: 'info' }] },
      ],
    });
    expect(config.spec.receivers).toEqual([
      {
        name: 'critical',
        pagerdutyConfigs: [{
          routingKey: { name: 'alert-receivers', key: 'pagerduty' },
          ...PAGER_DUTY,
          pagerDutyLinkConfigs: LINKS.map(([alt, href]) => ({ alt, href })),
          sendResolved: true,
        }],
      },
      {
        name: 'warning',
        slackConfigs: [{
          apiURL: { name: 'alert-receivers', key: 'slack' }, text: SLACK_TEXT, sendResolved: true,
        }],
      },
      {
        name: 'watchdog',
        webhookConfigs: [{ urlSecret: { name: 'alert-receivers', key: 'watchdog' }, sendResolved: false }],
      },
    ]);
    expect(config.spec.inhibitRules[0]).toEqual({
      sourceMatch: [{ name: 'severity', matchType: '=', value: 'critical' }],
      targetMatch: [
        { name: 'severity', matchType: '=~', value: 'warning|info' },
        { name: 'alertname', matchType: '!=', value: 'Watchdog' },
      ],
      equal: ['alertname', ...SUBJECT],
    });
    expect(config.spec.inhibitRules).toHaveLength(3 + BY_GRAVER_ALERTS.length);
    expect(only(written, 'PrometheusRule').metadata.name).toBe('alerts-watchdog');
  });

  it('says which keys of Secrets Alertmanager must be given, each once', () => {
    const { chart } = stage();
    const routing = new AlertRouting(chart, 'alerts', { ...ALERT_RECEIVERS, info: ALERT_RECEIVERS.warning });
    expect(routing.credentials.map(({ secretName, key }) => `${secretName}/${key}`))
      .toEqual(['alert-receivers/pagerduty', 'alert-receivers/slack', 'alert-receivers/watchdog']);
  });

  it('tells others of info', () => {
    const { route, receivers } = configuration({ info: OTHER });
    expect(route.routes[3]).toEqual({ receiver: 'info', matchers: ['severity="info"'] });
    expect(receivers.map(({ name }: { name: string }) => name)).toEqual(['critical', 'warning', 'info', 'watchdog']);
  });

  it('tells others of the alerts of a route, and the usual ones of the severities that it leaves out', () => {
    const { route } = configuration({ routes: [ROUTE] });
    expect(route.routes[1]).toEqual({
      receiver: 'warning',
      matchers: ['team="payments"'],
      routes: [
        { receiver: 'payments-critical', matchers: ['severity="critical"'] },
        { receiver: 'warning', matchers: ['severity="warning"'] },
        { receiver: 'warning', matchers: ['severity="info"'] },
      ],
    });
  });

  it('tells the receiver of the warnings of a route of its info, and of all without a severity', () => {
    const { route } = configuration({ info: OTHER, routes: [{ ...ROUTE, warning: OTHER }] });
    const { receiver, routes } = route.routes[1];
    expect([receiver, ...routes.map((one: { receiver: string }) => one.receiver)])
      .toEqual(['payments-warning', 'payments-critical', 'payments-warning', 'payments-warning']);
  });

  it('quotes values as Alertmanager reads them', () => {
    const { route } = configuration({ routes: [{ ...ROUTE, labels: { team: 'a"b\\c\nd' } }] });
    expect(route.routes[1].matchers).toEqual(['team="a\\"b\\\\c\\nd"']);
  });

  it('groups as it is told', () => {
    const { route } = configuration({
      groupBy: ['alertname'],
      groupWait: Duration.seconds(0),
      groupInterval: Duration.seconds(90),
      repeatInterval: Duration.minutes(3),
    });
    expect(route).toMatchObject({
      group_by: ['alertname'], group_wait: '0s', group_interval: '90s', repeat_interval: '3m',
    });
  });

  it.each<[Duration, string, string]>([
    [Duration.seconds(10), '2s', '8s'],
    [Duration.seconds(11), '2s', '8s'],
    [Duration.minutes(2), '24s', '96s'],
    [Duration.minutes(15), '1m', '14m'],
    [Duration.days(1), '1m', '1439m'],
  ])('lets the dead man\'s switch hear of the Watchdog in an interval of %s', (watchdogInterval, group, repeat) => {
    expect(configuration({ watchdogInterval }).route.routes[0])
      .toMatchObject({ group_wait: '0s', group_interval: group, repeat_interval: repeat });
  });

  it('reads credentials from another folder', () => {
    const { receivers } = configuration({ secretsFolder: '/secrets' });
    expect(receivers[0].pagerduty_configs[0].routing_key_file).toBe('/secrets/alert-receivers/pagerduty');
  });

  it('takes another name, and another page to lead to', () => {
    const [config, rule] = manifests({ name: 'paging', runbook: 'https://example.com/alerts' }, OPERATOR);
    expect([config.metadata.name, rule.metadata.name]).toEqual(['paging', 'paging-watchdog']);
    expect(rule.spec.groups[0].rules[0].annotations.runbook_url).toBe('https://example.com/alerts#watchdog');
  });

  it('is valid on every minor, in both forms', () => {
    const props: Partial<AlertRoutingProps> = {
      routes: [ROUTE],
      inhibitions: [{ source: { a: 'b' }, target: { c: 'd' } }],
      muteTimes: { nights: { start: '22:00', end: '06:00' } },
      watchdogInterval: Duration.seconds(11),
    };
    const files = manifests(props);
    expect(MINORS.flatMap((minor) => files.flatMap((manifest) => schemaProblems(minor, manifest)))).toEqual([]);
    // Custom resources are the same on all of them.
    const ofOperator = [...manifests(props, OPERATOR), ...manifests({}, OPERATOR)];
    expect(ofOperator.flatMap((manifest) => schemaProblems('1.30', manifest))).toEqual([]);
  });

  it.each<[string, Partial<AlertRoutingProps>, string]>([
    ['a name that is none', { name: 'A' },
      "'name' must be a DNS-1123 subdomain (lower-case letters, digits, - and ., at most 253), got \"A\"; "
      + 'choose such a name'],
    ['a name that is too long', { name: 'a'.repeat(234) },
      '\'name\' must have at most 233 characters, for the file with the rule of the Watchdog has 20 more, '
      + `got "${'a'.repeat(199)}...; give a shorter name`],
    ['receivers that tell nobody', { critical: AlertReceiver.all([]) },
      "'critical' must tell somebody, or the alerts that are routed to it end nowhere, got \"no receivers\"; "
      + 'give AlertReceiver.all at least one'],
    ['a route that tells nobody', { routes: [{ name: 'payments', labels: { team: 'payments' } }] },
      "'routes[0]' must name a receiver, got {\"name\":\"payments\",\"labels\":{\"team\":\"payments\"}}; "
      + 'give critical, warning or info, or leave the route out'],
    ['a route that others take all alerts of', {
      routes: [ROUTE, { ...ROUTE, name: 'refunds', labels: { team: 'payments', service: 'refunds' } }],
    }, "'routes[1]' must get alerts, and payments takes all that have its labels, "
      + 'got {"team":"payments","service":"refunds"}; put it before payments, or leave it out'],
    ['a second route of the same labels', { routes: [ROUTE, { ...ROUTE, name: 'refunds' }] },
      "'routes[1]' must get alerts, and payments takes all that have its labels, "
      + 'got {"team":"payments"}; make the two one: name its receivers in payments'],
    ['a route of the Watchdog', { routes: [{ ...ROUTE, labels: { alertname: 'Watchdog' } }] },
      "'routes[0]' must get alerts, and watchdog takes all that have its labels, "
      + 'got {"alertname":"Watchdog"}; leave it out: the Watchdog goes to the receiver \'watchdog\' alone'],
    ['a route by severity', { routes: [{ ...ROUTE, labels: { severity: 'critical' } }] },
      "'routes[0].labels' must say nothing of severity, got {\"severity\":\"critical\"}; "
      + 'leave it out, and name receivers as critical, warning or info'],
    ['a route of everything', { routes: [{ ...ROUTE, labels: {} }] },
      "'routes[0].labels' must name labels, or it would be about all alerts, got {}; write { team: 'payments' }"],
    ['a label that is none', { routes: [{ ...ROUTE, labels: { 'a-b': 'c' } }] },
      "'routes[0].labels' must hold names of labels (letters, digits and _, at most 128), got \"a-b\"; "
      + 'write them as they stand in the alerts'],
    ['an empty label', { routes: [{ ...ROUTE, labels: { team: '' } }] },
      "'routes[0].labels.team' must not be empty, for so it is on all alerts without the label, got \"\"; "
      + 'name its value'],
    ['two routes of a name', { routes: [ROUTE, { ...ROUTE, labels: { team: 'shop' } }] },
      "'routes[1].name' must have a name of its own, got \"payments\"; rename it"],
    ['a receiver of a route that is none', { routes: [{ ...ROUTE, critical: AlertReceiver.all([]) }] },
      "'routes[0].critical' must tell somebody, or the alerts that are routed to it end nowhere, got \"no receivers\"; "
      + 'give AlertReceiver.all at least one'],
    ['a route whose name is none', { routes: [{ ...ROUTE, name: 'Payments' }] },
      "'routes[0].name' must be a DNS-1123 label (lower-case letters, digits and -, at most 63), "
      + 'got "Payments"; choose such a name'],
    ['an inhibition by the Watchdog', { inhibitions: [{ source: { alertname: 'Watchdog' }, target: { a: 'b' } }] },
      "'inhibitions[0].source' must not be the alert that always fires, which would keep back the others for ever, "
      + 'got {"alertname":"Watchdog"}; name an alert that fires while the others are not worth a message'],
    ['an inhibition by any critical alert',
      { inhibitions: [{ source: { severity: 'critical' }, target: { severity: 'warning' } }] },
      "'inhibitions[0].equal' must be given where the source is any alert of a severity, or one such alert would keep "
      + "back those of all, got nothing; write equal: ['alertname', 'namespace', 'service'], or equal: [] where just "
      + 'that is meant'],
    ['an inhibition by everything', { inhibitions: [{ source: {}, target: { a: 'b' } }] },
      "'inhibitions[0].source' must name labels, or it would be about all alerts, got {}; write { team: 'payments' }"],
    ['an inhibition of everything', { inhibitions: [{ source: { a: 'b' }, target: {} }] },
      "'inhibitions[0].target' must name labels, or it would be about all alerts, got {}; write { team: 'payments' }"],
    ['a Watchdog to those who wake up', { watchdog: AlertReceiver.all([OTHER, ALERT_RECEIVERS.critical]) },
      "'watchdog' must tell nobody who is told of alerts, or all else is lost among its messages, "
      + 'got "the same as critical"; name a dead man\'s switch, which is silent as long as they arrive'],
    ['a Watchdog to those of a route', { watchdog: OTHER, routes: [ROUTE] },
      "'watchdog' must tell nobody who is told of alerts, or all else is lost among its messages, "
      + 'got "the same as payments-critical"; name a dead man\'s switch, which is silent as long as they arrive'],
    ['a label to group by that is none', { groupBy: ['...'] },
      "'groupBy' must hold names of labels (letters, digits and _, at most 128), got \"...\"; "
      + 'write them as they stand in the alerts'],
    ['a label twice', { groupBy: ['a', 'b', 'a'] },
      "'groupBy' must name each label once, got [\"a\",\"b\",\"a\"]; leave one a out"],
    ['a repetition that is no multiple', { repeatInterval: Duration.minutes(7) },
      "'repeatInterval' must be a multiple of groupInterval, 300 seconds, for only then anything is sent, "
      + 'got "420 seconds"; give such a multiple'],
    ['an interval that the usual repetition is no multiple of', { groupInterval: Duration.minutes(7) },
      "'groupInterval' must divide repeatInterval, which is 4h where it is left out, "
      + 'got "420 seconds"; give repeatInterval too, as a multiple of it'],
    ['a repetition that is forgotten', { repeatInterval: Duration.days(6) },
      "'repeatInterval' must be whole seconds from 1 to 432000, got \"518400 seconds\"; "
      + 'give a duration within the range, such as Duration.seconds(30)'],
    ['a wait that is too long', { groupWait: Duration.hours(2) },
      "'groupWait' must be whole seconds from 0 to 3600, got \"7200 seconds\"; "
      + 'give a duration within the range, such as Duration.seconds(30)'],
    ['no interval at all', { groupInterval: Duration.seconds(0) },
      "'groupInterval' must be whole seconds from 1 to 86400, got \"0 seconds\"; "
      + 'give a duration within the range, such as Duration.seconds(30)'],
    ['a Watchdog without rest', { watchdogInterval: Duration.seconds(9) },
      "'watchdogInterval' must be whole seconds from 10 to 86400, got \"9 seconds\"; "
      + 'give a duration within the range, such as Duration.seconds(30)'],
    ['a folder that is none', { secretsFolder: 'secrets' },
      "'secretsFolder' must be an absolute folder below /, without a colon, without .. and without / at its end, "
      + 'got "secrets"; write it like /var/cache/app'],
  ])('refuses %s', (_, props, expected) => {
    const message = messageOf(() => new AlertRouting(stage().chart, 'alerts', { ...ALERT_RECEIVERS, ...props }));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe(`[shop/alerts] ${expected}`);
  });

  it.each([{}, OPERATOR])('refuses more than a ConfigMap holds: %j', (platform) => {
    const routes = ['a', 'b', 'c'].map((name) => ({ name, labels: { team: name.repeat(400_000) }, critical: OTHER }));
    expect(() => manifests({ routes }, platform)).toThrow(
      /^\[shop\/alerts\] 'routes' must have at most 1048576 bytes, as much as a ConfigMap holds, got 12\d+; join routes/,
    );
  });

  it('refuses a second routing of a namespace', () => {
    const twice = (chart: Chart) => ['one', 'two'].forEach((id) => new AlertRouting(chart, id, ALERT_RECEIVERS));
    expect(messageOf(() => render(twice))).toBe("[shop/two] 'AlertRouting' must be the only one of namespace shop, "
      + 'whose Alertmanager reads one configuration, got "shop/one"; add to the routes of that one');
  });
});
