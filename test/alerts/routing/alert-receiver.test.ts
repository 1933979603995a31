import { AlertReceiver, AlertRouting, MetricsFlavor, SecretKey } from '../../../src';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { only, readYaml, render, stage } from '../../support/render';
import { schemaProblems } from '../../support/schemas';
import { ALERT_RECEIVERS } from '../../support/smallest-calls';

const KEY = SecretKey.of('receivers', 'key');
/** Whoever keeps this repository may refuse what looks like one. */
const TOKEN = `gh${'p_'}A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8`;
const FILE = '/etc/alertmanager/secrets/receivers/key';
const REFERENCE = { name: 'receivers', key: 'key' };
const MAIL = { server: 'smtp.example.com:587', sender: 'alerts@example.com' };
const PAGER_DUTY_IN_EUROPE = 'https://events.eu.pagerduty.com/v2/enqueue';
const SUMMARY = '{{ with .CommonAnnotations.summary }}{{ . }}{{ else }}{{ template "__subject" . }}{{ end }}';
const PRIORITY = '{{ if eq .CommonLabels.severity "warning" }}P3'
  + '{{ else if eq .CommonLabels.severity "info" }}P5{{ else }}P1{{ end }}';

/** A receiver, and what is written of it. */
interface Told {
  readonly who: string;
  readonly receiver: AlertReceiver;
  readonly file: object;
  readonly object: object;
}

/** The receiver of info in a file, and in an object. */
function written(info: AlertReceiver) {
  const build = (metrics: MetricsFlavor) => render((chart) => {
    new AlertRouting(chart, 'alerts', { ...ALERT_RECEIVERS, info });
  }, { metrics });
  const [{ data }] = build(MetricsFlavor.annotations());
  const object = only(build(MetricsFlavor.operator()), 'AlertmanagerConfig');
  expect(schemaProblems('1.30', object)).toEqual([]);
  return [readYaml(data['alertmanager.yaml'])[0], object.spec].map(({ receivers }) => {
    const { name: _, ...lists } = receivers.find(({ name }: { name: string }) => name === 'info');
    return lists;
  });
}

