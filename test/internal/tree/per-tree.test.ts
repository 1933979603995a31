import { App, Chart } from 'cdk8s';
import { perTree } from '../../../src/internal/tree/per-tree';

describe('perTree', () => {
  it('gives all constructs of a tree the same, and another tree another', () => {
    const names = perTree('test-names', () => new Set<string>());
    const app = new App();
    const chart = new Chart(app, 'shop');
    names(chart).add('api');

    expect(names(app)).toBe(names(chart));
    expect([...names(new Chart(app, 'pay'))]).toEqual(['api']);
    expect([...names(new App())]).toEqual([]);
  });

  it('makes nothing before it is asked, and once then', () => {
    const make = jest.fn(() => ({}));
    const things = perTree('test-things', make);
    const app = new App();
    expect(make).not.toHaveBeenCalled();
    [app, app].forEach((construct) => things(construct));

    expect(make).toHaveBeenCalledTimes(1);
  });

  it('is found by another copy of the library', () => {
    const app = new App();
    const first = perTree('test-copies', () => ({}));
    const second = perTree('test-copies', () => ({}));

    expect(second(app)).toBe(first(app));
  });
});
