import { ApiObject, App, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { ConstructTree } from '../../src/app/construct-tree';

const app = new App();
const outer = new Chart(app, 'outer');
const group = new Construct(outer, 'group');
const one = new ApiObject(group, 'one', { apiVersion: 'v1', kind: 'ConfigMap' });
const nested = new Chart(group, 'nested');
const two = new ApiObject(nested, 'two', { apiVersion: 'v1', kind: 'ConfigMap' });
const three = new ApiObject(outer, 'three', { apiVersion: 'v1', kind: 'ConfigMap' });
const aside = new Construct(app, 'aside');
const tree = new ConstructTree(app);

describe('ConstructTree', () => {
  it('has what nodes say of all constructs, in their order', () => {
    expect(tree.all).toEqual(app.node.findAll());
    expect(tree.all.map((construct) => tree.pathOf(construct))).toEqual(tree.all.map(({ node }) => node.path));
    expect(tree.all.map((construct) => tree.placeOf(construct))).toEqual([...tree.all.keys()]);
  });

  it('knows the nearest chart, and what has it', () => {
    expect([outer, group, one, nested, two, three].map((construct) => tree.chartOf(construct)))
      .toEqual([outer, outer, outer, nested, nested, outer]);
    expect([outer, nested].map((chart) => tree.membersOf(chart))).toEqual([[outer, group, one, three], [nested, two]]);
    expect([outer, group, nested, two, aside].map((construct) => tree.membersBelow(construct)))
      .toEqual([[outer, group, one, three], [group, one], [nested, two], [two], [aside]]);
    expect(() => tree.chartOf(aside)).toThrow('cannot find a parent chart');
  });

  it('knows what is below what', () => {
    const within = (outside: IConstruct) => tree.all.filter((construct) => tree.isWithin(construct, outside));
    expect([app, group, nested, three].map(within))
      .toEqual([tree.all, [group, one, nested, two], [nested, two], [three]]);
  });

  it('knows nothing of another tree', () => {
    const other = new Chart(new App(), 'other');
    expect([tree.has(other), tree.isWithin(other, app), tree.isWithin(app, other)]).toEqual([false, false, false]);
    expect([tree.membersOf(other), tree.membersBelow(other), tree.chartOf(other)]).toEqual([[], [], other]);
  });

  it('walks trees that are deeper than a stack', () => {
    let construct = { node: { id: 'last', children: [] as object[] } };
    for (let depth = 1; depth < 30_000; depth++) construct = { node: { id: 'one', children: [construct] } };
    expect(new ConstructTree(construct as unknown as IConstruct).all).toHaveLength(30_000);
  });
});
