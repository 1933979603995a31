import { dump, load } from 'js-yaml';
import { checkConfiguration, receiversOf } from './harness/alerts/amtool';
import { fileOfOperator } from './harness/alerts/operator';
import { checkRules } from './harness/alerts/promtool';
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
