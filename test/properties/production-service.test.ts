import * as fs from 'fs';
import * as path from 'path';
import * as fc from 'fast-check';
import { validCase } from './arbitraries';
import { Plant, PLANTS } from './bad-values';
import { buildApp } from './build';
import { runs } from './runs';
import { ServiceCase } from './service-case';
import { anyText } from './text';
import { expectComplete } from './verify';
import { ProductionApp } from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';

const OUTDIR = path.join(__dirname, 'never-written');
const TEXT_PLANTS = PLANTS.filter(({ prop, values }) =>
  typeof values[values.length - 1] === 'string' && prop !== 'rollout.maxUnavailable');

const planted = fc.tuple(fc.constantFrom(...TEXT_PLANTS), anyText);
/** Calls in which any text may stand anywhere. */
const wildCase = fc.tuple(validCase, fc.array(planted, { maxLength: 2 })).map(([given, changes]) => (
  changes.reduce<ServiceCase>((changed, [plant, text]) => withPlanted(changed, plant, text), given)
));

function withPlanted(given: ServiceCase, { plant }: Plant, value: unknown): ServiceCase {
  return { ...given, ...plant(given, value as never) };
}

/** The message that a case ends in; undefined where it ends in output that is complete. */
function outcomeOf(given: ServiceCase): string | undefined {
  let app;
  try {
    app = buildApp(given, new ProductionApp({ outdir: OUTDIR }));
  } catch (error) {
    return (error as Error).message;
  }
  expectComplete(given, app);
  return undefined;
}

describe('a ProductionService', () => {
  it('made of valid values is written in full', () => {
    fc.assert(fc.property(validCase, (given) => {
      expect(outcomeOf(given)).toBeUndefined();
    }), runs(60));
  });

  it.each(PLANTS)('refuses a bad $title by the name $prop', ({ prop, values, plant }) => {
    fc.assert(fc.property(validCase, (given) => {
      for (const value of values) {
        const message = messageOf(() => buildApp({ ...given, ...plant(given, value as never) }));
        expect(message).toMatch(NAMED_ERROR);
        expect(message.slice(0, message.indexOf(' must '))).toMatch(`'${prop}'`);
      }
    }), runs(1));
  });

  it('made of any text ends in a named error before anything is written, or in a full output', () => {
    const outcomes: (string | undefined)[] = [];
    fc.assert(fc.property(wildCase, (given) => {
      const message = outcomeOf(given);
      outcomes.push(message);
      if (message !== undefined) expect(message).toMatch(NAMED_ERROR);
      expect(fs.existsSync(OUTDIR)).toBe(false);
    }), runs(60));
    const refused = outcomes.filter((message) => message !== undefined).length / outcomes.length;
    expect(refused).toBeGreaterThan(0.2);
    expect(refused).toBeLessThan(0.8);
  });

  describe.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])('and the name %s, which every object has,',
    (name) => {
      const [{ image }] = fc.sample(validCase, { seed: 1, numRuns: 1 });
      const lists = { secretVariables: [], secretFolders: [], writableFolders: [], flows: [], waivers: [] };
      const plain: ServiceCase = { ...lists, id: 'api', image, readinessGates: [name], platform: {} };
      const entry = { [name]: 'x' };

      it('takes it as a readiness gate and as a header', () => {
        const given = { ...plain, probes: { kind: 'http' as const, headers: entry } };
        expectComplete(given, buildApp(given));
      });

      it.each<[string, Partial<ServiceCase>, string]>([
        ['a variable', { env: entry }, 'env'],
        ['a variable of Config', { config: { kind: 'environment', data: entry } }, 'config'],
        ['a variable of a Secret', { secretVariables: [{ name, secretName: 's', key: 'k' }] }, 'addSecretVariable'],
        ['a file of Config', { config: { kind: 'files', data: entry } }, 'config'],
        ['a label', { flows: [{ kind: 'pods', labels: entry, cidr: '' }] }, 'peer.labels'],
      ])('refuses it as %s', (_, change, prop) => {
        const must = 'hold no word that every JavaScript object has';
        expect(messageOf(() => buildApp({ ...plain, ...change })))
          .toBe(`[shop/api] '${prop}' must ${must}, got "${name}"; rename it`);
      });
    });

  it.each([
    [['/a/b', '/a-b'], []],
    [['/a b', '/a_b', '/A-b'], []],
    [[], [{ secretName: 'a', path: '/b-c' }, { secretName: 'a-b', path: '/c' }]],
    [[], [{ secretName: 'a', path: '/b/c' }, { secretName: 'a', path: '/b-c' }]],
    [['/x-a/b'], [{ secretName: 'a', path: '/b' }]],
  ])('keeps the folders %j and secrets %j apart', (paths, secretFolders) => {
    const [given] = fc.sample(validCase, { seed: 1, numRuns: 1 });
    const mounted = {
      ...given,
      config: undefined,
      writableFolders: paths.map((folder) => ({ path: folder })),
      secretFolders,
    };
    expectComplete(mounted, buildApp(mounted));
  });
});
