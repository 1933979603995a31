import { dump, load } from 'js-yaml';
import { checkConfiguration, receiversOf } from './harness/alerts/amtool';
import { fileOfOperator } from './harness/alerts/operator';
import { checkRules, testRules } from './harness/alerts/promtool';
import { AlertRoute, alertRoutingsOf } from '../src/checks/facts/alerts/alert-receivers';
import { readPattern } from '../src/checks/facts/alerts/label-patterns';
import { endingsBySeverity } from '../src/checks/facts/alerts/severity-endings';
import { unheardAlertsOf } from '../src/checks/facts/alerts/unheard-alerts';
import { readDocuments } from '../src/checks/loading/documents';
import { Cluster } from '../src/checks/model/cluster';
import { Manifest } from '../src/checks/model/manifest';
import { readCases } from '../test/checks/support/cases';
import { Random } from '../test/support/random';
import { URLS_OF_GO } from '../test/support/urls-of-go';

const CONFIGURATIONS = 100;
const LABELS = ['severity', 'team', 'text'];
const VALUES = ['a', 'b', 'a b'];
const PATTERNS = ['a', 'a|b', '(a|c)', 'a.*', '.+', 'b.*'];
const MINOR = 34;
const MINUTE = 60;
const HOUR = 60;

/** Signs of which some mean something else where they stand together. */
const ODD_PATTERNS = [
  '(a|b)-(c|d)', '(a|b|c)-d', '(a|b)|c', '(?:a|b)', '((a|b))', '[a|b|c]d', 'a[|]b', 'a\\|b', 'a.*|b', 'a.+', '.*-d',
  '|a', '(a)(b)', '(a|b)+', 'a|(b', '(?i:A|b)', 'a.*b', '\\Qa|b\\E',
];
const ODD_VALUES = ['a', 'b', 'c', 'a-c', 'a-d', 'b-d', 'ab', 'bd', 'a|b', 'axb'];

/** A tree of routes by labels that alerts have, in any of the ways to write them. */
function routeOf(random: Random, depth: number): object {
  const routes = depth === 0 ? [] : random.times(random.below(4), () => routeOf(random, depth - 1));
  const given = random.times(random.below(3), () => matcherOf(random));
  return {
    ...(random.oneIn(3) ? {} : { receiver: random.pick(['loud', 'quiet']) }),
    ...(given.length === 0 ? {} : { matchers: random.oneIn(3) ? [`{${given.join(',')}}`] : given }),
    ...(random.oneIn(4) ? { match_re: { [random.pick(LABELS)]: random.pick(PATTERNS) } } : {}),
    ...(random.oneIn(3) ? { continue: true } : {}),
    routes,
  };
}

function matcherOf(random: Random): string {
  const operator = random.pick(['=', '!=', '=~', '!~']);
  const value = random.pick(operator.endsWith('~') ? PATTERNS : VALUES);
  const blank = random.pick(['', ' ']);
  // Of others without quotes amtool warns, and reads them as it once did.
  const written = /^\w+$/.test(value) && random.oneIn(2) ? value : JSON.stringify(value);
  return `${random.pick(LABELS)}${blank}${operator}${blank}${written}`;
}

function configurationOf(random: Random): object {
  const routes = random.times(1 + random.below(4), () => routeOf(random, 2));
  const receivers = [{ name: 'loud', webhook_configs: [{ url: 'http://127.0.0.1' }] }, { name: 'quiet' }];
  return { route: { receiver: random.pick(['loud', 'quiet']), routes }, receivers };
}

function isUnheard(configuration: object, labels: Record<string, string>): boolean {
  const rules = new Manifest({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'rules' },
    spec: { groups: [{ name: 'a', rules: [{ alert: 'A', expr: 'up', labels }] }] },
  });
  const data = { 'alertmanager.yaml': dump(configuration) };
  const routing = new Manifest({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'routing' }, data });
  return unheardAlertsOf(rules, new Cluster([rules, routing], MINOR)).length > 0;
}

function rootOf(configuration: object): AlertRoute {
  const data = { 'alertmanager.yaml': dump(configuration) };
  const routing = new Manifest({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'routing' }, data });
  return alertRoutingsOf(routing, new Cluster([routing], MINOR))[0].root;
}

/** Where all labels that routes ask for are known, the answer is known too. */
it('alerts end where amtool says, whatever the routes', () => {
  const random = Random.of('alert checks');
  const answers = random.times(CONFIGURATIONS, () => {
    const configuration = configurationOf(random);
    const labels = Object.fromEntries(LABELS.map((label) => [label, random.pick(VALUES)]));
    const known = receiversOf(dump(configuration), { alertname: 'A', ...labels }).every((name) => name === 'quiet');
    return { configuration, labels, known, said: isUnheard(configuration, labels) };
  });
  expect(answers.filter(({ said, known }) => said !== known)).toEqual([]);
  // Both are frequent.
  expect(answers.filter(({ known }) => known).length).toBeGreaterThan(CONFIGURATIONS / 10);
  expect(answers.filter(({ known }) => !known).length).toBeGreaterThan(CONFIGURATIONS / 10);
});

