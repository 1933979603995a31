import { podNames } from '../../../src/internal/naming/pod-names';

/** As PromQL has it: the whole name. */
const matches = (expression: string, name: string) => new RegExp(`^(?:${expression})$`).test(name);

describe('the names of the pods', () => {
  it.each([
    ['api-5d4f8c7b9-x2x4z', true],
    ['api-v2-5d4f8c7b9-x2x4z', false],
    ['my-api-5d4f8c7b9-x2x4z', false],
    ['api-0', false],
    ['api', false],
    ['api-5d4f8c7b9-x2x4z-y', false],
  ])('of the Deployment api are like %s: %s', (name, isOne) => {
    expect(matches(podNames('Deployment', 'api'), name)).toBe(isOne);
  });

  it.each([['store-0', true], ['store-12', true], ['store-a', false], ['store-0-1', false]])(
    'of the StatefulSet store are like %s: %s', (name, isOne) => {
      expect(matches(podNames('StatefulSet', 'store'), name)).toBe(isOne);
    },
  );

  it.each([1, 45, 46, 47, 52, 57, 58, 63])('of a Deployment are cut as by the API server: %i characters', (length) => {
    const name = 'a'.repeat(length);
    for (const hash of ['5', '5d4f8c7b9', '5d4f8c7b9b']) {
      const pod = `${`${name}-${hash}-`.slice(0, 58)}x2x4z`;
      expect([pod, matches(podNames('Deployment', name), pod)]).toEqual([pod, true]);
    }
  });
});
