import { App } from 'cdk8s';
import * as fc from 'fast-check';
import { allows, allRights, risksOf, rulesOf, SERVED } from './rbac';
import { AccessScope, ResourceRule, WorkloadAccess } from '../../../src';
import { Manifest } from '../../support/schemas';
import { itTakesAnyCall, Plant } from '../any-call';
import { LONE_SURROGATES, reason } from '../arbitraries/text';
import { maybe, subdomain } from '../arbitraries/words';
import { knownPlatform, promised, reasonIn } from '../promises';
import { runs } from '../runs';
import { addWorkload, anyWorkload, appIn, WorkloadKind } from '../secrets/any-workload';
import { NOT_REASONS, TEXTS } from '../services/service-bad-values';
import { PlatformCase } from '../services/service-case';

interface RuleCase {
  group: string;
  resources: string[];
  verbs: string[];
  names?: string[];
  reason?: string;
}

interface AccessCase {
  platform: PlatformCase;
  workload: WorkloadKind;
  name?: string;
  rules: RuleCase[];
  scope?: 'own' | { cluster: string };
}

const NAMES = ['flags', '1e3', 'system:leader', 'a.b'];
const WAIVER = 'preflight/waive.';

/** A rule of what there is, with or without a reason. */
const ruleCase: fc.Arbitrary<RuleCase> = fc.constantFrom(...Object.keys(SERVED)).chain((group) => {
  const places = Object.keys(SERVED[group]);
  return fc.subarray(places, { minLength: 1, maxLength: Math.min(2, places.length) }).chain((resources) => {
    const verbs = [...new Set(resources.flatMap((resource) => SERVED[group][resource]))];
    return fc.record({
      group: fc.constant(group),
      resources: fc.constant(resources),
      verbs: fc.subarray(verbs, { minLength: 1, maxLength: Math.min(4, verbs.length) }),
      names: maybe(fc.subarray(NAMES, { minLength: 1, maxLength: 2 })),
      reason: maybe(reason),
    });
  });
}).map((given) => ({ ...given, ...fitting(given) }));

/** Leaves no resource without a verb, and names nothing that has no name yet. */
function fitting({ group, resources, verbs, names }: RuleCase): Partial<RuleCase> {
  const fit = resources.filter((resource) => verbs.some((verb) => SERVED[group][resource].includes(verb)));
  const isNameless = verbs.some((verb) => ['create', 'deletecollection'].includes(verb));
  return { resources: fit, names: isNameless ? undefined : names };
}

const anyCase: fc.Arbitrary<AccessCase> = fc.record({
  platform: knownPlatform,
  workload: anyWorkload,
  name: maybe(subdomain),
  rules: fc.array(ruleCase, { minLength: 1, maxLength: 3 }),
  scope: maybe(fc.oneof(fc.constant('own' as const), fc.record({ cluster: reason }))),
});
/** Where a reason is asked, it is given. */
const validCase = anyCase.map((given) => ({
  ...given,
  rules: given.rules.map((rule) => (
    risksOfRule(rule).length > 0 ? { ...rule, reason: rule.reason ?? 'why not' } : rule
  )),
}));

const inRule = (change: (value: never) => Partial<RuleCase>) => (_: AccessCase, value: never): Partial<AccessCase> => (
  { rules: [{ group: '', resources: ['configmaps'], verbs: ['get'], ...change(value) }] }
);
const NOT_WORDS = ['', ' ', 'A', 'a b', 'gett', 'a\n', '{{ x }}', '$(X)', '..', ...TEXTS];

const PLANTS: readonly Plant<AccessCase>[] = [
  { prop: 'name', values: ['', 'A', 'a_b', 'a'.repeat(254), ...TEXTS], plant: (_, name: string) => ({ name }) },
  { prop: 'rules', values: [0], plant: () => ({ rules: [] }) },
  { prop: 'rules[0].verbs', values: NOT_WORDS, plant: inRule((verb: string) => ({ verbs: ['get', verb] })) },
  {
    title: 'verb that is there twice',
    prop: 'rules[0].verbs',
    values: ['get', 'sign', 'impersonate', 'bind'],
    plant: inRule((verb: string) => ({ verbs: ['get', verb] })),
  },
  {
    prop: 'rules[0].resources',
    values: ['configmap', 'deployments', 'pods/', 'pods/exe', 'a/b/c', 'nodes', ...NOT_WORDS],
    plant: (_, resource: string) => (
      { rules: [{ group: '', resources: [resource], verbs: ['get'] }], scope: 'own' }
    ),
  },
  {
    prop: 'rules[0].apiGroup',
    values: ['app', 'apps/v1', 'extensions', 'core', 'A.b', ' ', ...TEXTS],
    plant: inRule((group: string) => ({ group, resources: ['deployments'] })),
  },
  {
    prop: 'rules[0].names',
    values: ['', 'a/b', '*', 'a b', '..', ...LONE_SURROGATES],
    plant: inRule((name: string) => ({ names: [name] })),
  },
  {
    title: 'names of what is not there yet',
    prop: 'rules[0].names',
    values: ['create', 'deletecollection'],
    plant: inRule((verb: string) => ({ names: ['a'], verbs: [verb] })),
  },
  { prop: 'rules[0].reason', values: NOT_REASONS, plant: inRule((text: string) => ({ reason: text })) },
  { prop: 'scope', values: NOT_REASONS, plant: (_, cluster: string) => ({ scope: { cluster } }) },
];
const TEXT_PLANTS = PLANTS.filter(({ prop, title }) => (
  ['rules[0].names', 'rules[0].reason', 'scope', 'name'].includes(prop) && title === undefined
));

