import { App, Chart } from 'cdk8s';
import { complaintOf, describe as described, fail, pathOf } from '../../src/internal/fail';
import { messageOf, NAMED_ERROR } from '../support/errors';

const chart = new Chart(new App(), 'shop');

describe('fail', () => {
  it('names path, prop, value and remedy', () => {
    const message = messageOf(() => fail(chart, { prop: 'port', must: 'be even', got: 7, remedy: 'take 8' }));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe("[shop] 'port' must be even, got 7; take 8");
  });

  it.each<[unknown, string]>([
    [undefined, 'nothing'], [null, 'null'], [NaN, 'NaN'], [-Infinity, '-Infinity'], [1e21, '1e+21'], ['', '""'],
    ['a"\n', '"a\\"\\n"'], [{ a: [1] }, '{"a":[1]}'], [Symbol('x'), 'Symbol(x)'],
    ['x'.repeat(198), `"${'x'.repeat(198)}"`],
    ['x'.repeat(199), `"${'x'.repeat(199)}...`],
    [{ list: 'x'.repeat(5000) }, `{"list":"${'x'.repeat(191)}...`],
  ])('shows %p, cut after 200 characters', (got, shown) => {
    expect(described({ prop: 'p', must: 'm', got, remedy: 'r' })).toBe(`'p' must m, got ${shown}; r`);
  });

  it('can be asked for what it would say, and for nothing else', () => {
    const complaint = { prop: 'port', must: 'be even', got: 7, remedy: 'take 8' };
    expect(complaintOf(() => fail(chart, complaint))).toEqual(complaint);
    expect(complaintOf(() => undefined)).toBeUndefined();
    expect(() => complaintOf(() => { throw new Error('another'); })).toThrow('another');
  });

  it('names the app, which has no path', () => {
    expect(pathOf(new App())).toBe('App');
  });
});