it.each(ODD_PATTERNS)('the pattern %s matches what amtool says, where that is said at all', (pattern) => {
  const routes = [{ receiver: 'loud', matchers: [`text=~${JSON.stringify(pattern)}`] }];
  const receivers = [{ name: 'loud' }, { name: 'quiet' }];
  const configuration = dump({ route: { receiver: 'quiet', routes }, receivers });
  // A pattern that is none makes the whole configuration illegal.
  if (checkConfiguration(configuration) !== '') return;
  const said = ODD_VALUES.map((value) => ({ value, matches: readPattern(pattern)(value) }))
    .filter(({ matches }) => matches !== undefined);
  const known = said.map(({ value }) => (
    { value, matches: receiversOf(configuration, { text: value }).includes('loud') }
  ));
  expect(said).toEqual(known);
});

/** What is said of all alerts of a severity holds whatever else they have. */
it('all alerts of a severity end where amtool says', () => {
  const random = Random.of('severities');
  const ends = random.times(10 * CONFIGURATIONS, () => configurationOf(random)).flatMap((configuration) => (
    endingsBySeverity(rootOf(configuration)).filter(({ areAll }) => areAll).flatMap(({ route, severities }) => (
      severities.map((severity) => ({ configuration, severity, receiver: route.goesTo }))
    ))
  ));
  const wrong = ends.filter(({ configuration, severity, receiver }) => {
    const labels = Object.fromEntries(LABELS.map((label) => [label, random.pick(VALUES)]));
    return !receiversOf(dump(configuration), { ...labels, severity }).includes(receiver);
  });
  expect(wrong).toEqual([]);
  expect(ends.length).toBeGreaterThan(5);
});

describe.each([
  'rule-groups-are-unique', 'alert-names-are-unique', 'recorded-names-are-unique',
])('what %s refuses', (id) => {
  const refused = readCases(id).filter(({ expect: status }) => status === 'failed');

  it.each(refused)('is refused by promtool: $name', ({ objects }) => {
    const [{ content }] = readDocuments('case.yaml', objects).manifests;
    const rules = content.spec ?? load(content.data['web.yaml']);
    expect(checkRules(dump(rules))).toMatch(/repeated in the same file|duplicate rule\(s\) found/);
  });
});

describe('what alertmanager-config-is-legal says of a configuration', () => {
  const judged = readCases('alertmanager-config-is-legal').filter(({ expect: status }) => status !== 'notApplicable');

  it.each(judged)('amtool says too: $name', ({ objects, expect: status }) => {
    const [{ content }] = readDocuments('case.yaml', objects).manifests;
    const isTaken = content.kind === 'AlertmanagerConfig' ? isTakenByOperator(content)
      : isReadAsMeant(content.data['alertmanager.yaml']);
    expect(isTaken ? 'passed' : 'failed').toBe(status);
  });
});

it.each(Object.entries(URLS_OF_GO))('amtool says of the address %j: %s', (url, isTaken) => {
  const receivers = [{ name: 'a', pagerduty_configs: [{ routing_key: 'a', url }] }];
  expect(checkConfiguration(dump({ route: { receiver: 'a' }, receivers })) === '').toBe(isTaken);
});

describe('what rules-are-legal says of a file or an object', () => {
  const judged = readCases('rules-are-legal')
    .filter(({ name, expect: status }) => status !== 'notApplicable' && !name.includes('of other programs'));

  it.each(judged)('promtool says too: $name', ({ objects, expect: status }) => {
    const [{ content }] = readDocuments('case.yaml', objects).manifests;
    const rules = content.data?.['web.yaml'] ?? dump(content.spec);
    expect(checkRules(rules) === '' ? 'passed' : 'failed').toBe(status);
  });
});

describe('what restart-alerts-can-fire says of a container that fails as soon as it starts', () => {
  const judged = readCases('restart-alerts-can-fire').filter(({ name, expect: status }) => (
    status !== 'notApplicable' && !name.startsWith('the most')
  ));

  it.each(judged)('promtool says too: $name', ({ objects, expect: status }) => {
    const [{ content }] = readDocuments('case.yaml', objects).manifests;
    const { groups } = content.spec ?? load(content.data['a.yaml']);
    const { alert }: { alert: string } = groups[0].rules.at(-1);
    const labels = '{job="ksm",namespace="shop",pod="web-12",uid="a"}';
    const fires = testRules(dump({ groups }), {
      interval: '1m',
      input_series: [
        { series: `kube_pod_container_status_restarts_total${labels}`, values: restartsByMinute(HOUR).join(' ') },
        { series: `up${labels}`, values: `1x${HOUR}` },
      ],
      alert_rule_test: [5, 15, HOUR].map((minute) => ({ eval_time: `${minute}m`, alertname: alert, exp_alerts: [] })),
    }) !== '';
    expect(fires ? 'passed' : 'failed').toBe(status);
  });
});

/** What the kubelet makes of it: it waits for ten seconds, and twice as long each time, up to five minutes. */
function restartsByMinute(minutes: number): number[] {
  const restarts: number[] = [];
  for (let wait = 10, at = wait; at <= minutes * MINUTE; wait = Math.min(2 * wait, 5 * MINUTE), at += wait) {
    restarts.push(at);
  }
  return Array.from({ length: minutes + 1 }, (_, minute) => restarts.filter((at) => at <= minute * MINUTE).length);
}

/** Alertmanager takes some matchers for others than those that were meant. */
/** By the operator, and by Alertmanager after it. */
function isTakenByOperator(config: Manifest['content']): boolean {
  try {
    return checkConfiguration(fileOfOperator(config, 'None')) === '';
  } catch {
    return false;
  }
}

function isReadAsMeant(configuration: string): boolean {
  if (checkConfiguration(configuration) !== '') return false;
  const isRouted = configuration.includes('name: meant');
  return !isRouted || receiversOf(configuration, { severity: 'critical' }).includes('meant');
}
