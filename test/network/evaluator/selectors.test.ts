import { LabelSelector, selects } from '../../support/network/selectors';

const LABELS = { app: 'web', tier: 'front', empty: '' };

describe('a label selector', () => {
  it.each<[string, LabelSelector, boolean]>([
    ['selects all where it is empty', {}, true],
    ['selects all where its parts are empty', { matchLabels: {}, matchExpressions: [] }, true],
    ['selects all where its parts are null', { matchLabels: null, matchExpressions: null }, true],
    ['selects by one label', { matchLabels: { app: 'web' } }, true],
    ['needs all labels', { matchLabels: { app: 'web', tier: 'back' } }, false],
    ['misses where there is no such key', { matchLabels: { team: 'web' } }, false],
    ['takes an empty value for a value', { matchLabels: { empty: '' } }, true],
    ['does not take a missing key for an empty value', { matchLabels: { team: '' } }, false],
    ['does not find what every object has', { matchExpressions: [{ key: 'constructor', operator: 'Exists' }] }, false],
    ['finds one of several values', expression('app', 'In', ['api', 'web']), true],
    ['misses where the value is none of them', expression('app', 'In', ['api']), false],
    ['finds no value of a missing key', expression('team', 'In', ['web']), false],
    ['misses an excluded value', expression('app', 'NotIn', ['api', 'web']), false],
    ['finds what is not excluded', expression('app', 'NotIn', ['api']), true],
    ['finds a missing key, which has no excluded value', expression('team', 'NotIn', ['web']), true],
    ['finds a key', expression('empty', 'Exists'), true],
    ['misses a missing key', expression('team', 'Exists'), false],
    ['finds that a key is missing', expression('team', 'DoesNotExist'), true],
    ['misses where a key is there', expression('empty', 'DoesNotExist'), false],
    ['needs all expressions', {
      matchExpressions: [{ key: 'app', operator: 'Exists' }, { key: 'tier', operator: 'DoesNotExist' }],
    }, false],
    ['needs the expressions as well as the labels',
      { matchLabels: { app: 'web' }, ...expression('tier', 'NotIn', ['front']) }, false],
    ['needs the labels as well as the expressions',
      { matchLabels: { app: 'api' }, ...expression('tier', 'Exists') }, false],
  ])('%s', (_, selector, expected) => {
    expect(selects(selector, LABELS)).toBe(expected);
  });

  it('fails on an operator that there is not', () => {
    expect(() => selects(expression('app', 'Gt', ['1']), LABELS)).toThrow('no operator of a label selector: Gt');
  });
});

function expression(key: string, operator: string, values?: string[]): LabelSelector {
  return { matchExpressions: [{ key, operator, values }] };
}
