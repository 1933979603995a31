import { ApiObject, App, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { ConstructTree } from '../../src/app/construct-tree';
import { TreeOrder } from '../../src/app/tree-order';

/** What maps and sets are asked, and told. */
const LOOKUPS = [
  [Map.prototype, 'get'], [Map.prototype, 'set'], [Set.prototype, 'has'], [Set.prototype, 'add'],
] as const;

const SHAPES: Record<string, (app: App, count: number) => void> = {
  'charts, each in the one before': (app, count) => {
    let scope: Construct = app;
    for (let index = 0; index < count; index++) scope = chartIn(scope, index);
  },
  'charts, each in a construct of the one before': (app, count) => {
    let scope: Construct = app;
    for (let index = 0; index < count; index++) scope = new Construct(chartIn(scope, index), 'inner');
  },
  'charts in one chart': (app, count) => {
    const parent = chartIn(app, 0);
    for (let index = 0; index < count; index++) chartIn(parent, index);
  },
  'charts in one chart that has as many objects': (app, count) => {
    const parent = chartIn(app, 0, count);
    for (let index = 0; index < count; index++) chartIn(parent, index, 2);
  },
  'charts that depend on one that has as many objects': (app, count) => {
    const target = chartIn(app, count, count);
    for (let index = 0; index < count; index++) chartIn(app, index, 2).addDependency(target);
  },
  'charts in constructs of one chart that depend on its objects': (app, count) => {
    const parent = chartIn(app, 0, count);
    for (let index = 0; index < count; index++) {
      chartIn(new Construct(parent, `inner-${index}`), index).addDependency(parent.node.findChild(`object-${index}`));
    }
  },
  'a chart that has as many objects as it depends on charts': (app, count) => {
    const source = chartIn(app, count, count);
    for (let index = 0; index < count; index++) source.addDependency(chartIn(app, index, 2));
  },
};

describe('TreeOrder', () => {
  it.each(Object.entries(SHAPES))('finds the order of %s with work that is linear in them', (_, build) => {
    const [few, many] = [100, 200].map((count) => workFor(build, count));
    expect(few).toBeGreaterThan(100);
    expect(many / few).toBeLessThan(2.2);
  });
});

function chartIn(scope: Construct, index: number, objects = 1): Chart {
  const chart = new Chart(scope, `chart-${index}`);
  for (let object = 0; object < objects; object++) {
    new ApiObject(chart, `object-${object}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'map' } });
  }
  return chart;
}

/** How often the nodes of constructs are asked for, and maps and sets are used, until all orders are known. */
function workFor(build: (app: App, count: number) => void, count: number): number {
  let work = 0;
  const app = new App();
  build(app, count);
  app.node.findAll().forEach((construct) => countNode(construct, () => work++));
  const lookups = lookupsOf(() => {
    const order = new TreeOrder(new ConstructTree(app));
    order.charts.forEach((chart) => order.objectsOf(chart));
  });
  return lookups + work;
}

function countNode(construct: IConstruct, onNode: () => void): void {
  const { node } = construct;
  Object.defineProperty(construct, 'node', {
    get() {
      onNode();
      return node;
    },
  });
}

function lookupsOf(action: () => void): number {
  let count = 0;
  const restoring = LOOKUPS.map(([prototype, name]) => {
    const owner: Record<string, any> = prototype;
    const original = owner[name];
    owner[name] = function counted(...args: unknown[]) {
      count++;
      return original.apply(this, args);
    };
    return () => { owner[name] = original; };
  });
  try {
    action();
  } finally {
    restoring.forEach((restore) => restore());
  }
  return count;
}
