import { Environment } from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { stage } from '../support/render';

describe('Environment', () => {
  it.each([
    [Environment.PRODUCTION, 'production', 3],
    [Environment.STAGING, 'staging', 2],
    [Environment.DEVELOPMENT, 'development', 1],
    [Environment.of('qa'), 'qa', 3],
    [Environment.of('qa', { minReplicas: 1 }), 'qa', 1],
    [Environment.of('load.test_1', { minReplicas: 50 }), 'load.test_1', 50],
  ])('%# has a name and a number of replicas, and is legal', (environment, name, minReplicas) => {
    expect([environment.name, environment.minReplicas]).toEqual([name, minReplicas]);
    expect(() => environment._check(stage().chart)).not.toThrow();
  });

  it.each(['', 'a b', '-qa', 'qa/eu', 'q'.repeat(64), 'qa\n'])('refuses the name %j', (name) => {
    expectMessage(Environment.of(name), "'environment' must be a label value (letters, digits, -, _ and ., at most 63, "
      + `with a letter or digit at both ends), got ${JSON.stringify(name)}; `
      + 'shorten it or replace the other characters');
  });

  it.each([0, -1, 1.5, Infinity, 2147483648])('refuses %d replicas', (minReplicas) => {
    expectMessage(Environment.of('qa', { minReplicas }), "'environment.minReplicas' must be a whole number from 1 to "
      + `2147483647, got ${minReplicas}; give a number within the range`);
  });
});

function expectMessage(environment: Environment, expected: string): void {
  const message = messageOf(() => environment._check(stage().chart));
  expect(message).toMatch(NAMED_ERROR);
  expect(message).toBe(`[shop] ${expected}`);
}