describe('AlertReceiver', () => {
  it.each<Told>([
    {
      who: 'PagerDuty in Europe',
      receiver: AlertReceiver.pagerDuty(KEY, { url: PAGER_DUTY_IN_EUROPE }),
      file: { pagerduty_configs: [{ routing_key_file: FILE, url: PAGER_DUTY_IN_EUROPE }] },
      object: { pagerdutyConfigs: [{ routingKey: REFERENCE, url: PAGER_DUTY_IN_EUROPE }] },
    },
    {
      who: 'a channel of Slack',
      receiver: AlertReceiver.slack(KEY, { channel: '#payments' }),
      file: { slack_configs: [{ api_url_file: FILE, channel: '#payments' }] },
      object: { slackConfigs: [{ apiURL: REFERENCE, channel: '#payments' }] },
    },
    {
      who: 'Opsgenie',
      receiver: AlertReceiver.opsgenie(KEY),
      file: { opsgenie_configs: [{ api_key_file: FILE, message: SUMMARY, priority: PRIORITY, send_resolved: true }] },
      object: { opsgenieConfigs: [{ apiKey: REFERENCE, message: SUMMARY, priority: PRIORITY, sendResolved: true }] },
    },
    {
      who: 'Opsgenie in Europe',
      receiver: AlertReceiver.opsgenie(KEY, { url: 'https://api.eu.opsgenie.com/' }),
      file: { opsgenie_configs: [{ api_url: 'https://api.eu.opsgenie.com/' }] },
      object: { opsgenieConfigs: [{ apiURL: 'https://api.eu.opsgenie.com/' }] },
    },
    {
      who: 'Microsoft Teams',
      receiver: AlertReceiver.microsoftTeams(KEY),
      file: { msteamsv2_configs: [{ webhook_url_file: FILE, send_resolved: true }] },
      object: { msteamsv2Configs: [{ webhookURL: REFERENCE, sendResolved: true }] },
    },
    {
      who: 'a mailbox',
      receiver: AlertReceiver.email('a@b', { ...MAIL, user: 'alerts', password: KEY }),
      file: {
        email_configs: [{
          auth_password_file: FILE,
          to: 'a@b',
          from: MAIL.sender,
          smarthost: MAIL.server,
          auth_username: 'alerts',
          require_tls: true,
          send_resolved: true,
        }],
      },
      object: {
        emailConfigs: [{
          authPassword: REFERENCE,
          to: 'a@b',
          from: MAIL.sender,
          smarthost: MAIL.server,
          authUsername: 'alerts',
          requireTLS: true,
          sendResolved: true,
        }],
      },
    },
    {
      who: 'a mailbox without a password',
      receiver: AlertReceiver.email('a@b', MAIL),
      file: { email_configs: [{ to: 'a@b' }] },
      object: { emailConfigs: [{ to: 'a@b' }] },
    },
    {
      who: 'anything else',
      receiver: AlertReceiver.webhook(KEY),
      file: { webhook_configs: [{ url_file: FILE, send_resolved: true }] },
      object: { webhookConfigs: [{ urlSecret: REFERENCE, sendResolved: true }] },
    },
    {
      who: 'several',
      receiver: AlertReceiver.all([
        AlertReceiver.slack(KEY), AlertReceiver.webhook(KEY), AlertReceiver.slack(KEY, { channel: '#ops' }),
      ]),
      file: { slack_configs: [{ api_url_file: FILE }, { api_url_file: FILE }], webhook_configs: [{ url_file: FILE }] },
      object: { slackConfigs: [{ apiURL: REFERENCE }, {}], webhookConfigs: [{ urlSecret: REFERENCE }] },
    },
  ])('tells $who', ({ receiver, file, object }) => {
    const [inFile, inObject] = written(receiver);
    expect(inFile).toMatchObject(file);
    expect(inObject).toMatchObject(object);
    expect([Object.keys(inFile), Object.keys(inObject)]).toEqual([Object.keys(file), Object.keys(object)]);
  });

  it.each<[string, AlertReceiver, string]>([
    ['a Secret that can be none', AlertReceiver.webhook(SecretKey.of('A', 'key')),
      "'info.url.secretName' must be a DNS-1123 subdomain (lower-case letters, digits, - and ., at most 253), "
      + 'got "A"; choose such a name'],
    ['PagerDuty without encryption', AlertReceiver.pagerDuty(KEY, { url: 'http://pagerduty.com' }),
      "'info.url' must be an https address without credentials, got \"http://pagerduty.com\"; "
      + 'write it like https://events.eu.pagerduty.com/v2/enqueue'],
    ['Opsgenie nowhere', AlertReceiver.opsgenie(KEY, { url: '' }),
      "'info.url' must be an https address without credentials, got \"\"; write it like https://api.eu.opsgenie.com/"],
    ['what browsers would repair', AlertReceiver.pagerDuty(KEY, { url: 'https:///x' }),
      "'info.url' must be an https address without credentials, got \"https:///x\"; "
      + 'write it like https://events.eu.pagerduty.com/v2/enqueue'],
    ['a channel that is none', AlertReceiver.slack(KEY, { channel: '{{ .x }}' }),
      "'info.channel' must be a channel or user of Slack, got \"{{ .x }}\"; write it like #payments"],
    ['a channel that is a token', AlertReceiver.slack(KEY, { channel: TOKEN }), "'info.channel' must be a channel or"
      + ' user of Slack, got a GitHub token, which is not shown; write it like #payments'],
    ['an address that lets everybody in', AlertReceiver.opsgenie(KEY, { url: 'https://a.b/?token=abc123def456' }),
      "'info.url' must be a link without credentials, got a token, which is not shown; "
      + 'take it out: whoever follows the link logs in there'],
    ['the same twice', AlertReceiver.all([AlertReceiver.slack(KEY), AlertReceiver.slack(KEY)]),
      "'info' must tell nobody twice of one alert, got \"the same of slackConfigs twice\"; leave one of the two out"],
    ['mail to nobody', AlertReceiver.email('nobody', MAIL),
      "'info.to' must be one e-mail address without a name, got \"nobody\"; write it like on-call@example.com"],
    ['mail from nobody', AlertReceiver.email('a@b', { ...MAIL, sender: 'A <a@b>' }),
      "'info.sender' must be one e-mail address without a name, got \"A <a@b>\"; write it like on-call@example.com"],
    ['mail by nothing', AlertReceiver.email('a@b', { ...MAIL, server: 'smtp' }),
      "'info.server' must be a host with a port, got \"smtp\"; write it like smtp.example.com:587"],
    ['a user without a password', AlertReceiver.email('a@b', { ...MAIL, user: 'alerts' }),
      "'info.user' must be given with a password, got \"alerts\"; "
      + 'give both, or neither where the server takes mail without'],
    ['a password without a user', AlertReceiver.email('a@b', { ...MAIL, password: KEY }),
      "'info.user' must be given with a password, got nothing; "
      + 'give both, or neither where the server takes mail without'],
  ])('refuses %s', (_, info, expected) => {
    const message = messageOf(() => new AlertRouting(stage().chart, 'alerts', { ...ALERT_RECEIVERS, info }));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe(`[shop/alerts] ${expected}`);
  });
});
