import { App } from 'cdk8s';
import * as fc from 'fast-check';
import { allows, allRights, Right, rulesOf } from './rbac';
import { ExecAccess, TeamAccess, TeamAccessProps } from '../../../src';
import { Manifest } from '../../support/schemas';
import { itTakesAnyCall, Plant } from '../any-call';
import { LONE_SURROGATES, processText, reason } from '../arbitraries/text';
import { maybe, subdomain } from '../arbitraries/words';
import { knownPlatform, promised, reasonIn } from '../promises';
import { appOf } from '../secrets/any-workload';
import { NOT_REASONS, TEXTS } from '../services/service-bad-values';
import { PlatformCase } from '../services/service-case';

const TIERS = ['view', 'operate', 'deploy', 'administrate'] as const;
type Tier = (typeof TIERS)[number];
const NOBODYS = ['secrets', 'leases'];
const NOBODYS_VERBS = ['impersonate', 'bind', 'escalate', 'deletecollection'];
const RESTARTS = ['delete jobs', 'delete pods'];
const OF_CONTROLLERS = ['endpoints', 'events', 'pods'];
const OPERATED = ['pods/log', 'pods/eviction', 'deployments/scale'];

interface TeamCase {
  platform: PlatformCase;
  name?: string;
  tiers: Partial<Record<Tier, string[]>>;
  exec?: { reason: string; groups: string[] };
}

const group = processText.map((text) => text.trim()).filter((text) => text !== '' && !text.startsWith('system:'));

const validCase: fc.Arbitrary<TeamCase> = fc.record({
  platform: knownPlatform,
  name: maybe(subdomain.filter((name) => name.length < 240)),
  groups: fc.uniqueArray(group, { minLength: 1, maxLength: 6 }),
  places: fc.array(fc.constantFrom(...TIERS), { minLength: 6, maxLength: 6 }),
  exec: maybe(fc.record({ reason, groups: fc.uniqueArray(group, { minLength: 1, maxLength: 2 }) })),
}).map(({ groups, places, ...given }) => {
  const of = (tier: Tier) => groups.filter((_, index) => places[index] === tier);
  const held = TIERS.filter((tier) => of(tier).length > 0);
  return { ...given, tiers: Object.fromEntries(held.map((tier) => [tier, of(tier)])) };
});

const NOT_GROUPS = ['', ' ', 'a ', '\na', 'system:masters', 'system:authenticated', ...LONE_SURROGATES];

const PLANTS: readonly Plant<TeamCase>[] = [
  { prop: 'name', values: ['', 'A', 'a_b', 'a'.repeat(253), ...TEXTS], plant: (_, name: string) => ({ name }) },
  ...TIERS.map((tier): Plant<TeamCase> => (
    { prop: tier, values: NOT_GROUPS, plant: (_, one: string) => ({ tiers: { [tier]: [one] } }) }
  )),
  {
    title: 'group in two tiers',
    prop: 'administrate',
    values: ['view', 'operate', 'deploy'],
    plant: (_, tier: Tier) => ({ tiers: { [tier]: ['a', 'b'], administrate: ['b'] } }),
  },
  { prop: 'exec', values: NOT_GROUPS, plant: (_, one: string) => ({ exec: { reason: 'r', groups: [one] } }) },
  {
    title: 'reason of exec',
    prop: 'exec',
    values: NOT_REASONS,
    plant: (_, text: string) => ({ exec: { reason: text, groups: ['a'] } }),
  },
];

describe('a TeamAccess', () => {
  itTakesAnyCall({
    valid: validCase,
    plants: PLANTS,
    textPlants: PLANTS.filter(({ prop }) => ['name', 'view', 'exec'].includes(prop)),
    build,
    verify: (given, app) => expectTiers(given, promised(given, app, build)),
    cases: 8,
  });
});

function build({ platform, name, tiers, exec }: TeamCase, app?: App): App {
  const props: TeamAccessProps = { ...tiers, name, exec: exec && ExecAccess.groups(exec.reason, exec.groups) };
  return appOf(platform, (chart) => new TeamAccess(chart, 'team', props), app);
}

/** From which tier on somebody may do it, by what the words of each say; undefined where nobody may. */
function leastTier({ group: of, resource, verb }: Right): Tier | undefined {
  if (NOBODYS_VERBS.includes(verb) || NOBODYS.includes(resource)) return undefined;
  if (of === 'rbac.authorization.k8s.io') return 'administrate';
  if (OPERATED.includes(resource) || RESTARTS.includes(`${verb} ${resource}`)) return 'operate';
  if (resource.includes('/')) return undefined;
  if (['get', 'list', 'watch'].includes(verb)) return 'view';
  return OF_CONTROLLERS.includes(resource) ? undefined : 'deploy';
}

function expectTiers({ tiers, exec, name = 'team' }: TeamCase, manifests: Manifest[]): void {
  for (const tier of TIERS) {
    for (const one of tiers[tier] ?? []) {
      const rules = rulesOf(manifests, 'Group', one);
      const opens = exec?.groups.includes(one) ?? false;
      const wrong = allRights(['any']).filter((right) => (
        allows(rules, right) !== (isOf(tier, right) || (opens && isSession(right)))
      ));
      expect([one, tier, wrong]).toEqual([one, tier, []]);
    }
  }
  const subjects = manifests.flatMap((manifest) => manifest.subjects ?? []).map((subject: Manifest) => subject.name);
  expect(new Set(subjects)).toEqual(new Set([...Object.values(tiers).flat(), ...exec?.groups ?? []]));
  const role = manifests.find(({ kind, metadata }) => kind === 'Role' && metadata.name === `${name}-exec`);
  expectReason(exec?.reason, role);
}

function expectReason(reasonOfExec: string | undefined, role: Manifest): void {
  const said = role?.metadata.annotations['preflight/waive.role-grants-no-exec'];
  expect(said && reasonIn(said)).toBe(reasonOfExec);
}

function isOf(tier: Tier, right: Right): boolean {
  const least = leastTier(right);
  return least !== undefined && TIERS.indexOf(least) <= TIERS.indexOf(tier);
}

function isSession({ group: of, resource, verb }: Right): boolean {
  return of === '' && (/^pods\/(attach|exec)$/.test(resource) || (resource === 'pods' && verb === 'get'));
}
