import { App, Chart, Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { NamespaceReaper, ProductionNamespace } from '../../../src';
import { rulesOf as alertsOf } from '../../support/backups';
import { only } from '../../support/render';
import { Manifest } from '../../support/schemas';
import { allows, rulesOf } from '../access/rbac';
import { itTakesAnyCall, Plant } from '../any-call';
import { LONE_SURROGATES, webAddress } from '../arbitraries/text';
import { dnsLabel, maybe, serviceName } from '../arbitraries/words';
import { asTold, knownPlatform, promised } from '../promises';
import { appIn } from '../secrets/any-workload';
import { NOT_LABELS, TEXTS } from '../services/service-bad-values';
import { made } from '../services/service-build';
import { PlatformCase } from '../services/service-case';

interface NamespaceCase {
  name: string;
  expiresOn?: string;
  isKept: boolean;
}

interface ReaperCase {
  platform: PlatformCase;
  name?: string;
  everyHours?: number;
  warnSeconds?: number;
  kept: string[];
  namespaces: NamespaceCase[];
  runbook?: string;
}

const HOUR = 3600;
/** A month may have 31 days. */
const LONGEST: Readonly<Record<number, number>> = { 720: 31 * 24 * HOUR };
const longestOf = ({ everyHours = 1 }: Partial<ReaperCase>) => LONGEST[everyHours] ?? everyHours * HOUR;

const validCase: fc.Arbitrary<ReaperCase> = fc.record({
  platform: knownPlatform,
  name: maybe(serviceName.filter((name) => name.length <= 40)),
  everyHours: maybe(fc.constantFrom(1, 2, 3, 4, 6, 8, 12, 24, 7 * 24, 30 * 24)),
  warnSeconds: maybe(fc.constantFrom(HOUR, 72 * HOUR, 31 * 24 * HOUR + 1, 2_147_483_647)),
  kept: fc.uniqueArray(dnsLabel, { maxLength: 2 }),
  namespaces: fc.uniqueArray(fc.record({
    name: fc.oneof(dnsLabel, fc.constantFrom('kube-a', 'preview-1', 'a-kube-b')).filter((name) => name !== 'shop'),
    expiresOn: maybe(fc.constantFrom('2027-03-31', '2028-02-29', '1999-12-31', '2100-01-01')),
    isKept: fc.boolean(),
  }), { minLength: 1, maxLength: 3, selector: ({ name }) => name }),
  runbook: maybe(webAddress),
}).map((given) => {
  const longest = longestOf(given);
  const isLate = given.warnSeconds === undefined ? longest > 72 * HOUR : longest > given.warnSeconds;
  return { ...given, warnSeconds: isLate ? longest : given.warnSeconds };
});

const PLANTS: readonly Plant<ReaperCase>[] = [
  { prop: 'name', values: [...NOT_LABELS, '1a'], plant: (_, name: string) => ({ name }) },
  { prop: 'every', values: [0, 5, 0.5, 25, 48], plant: (_, everyHours: number) => ({ everyHours }) },
  {
    prop: 'warnBefore',
    values: [0, 7199, 7200.5, 2_147_483_648],
    plant: (_, warnSeconds: number) => ({ everyHours: 2, warnSeconds }),
  },
  { prop: 'keptNamespaces[0]', values: NOT_LABELS, plant: (_, name: string) => ({ kept: [name] }) },
  { prop: 'runbook', values: ['', 'wiki', ...LONE_SURROGATES], plant: (_, runbook: string) => ({ runbook }) },
  {
    prop: 'expiresOn',
    values: ['', 'tomorrow', '2027-02-29', '2027-03-31T00:00:00Z', ...TEXTS],
    plant: (_, expiresOn: string) => ({ namespaces: [{ name: 'preview', expiresOn, isKept: false }] }),
  },
];

describe('a NamespaceReaper', () => {
  itTakesAnyCall({
    valid: validCase,
    plants: PLANTS,
    textPlants: PLANTS.filter(({ prop }) => ['name', 'runbook', 'keptNamespaces[0]'].includes(prop)),
    build,
    verify: (given, app) => expectReaper(given, promised(given, app, build)),
    cases: 5,
  });
});

function build(given: ReaperCase, app?: App): App {
  const { platform, name, kept, runbook, namespaces } = given;
  return appIn(platform, (chart) => {
    const previews = new Chart(App.of(chart), 'previews');
    for (const { name: own, expiresOn, isKept } of namespaces) {
      const namespace = new ProductionNamespace(previews, `of-${own}`, { name: own, expiresOn });
      if (isKept) namespace.mergePatch(namespace.resource, { metadata: { labels: { 'preflight/keep': '' } } });
      namespace.waive('namespace-has-quota', 'nothing runs in it', { target: namespace.resource });
    }
    new NamespaceReaper(chart, 'reaper', {
      name,
      runbook,
      keptNamespaces: kept,
      every: made(given.everyHours, Duration.hours),
      warnBefore: made(given.warnSeconds, (seconds) => Duration.millis(seconds * 1000)),
    });
  }, app);
}

function expectReaper(given: ReaperCase, manifests: Manifest[]): void {
  const { name = 'reaper', kept, warnSeconds = 72 * HOUR } = given;
  const [container] = only(manifests, 'CronJob', name).spec.jobTemplate.spec.template.spec.containers;
  const variables = new Map(container.env.map((one: Manifest) => [one.name, one.value]));
  expect(new Set(String(variables.get('KEPT_NAMESPACES')).split(' '))).toEqual(new Set(['default', 'shop', ...kept]));
  expect([variables.get('WARN_SECONDS'), variables.get('RHYTHM_SECONDS')].map(Number))
    .toEqual([warnSeconds, longestOf(given)]);
  const rules = rulesOf(manifests, 'ServiceAccount', name);
  const may = (group: string, verb: string, resource: string) => allows(rules, { group, resource, verb, name: 'any' });
  expect(['list', 'delete', 'get', 'update', 'patch', 'create'].filter((verb) => may('', verb, 'namespaces')))
    .toEqual(['list', 'delete']);
  for (const resource of ['secrets', 'pods', 'configmaps']) expect(may('', 'get', resource)).toBe(false);
  expectAlerts(given, alertsOf(manifests.filter(({ metadata }) => metadata.name === `${name}-alerts`)));
}

/** Alerts tell of those that are deleted some day, and of no other. */
function expectAlerts({ namespaces, kept, runbook, warnSeconds = 72 * HOUR }: ReaperCase, rules: Manifest[]): void {
  const isReaped = ({ name, expiresOn, isKept }: NamespaceCase) => (
    expiresOn !== undefined && !isKept && !['default', ...kept].includes(name) && !name.startsWith('kube-')
  );
  const told = namespaces.filter(isReaped);
  const soon = rules.find(({ alert }) => alert === 'NamespaceExpiresSoon');
  const found = [...(soon?.expr ?? '').matchAll(/namespace="([^"]+)"\}\), (\d+)\) <= time\(\) \+ (\d+)/g)];
  expect(new Set(found.map(([, name, end, warn]) => `${name} ${end} ${warn}`))).toEqual(new Set(
    told.map(({ name, expiresOn = '' }) => `${name} ${Date.parse(expiresOn) / 1000} ${warnSeconds}`),
  ));
  expect(rules.map(({ alert }) => alert)).toEqual(
    ['NamespaceReaperFailed', ...(told.length === 0 ? [] : ['NamespaceExpiresSoon', 'ExpiredNamespaceStays'])],
  );
  if (runbook === undefined) return;
  for (const { alert, annotations } of rules) {
    expect(asTold(annotations.runbook_url)).toBe(`${runbook}#${alert.toLowerCase()}`);
  }
}