describe('a WorkloadAccess', () => {
  itTakesAnyCall({
    valid: validCase,
    plants: PLANTS,
    textPlants: TEXT_PLANTS,
    build,
    verify: (given, app) => expectGranted(given, promised(given, app, build)),
    cases: 6,
  });

  it('asks for a reason where rights lead to others, and nowhere else', () => {
    fc.assert(fc.property(anyCase, (given) => {
      const index = given.rules.findIndex((rule) => rule.reason === undefined && risksOfRule(rule).length > 0);
      const risks = index < 0 ? [] : risksOfRule(given.rules[index]);
      const must = `[shop/access] 'rules[${index}]' must come with a reason, for ${risks.join(' and ')} `;
      expect(refusal(() => build(given))?.split('would ask')[0]).toBe(index < 0 ? undefined : must);
    }), runs(12));
  });

  it('asks for one of each such right by itself', () => {
    const wrong: string[] = [];
    appIn({}, (chart) => {
      const workload = addWorkload(chart, 'worker');
      for (const [index, { group, resource, verb }] of allRights(['any']).entries()) {
        const rules = [ResourceRule.of({ apiGroup: group, resources: [resource], verbs: [verb] })];
        const message = refusal(() => new WorkloadAccess(chart, `access-${index}`, { workload, rules }));
        const isRisky = risksOf([resource], [verb], false).length > 0;
        if ((message !== undefined) !== isRisky) wrong.push(`${verb} ${resource}`);
      }
    });
    expect(wrong).toEqual([]);
  });
});

/** Undefined where it is taken. */
function refusal(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}

function risksOfRule({ resources, verbs, names }: RuleCase): string[] {
  return risksOf(resources, verbs, names !== undefined);
}

function build(given: AccessCase, app?: App): App {
  const { platform, name, rules, scope } = given;
  return appIn(platform, (chart) => {
    new WorkloadAccess(chart, 'access', {
      name,
      workload: addWorkload(chart, given.workload),
      rules: rules.map(({ group, ...rule }) => ResourceRule.of({ ...rule, apiGroup: group })),
      scope: typeof scope === 'object' ? AccessScope.cluster(scope.cluster) : undefined,
    });
  }, app);
}

/** The account of the pods may do what was asked for, and nothing else. */
function expectGranted({ rules, scope, name }: AccessCase, manifests: Manifest[]): void {
  const kind = typeof scope === 'object' ? 'ClusterRole' : 'Role';
  const named = name ?? (kind === 'Role' ? 'access' : 'shop-access');
  const role = manifests.find((one) => one.kind === kind && one.metadata.name === named);
  const binding = manifests.find((one) => one.kind === `${kind}Binding` && one.metadata.name === named);
  expect(binding.subjects).toEqual([{ kind: 'ServiceAccount', name: 'api', namespace: 'shop' }]);
  const granted = rulesOf(manifests, 'ServiceAccount', 'api');
  const asked = rules.map(({ group, resources, verbs, names }) => (
    { apiGroups: [group], resources, verbs, resourceNames: names }
  ));
  const wrong = allRights([...NAMES, 'other', '']).filter((right) => allows(granted, right) !== allows(asked, right));
  expect(wrong).toEqual([]);
  expectReasons({ rules, scope }, role.metadata.annotations ?? {});
}

function expectReasons({ rules, scope }: Pick<AccessCase, 'rules' | 'scope'>, annotations: Manifest): void {
  const risks = [...new Set(rules.flatMap(risksOfRule))];
  expect(Object.keys(annotations).filter((key) => key.startsWith(WAIVER)).sort())
    .toEqual(risks.map((id) => WAIVER + id).sort());
  for (const rule of rules) {
    const said = risksOfRule(rule).map((id) => annotations[WAIVER + id]);
    const places = said.length === 0 ? [annotations['kubernetes.io/description']] : said;
    if (rule.reason !== undefined) for (const text of places) expect(reasonIn(text)).toContain(rule.reason);
  }
  if (typeof scope === 'object') expect(annotations['kubernetes.io/description']).toContain(scope.cluster);
}
