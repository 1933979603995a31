import { firstStatement, freeNames } from '../../../scripts/api/example-code';

const EXAMPLE = `const api = new ProductionService(chart, 'api', {
  image: 'a', // until the build says
  size: Size.gibibytes(1),
});
api.dependsOn(ledger, { addressAs: name });`;

describe('an example', () => {
  it('begins with the statement that makes the construct', () => {
    expect(firstStatement(EXAMPLE)).toBe(EXAMPLE.split('\n').slice(0, 4).join('\n'));
  });

  it('takes for given what it uses and does not declare; members and keys are no such names', () => {
    expect(freeNames(EXAMPLE)).toEqual(['ProductionService', 'Size', 'chart', 'ledger', 'name']);
  });
});
