import { App, Chart, Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { itTakesAnyCall, Plant } from './any-call';
import { platformArbitrary } from './arbitraries/platform-cases';
import { LONE_SURROGATES, processText, webAddress } from './arbitraries/text';
import { dnsLabel, maybe, serviceName, subdomain } from './arbitraries/words';
import { secretKey } from './backups/backup-build';
import { KeyCase, keyCase, timeOfDay } from './backups/backup-case';
import { TEXTS } from './services/service-bad-values';
import { platformProps } from './services/service-build';
import { PlatformCase } from './services/service-case';
import { AlertReceiver, AlertRouting, AlertRoutingProps, Platform, ProductionApp, Weekday } from '../../src';
import { readYaml } from '../support/render';
import { Manifest, schemaProblems } from '../support/schemas';

/** Neither a ConfigMap nor a custom resource is another one on any other. */
const MINOR = '1.30';
const KINDS = ['pagerDuty', 'slack', 'opsgenie', 'microsoftTeams', 'webhook'] as const;

interface ReceiverCase {
  kind: typeof KINDS[number];
  key: KeyCase;
}

interface RouteCase {
  name: string;
  label: string;
  value: string;
  receiver: ReceiverCase;
}

interface RoutingCase {
  id: string;
  name?: string;
  platform: PlatformCase;
  receivers: ReceiverCase[];
  watchdog: KeyCase;
  channel?: string;
  mail?: { to: string; server: string };
  routes: RouteCase[];
  target?: string;
  mute?: { name: string; start: string; days: Weekday[] };
  groupSeconds: number;
  repeats: number;
  watchdogSeconds: number;
  secretsFolder?: string;
  runbook?: string;
}

const receiver: fc.Arbitrary<ReceiverCase> = fc.record({ kind: fc.constantFrom(...KINDS), key: keyCase });
const labelName = fc.constantFrom('team', 'service', '_a', 'A1', 'b'.repeat(128));
const value = processText.filter((text) => text !== '');
const folder = fc.constantFrom('/secrets', '/a/b c', '/0x1', '/yes');

const validCase: fc.Arbitrary<RoutingCase> = fc.record({
  id: serviceName.filter((name) => name !== 'constructor'),
  name: maybe(subdomain.filter((name) => name.length <= 233)),
  platform: platformArbitrary,
  receivers: fc.uniqueArray(receiver, { minLength: 1, maxLength: 3, selector: (one) => JSON.stringify(one) }),
  watchdog: keyCase,
  channel: maybe(fc.constantFrom('#ops', '@jane', 'C0123', 'null', '1e3', '0o7x')),
  mail: maybe(fc.record({
    to: fc.constantFrom('a@b', "o'neil+x@example.com"), server: fc.constantFrom('smtp:25', '10.0.0.1:65535', '1e3:1'),
  })),
  routes: fc.uniqueArray(fc.record({ name: dnsLabel, label: labelName, value, receiver }), {
    maxLength: 4, comparator: (one, other) => one.name === other.name || isAsked(one, other),
  }),
  target: maybe(value),
  mute: maybe(fc.record({
    name: dnsLabel, start: timeOfDay, days: fc.subarray(Object.values(Weekday), { minLength: 1, maxLength: 6 }),
  })),
  groupSeconds: fc.constantFrom(1, 59, 60, 90, 3600, 86_400),
  repeats: fc.integer({ min: 1, max: 5 }),
  watchdogSeconds: fc.constantFrom(10, 11, 299, 300, 86_400),
  secretsFolder: maybe(folder),
  runbook: maybe(webAddress),
}).filter(({ receivers, routes, watchdog }) => (
  [...receivers, ...routes.map((route) => route.receiver)].every(({ kind, key: { secretName, key } }) => (
    kind !== 'webhook' || secretName !== watchdog.secretName || key !== watchdog.key
  ))
));

function isAsked(one: RouteCase, other: RouteCase): boolean {
  return one.label === other.label && one.value === other.value;
}

const KEY = { secretName: 's', key: 'k' };
const ROUTE = { name: 'team-x', label: 'team', value: 'x', receiver: { kind: 'webhook', key: KEY } };
const planted = (change: object) => ({ routes: [{ ...ROUTE, ...change } as RouteCase] });

const PLANTS: readonly Plant<RoutingCase>[] = [
  { prop: 'name', values: ['', 'A', 'a'.repeat(234), ...TEXTS], plant: (_, name: string) => ({ name }) },
  {
    prop: 'watchdog.url.key',
    values: ['', '..', 'a/b', '$(x)', ...TEXTS],
    plant: (_, key: string) => ({ watchdog: { secretName: 's', key } }),
  },
  {
    prop: 'critical.channel',
    values: ['', 'a b', '{{ x }}', ...TEXTS],
    plant: (_, channel: string) => ({ channel }),
  },
  {
    prop: 'warning.to',
    values: ['', 'a', 'a b@c', 'a@b, c@d', 'A <a@b>', ...TEXTS],
    plant: (_, to: string) => ({ mail: { to, server: 'smtp:25' } }),
  },
  {
    prop: 'warning.server',
    values: ['', 'a', 'a:0', 'a:65536', 'smtp://a:25', ...TEXTS],
    plant: (_, server: string) => ({ mail: { to: 'a@b', server } }),
  },
  { prop: 'routes[0].name', values: ['A', '', 'a.b', ...TEXTS], plant: (_, name: string) => planted({ name }) },
  {
    prop: 'routes[0].labels',
    values: ['severity', 'a-b', '1', '', ...TEXTS],
    plant: (_, label: string) => planted({ label }),
  },
  {
    prop: 'routes[0].labels.team',
    values: ['', ...LONE_SURROGATES],
    plant: (_, text: string) => planted({ value: text }),
  },
  { prop: 'inhibitions[0].target.team', values: ['', ...LONE_SURROGATES], plant: (_, target: string) => ({ target }) },
  {
    prop: 'muteTimes.quiet.start',
    values: ['', '24:01', '7:00', '0700', ...TEXTS],
    plant: (_, start: string) => ({ mute: { name: 'quiet', start, days: [Weekday.MONDAY] } }),
  },
  { prop: 'groupInterval', values: [0, 1.5, 86_401], plant: (_, groupSeconds: number) => ({ groupSeconds }) },
  { prop: 'repeatInterval', values: [0, 0.5, 432_001], plant: (_, repeats: number) => ({ groupSeconds: 1, repeats }) },
  { prop: 'watchdogInterval', values: [0, 9, 86_401], plant: (_, watchdogSeconds: number) => ({ watchdogSeconds }) },
  {
    prop: 'secretsFolder',
    values: ['', 'a', '/', '/a/', '/a/../b'],
    plant: (_, secretsFolder: string) => ({ secretsFolder }),
  },
  { prop: 'runbook', values: ['', 'wiki', ...LONE_SURROGATES], plant: (_, runbook: string) => ({ runbook }) },
];
/** Where nearly any text is a value, and places where hardly any is. */
const TEXT_PLANTS = PLANTS.filter(({ prop }) => (
  ['routes[0].labels.team', 'inhibitions[0].target.team', 'runbook', 'critical.channel'].includes(prop)
));

describe('an AlertRouting', () => {
  itTakesAnyCall({
    valid: validCase, plants: PLANTS, textPlants: TEXT_PLANTS, build, verify: expectRouting, cases: 60,
  });
});

function build(given: RoutingCase, app: App = new ProductionApp()): App {
  Platform.configure(app, platformProps(given.platform));
  new AlertRouting(new Chart(app, 'shop', { namespace: 'shop' }), given.id, propsOf(given));
  return app;
}

function propsOf(given: RoutingCase): AlertRoutingProps {
  const { name, receivers, watchdog, channel, mail, routes, target, mute, secretsFolder, runbook } = given;
  const slack = channel === undefined ? [] : [AlertReceiver.slack(secretKey(receivers[0].key), { channel })];
  return {
    name,
    secretsFolder,
    runbook,
    critical: slack.length > 0 ? slack[0] : AlertReceiver.all(receivers.map(receiverOf)),
    warning: mail === undefined ? receiverOf(receivers[0])
      : AlertReceiver.email(mail.to, { server: mail.server, sender: 'alerts@example.com' }),
    watchdog: AlertReceiver.webhook(secretKey(watchdog)),
    routes: routes.map((route) => ({
      name: route.name, labels: { [route.label]: route.value }, warning: receiverOf(route.receiver),
    })),
    inhibitions: target === undefined ? undefined : [{ source: { alertname: 'A' }, target: { team: target } }],
    muteTimes: mute && { [mute.name]: { start: mute.start, weekdays: mute.days } },
    groupInterval: Duration.millis(given.groupSeconds * 1000),
    repeatInterval: Duration.millis(given.groupSeconds * given.repeats * 1000),
    watchdogInterval: Duration.millis(given.watchdogSeconds * 1000),
  };
}

function receiverOf({ kind, key }: ReceiverCase): AlertReceiver {
  return AlertReceiver[kind](secretKey(key));
}

/** What Alertmanager reads, in the words of a file, whichever form was written. */
function expectRouting(given: RoutingCase, app: App): void {
  const manifests = readYaml(app.synthYaml());
  expect(app.synthYaml()).toBe(build(given, new App()).synthYaml());
  expect(manifests.flatMap((manifest) => schemaProblems(MINOR, manifest))).toEqual([]);
  const [configuration, rule] = manifests;
  const isFile = configuration.kind === 'ConfigMap';
  expect(rule.kind).toBe(isFile ? 'ConfigMap' : 'PrometheusRule');
  const read = isFile ? fileOf(configuration) : configuration.spec;
  const names = read.receivers.map(({ name }: Manifest) => name);
  expect(read.route.routes.map(({ matchers }: Manifest) => textOf(matchers[0])).slice(1, -3))
    .toEqual(given.routes.map(({ label, value: text }) => `${label}=${JSON.stringify(text)}`));
  expect(receiversNamed(read.route).filter((name) => !names.includes(name))).toEqual([]);
  expect(JSON.stringify(read.receivers)).toContain(isFile
    ? `${given.secretsFolder ?? '/etc/alertmanager/secrets'}/${given.watchdog.secretName}/${given.watchdog.key}`
    : `{"key":"${given.watchdog.key}","name":"${given.watchdog.secretName}"}`);
  if (given.target !== undefined) {
    const [{ target_matchers: ofFile, targetMatch: ofObject }] = read.inhibit_rules ?? read.inhibitRules;
    expect(textOf((ofFile ?? ofObject)[0])).toBe(`team=${JSON.stringify(given.target)}`);
  }
}

/** The file, as two readers of YAML read it. */
function fileOf({ data }: Manifest): Manifest {
  const [read] = readYaml(data['alertmanager.yaml']);
  expect(parse(data['alertmanager.yaml'])).toEqual(read);
  return read;
}

function textOf(matcher: Manifest): string {
  return typeof matcher === 'string' ? matcher : `${matcher.name}${matcher.matchType}${JSON.stringify(matcher.value)}`;
}

function receiversNamed({ receiver: name, routes = [] }: Manifest): string[] {
  return [name, ...routes.flatMap(receiversNamed)];
}
