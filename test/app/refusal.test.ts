import { refuse } from '../../src/app/refusal';
import { messageOf } from '../support/errors';

describe('refuse', () => {
  it('says nothing where there is nothing', () => {
    expect(() => refuse([])).not.toThrow();
  });

  it('gives each problem lines of its own, with every character to be seen', () => {
    expect(messageOf(() => refuse(['[a] is\u001b[2J wrong\n  [b] is not', '[c] is wrong'])))
      .toBe('Nothing was written:\n  [a] is\\u001b[2J wrong\n        [b] is not\n  [c] is wrong');
  });

  it('cuts what is long, and counts what is left out', () => {
    const message = messageOf(() => refuse(Array(5000).fill('x'.repeat(100_000))));
    const lines = message.split('\n');
    expect(lines.at(-1)).toBe('  ... and 4900 more');
    expect(lines).toHaveLength(102);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(2010);
  });
});
