import { App } from 'cdk8s';
import * as fc from 'fast-check';
import { PriorityTiers, PriorityTierValues } from '../../../src';
import { ofKind } from '../../support/manifests/reading';
import { Manifest } from '../../support/schemas';
import { itTakesAnyCall, Plant } from '../any-call';
import { maybe } from '../arbitraries/words';
import { knownPlatform, promised } from '../promises';
import { appOf } from '../secrets/any-workload';
import { ODD_NUMBERS, TEXTS } from '../services/service-bad-values';
import { PlatformCase } from '../services/service-case';

interface TiersCase {
  platform: PlatformCase;
  namePrefix?: string;
  standardIsDefault?: boolean;
  values?: PriorityTierValues;
}

const TIERS = ['platform', 'critical', 'standard', 'batch'] as const;
const USUAL = { platform: 1_000_000, critical: 100_000, standard: 10_000, batch: -1 };
const LEAST = -2_147_483_648;
/** Above are the classes of Kubernetes itself. */
const MOST = 1_000_000_000;

const value = fc.oneof(fc.constantFrom(LEAST, MOST, 0, -1, -10, -11), fc.integer({ min: LEAST, max: MOST }));

const validCase: fc.Arbitrary<TiersCase> = fc.record({
  platform: knownPlatform,
  namePrefix: maybe(fc.constantFrom('acme-', '1e3', 'a.b.', '', 'no', 'x'.repeat(245))),
  standardIsDefault: maybe(fc.boolean()),
  values: maybe(fc.oneof(
    fc.uniqueArray(value, { minLength: 4, maxLength: 4 }).map((all) => [...all].sort((one, other) => other - one))
      .map(([platform, critical, standard, batch]) => ({ platform, critical, standard, batch })),
    fc.record({ batch: maybe(fc.integer({ min: LEAST, max: 9999 })), platform: maybe(fc.constantFrom(100_001, MOST)) }),
  )),
});

const PLANTS: readonly Plant<TiersCase>[] = [
  {
    prop: 'namePrefix',
    values: ['A', '-', 'a_', 'a b', '.', 'system-', 'system-a-', 'x'.repeat(246), ...TEXTS],
    plant: (_, namePrefix: string) => ({ namePrefix }),
  },
  ...TIERS.map((tier): Plant<TiersCase> => ({
    prop: `values.${tier}`,
    values: [LEAST - 1, MOST + 1, 2_000_000_000, ...ODD_NUMBERS.filter((number) => number !== -1)],
    plant: (_, number: number) => ({ values: { [tier]: number } }),
  })),
  {
    title: 'value that is not below that of the tier before',
    prop: 'values.critical',
    values: [5, 6, MOST],
    plant: (_, critical: number) => ({ values: { platform: 5, critical, standard: 4 } }),
  },
];

describe('PriorityTiers', () => {
  itTakesAnyCall({
    valid: validCase,
    plants: PLANTS,
    textPlants: PLANTS.filter(({ prop }) => prop === 'namePrefix'),
    build,
    verify: (given, app) => expectTiers(given, promised(given, app, build)),
    cases: 6,
  });
});

function build({ platform, ...props }: TiersCase, app?: App): App {
  return appOf(platform, (chart) => new PriorityTiers(chart, 'tiers', props), app);
}

/** Each goes before the next, none before Kubernetes itself, and only what can wait displaces nothing. */
function expectTiers({ namePrefix = '', standardIsDefault = false, values }: TiersCase, manifests: Manifest[]): void {
  const classes = ofKind(manifests, 'PriorityClass');
  const given = Object.fromEntries(Object.entries(values ?? {}).filter(([, number]) => number !== undefined));
  const wanted = { ...USUAL, ...given };
  expect(manifests).toHaveLength(TIERS.length);
  expect(classes.map(({ metadata, value: number }) => [metadata.name, metadata.namespace, number]))
    .toEqual(TIERS.map((tier) => [`${namePrefix}${tier}`, undefined, wanted[tier]]));
  const numbers = classes.map(({ value: number }) => number);
  expect(numbers).toEqual([...new Set<number>(numbers)].sort((one, other) => other - one));
  expect(classes.map(({ preemptionPolicy }) => preemptionPolicy === 'Never')).toEqual([false, false, false, true]);
  const defaults = classes.filter(({ globalDefault }) => globalDefault === true).map(({ metadata }) => metadata.name);
  expect(defaults).toEqual(standardIsDefault ? [`${namePrefix}standard`] : []);
}
