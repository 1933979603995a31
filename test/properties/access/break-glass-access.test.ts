import { App } from 'cdk8s';
import * as fc from 'fast-check';
import { AccessScope, BreakGlassAccess } from '../../../src';
import { rulesOf as alertsOf } from '../../support/backups';
import { Manifest } from '../../support/schemas';
import { itTakesAnyCall, Plant } from '../any-call';
import { LONE_SURROGATES, processText, reason, webAddress } from '../arbitraries/text';
import { maybe, subdomain } from '../arbitraries/words';
import { asTold, knownPlatform, promised } from '../promises';
import { appOf } from '../secrets/any-workload';
import { NOT_REASONS, TEXTS } from '../services/service-bad-values';
import { PlatformCase } from '../services/service-case';

interface GlassCase {
  platform: PlatformCase;
  name?: string;
  groups: string[];
  end?: { until?: string; reason?: string };
  cluster?: string;
  runbook?: string;
}

const DAY = 86_400;
const group = processText.map((text) => text.trim()).filter((text) => text !== '' && !text.startsWith('system:'));

const validCase: fc.Arbitrary<GlassCase> = fc.record({
  platform: knownPlatform,
  name: maybe(subdomain.filter((name) => name.length < 240)),
  groups: fc.uniqueArray(group, { minLength: 1, maxLength: 3 }),
  end: maybe(fc.record({
    until: fc.constantFrom('2027-03-31', '2028-02-29', '1999-12-31', '2100-01-01'), reason,
  })),
  cluster: maybe(reason),
  runbook: maybe(webAddress),
});

const PLANTS: readonly Plant<GlassCase>[] = [
  { prop: 'name', values: ['', 'A', 'a_b', 'a'.repeat(253), ...TEXTS], plant: (_, name: string) => ({ name }) },
  {
    prop: 'groups',
    values: ['', ' ', 'a ', '\na', 'system:masters', ...LONE_SURROGATES],
    plant: (_, one: string) => ({ groups: [one] }),
  },
  {
    prop: 'until',
    values: ['', 'tomorrow', '2027-02-29', '2027-3-1', '31.03.2027', '2027-03-31T00:00:00Z', '2027-03-31\n', ...TEXTS],
    plant: (_, until: string) => ({ end: { until, reason: 'r' } }),
  },
  {
    prop: 'reason',
    values: [undefined, ...NOT_REASONS],
    plant: (_, text: string) => ({ end: { until: '2027-03-31', reason: text } }),
  },
  {
    title: 'reason without an end',
    prop: 'reason',
    values: ['r'],
    plant: (_, text: string) => ({ end: { reason: text } }),
  },
  { prop: 'scope', values: NOT_REASONS, plant: (_, cluster: string) => ({ cluster }) },
  { prop: 'runbook', values: ['', 'wiki', ...LONE_SURROGATES], plant: (_, runbook: string) => ({ runbook }) },
];

describe('a BreakGlassAccess', () => {
  itTakesAnyCall({
    valid: validCase,
    plants: PLANTS,
    textPlants: PLANTS.filter(({ prop, title }) => (
      ['name', 'groups', 'reason', 'scope', 'until'].includes(prop) && title === undefined
    )),
    build,
    verify: (given, app) => expectGlass(given, promised(given, app, build)),
    cases: 6,
  });
});

function build({ platform, name, groups, end = {}, cluster, runbook }: GlassCase, app?: App): App {
  const scope = cluster === undefined ? undefined : AccessScope.cluster(cluster);
  return appOf(platform, (chart) => (
    new BreakGlassAccess(chart, 'glass', { name, groups, ...end, scope, runbook })
  ), app);
}

/** Nobody holds it but until a day, and an alert says who does. */
function expectGlass(given: GlassCase, manifests: Manifest[]): void {
  const { groups, end, cluster, name = cluster === undefined ? 'glass' : 'shop-glass' } = given;
  const kind = cluster === undefined ? 'Role' : 'ClusterRole';
  const binding = manifests.find((one) => one.kind === `${kind}Binding`);
  expect(manifests.find((one) => one.kind === kind).metadata.name).toBe(name);
  const alerts = new Map(alertsOf(manifests.filter(({ metadata }) => metadata.name === `${name}-alerts`))
    .map((rule) => [rule.alert, rule]));
  expect(alerts.get('BreakGlassAccessBound').expr).toContain(`roleref_name="${name}"`);
  for (const { annotations, alert } of given.runbook === undefined ? [] : alerts.values()) {
    expect(asTold(annotations.runbook_url)).toBe(`${given.runbook}#${alert.toLowerCase()}`);
  }
  if (end === undefined) {
    expect([binding, alerts.has('BreakGlassAccessOverdue')]).toEqual([undefined, false]);
    return;
  }
  expect(binding.subjects.map((subject: Manifest) => subject.name)).toEqual(groups);
  const { annotations } = binding.metadata;
  expect(JSON.parse(annotations['preflight/waive.binding-is-not-cluster-admin'])).toMatchObject(end);
  expect(annotations['janitor/expires']).toBe(cluster === undefined ? `${end.until}T23:59:59Z` : undefined);
  const over = Date.parse(`${end.until}T00:00:00Z`) / 1000 + DAY;
  expect(alerts.get('BreakGlassAccessOverdue').expr).toContain(`vector(time()) >= ${over})`);
}
