import { firstStatement, freeNames, statementMaking } from '../../../scripts/api/example-code';

const EXAMPLE = `const api = new ProductionService(chart, 'api', {
  image: 'a', // until the build says
  size: Size.gibibytes(1),
});
api.dependsOn(ledger, { addressAs: name });`;

describe('an example', () => {
  it('has a statement that makes the construct, whatever comes before it', () => {
    const call = EXAMPLE.split('\n').slice(0, 4).join('\n');

    expect(statementMaking('ProductionService', EXAMPLE)).toBe(call);
    expect(statementMaking('ProductionService', `Platform.configure(chart, {});\n\n${EXAMPLE}`)).toBe(call);
  });

  it('begins with a statement, unless it is empty', () => {
    expect(firstStatement(`const drill = backup.rehearse({});\n${EXAMPLE}`)).toBe('const drill = backup.rehearse({});');
    expect(firstStatement('')).toBeUndefined();
  });

  it('may make nothing of a class', () => {
    expect(statementMaking('ProductionWorker', EXAMPLE)).toBeUndefined();
    expect(statementMaking('ProductionService', '')).toBeUndefined();
  });

  it('takes for given what it uses and does not declare; members and keys are no such names', () => {
    expect(freeNames(EXAMPLE)).toEqual(['ProductionService', 'Size', 'chart', 'ledger', 'name']);
  });
});
