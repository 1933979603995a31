import { closestWord } from '../../../src/internal/values/closest-word';

const PROPS = ['image', 'env', 'port', 'ports', 'resources', 'disruptionBudget'];

describe('closestWord', () => {
  it.each([
    ['imgae', 'image'], ['Image', 'image'], ['images', 'image'], ['mage', 'image'], ['resource', 'resources'],
    ['ressources', 'resources'], ['disruptionbudget', 'disruptionBudget'], ['DISRUPTION_BUDGET', 'disruptionBudget'],
    ['prot', 'port'], ['portss', 'ports'],
  ])('takes %s for %s', (word, meant) => {
    expect(closestWord(word, PROPS)).toBe(meant);
  });

  it.each(['', 'replicas', 'e', 'x', 'limits', '__proto__', 'port'.repeat(50), 'x'.repeat(1_000_000)])(
    'takes %s for none', (word) => {
      expect(closestWord(word, PROPS)).toBeUndefined();
    },
  );

  it('takes no letter for another in short words, which mean something else then', () => {
    expect(closestWord('AWS', ['AKS', 'EKS', 'GKE'])).toBeUndefined();
    expect(closestWord('UPD', ['TCP', 'UDP', 'SCTP'])).toBe('UDP');
  });

  it('takes nothing where there is nothing', () => {
    expect(closestWord('image', [])).toBeUndefined();
  });
});
