import * as fc from 'fast-check';
import { itTakesAnyCall } from './any-call';
import { validCase } from './arbitraries/service-cases';
import { PLANTS } from './services/service-bad-values';
import { buildApp } from './services/service-build';
import { ServiceCase } from './services/service-case';
import { expectComplete } from './services/service-verify';
import { messageOf } from '../support/errors';

const TEXT_PLANTS = PLANTS.filter(({ prop, values }) =>
  typeof values[values.length - 1] === 'string' && prop !== 'rollout.maxUnavailable');

describe('a ProductionService', () => {
  itTakesAnyCall({
    valid: validCase, plants: PLANTS, textPlants: TEXT_PLANTS, build: buildApp, verify: expectComplete, cases: 60,
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
