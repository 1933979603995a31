import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { ProductionApp } from '../../src';
import { runs } from '../properties/runs';
import { OUTPUT_TYPES, writtenByBoth } from '../support/cdk8s/both-apps';
import { messageOf } from '../support/errors';

type Kind = 'chart' | 'construct' | 'object';

/** A tree as a list: each entry hangs below an earlier one, and dependencies are pairs of places. */
interface Plan {
  readonly entries: readonly { readonly kind: Kind; readonly parent: number; readonly id: string }[];
  readonly dependencies: readonly (readonly [number, number])[];
}

const MOST = 14;
const plan: fc.Arbitrary<Plan> = fc.record({
  entries: fc.array(fc.record({
    kind: fc.constantFrom<Kind>('chart', 'chart', 'construct', 'object', 'object', 'object'),
    parent: fc.nat({ max: MOST }),
    // Paths that are numbers have a place of their own in cdk8s' order.
    id: fc.constantFrom('a', 'b', 'z', '7', '10', '02', '0', '4294967295', '4294967294', 'node-1'),
  }), { minLength: 2, maxLength: MOST }),
  dependencies: fc.array(fc.tuple(fc.nat({ max: MOST }), fc.nat({ max: MOST })), { maxLength: 8 }),
});

describe('any tree', () => {
  it('becomes the same text as in App, or the same circle is refused', () => {
    const met = { written: 0, refused: 0 };
    fc.assert(fc.property(plan, (given) => {
      const theirs = outcome(() => grow(new App(), given).synthYaml() as string);
      const ours = outcome(() => grow(new ProductionApp(), given).synthYaml());
      met[theirs.isRefused ? 'refused' : 'written']++;
      expect(ours.isRefused).toBe(theirs.isRefused);
      if (!theirs.isRefused) expect(ours.text).toBe(theirs.text);
    }), runs(500));
    expect(Math.min(met.written, met.refused)).toBeGreaterThan(25);
  });

  it.each(OUTPUT_TYPES)('becomes the same files as in App with the YamlOutputType %i', (yamlOutputType) => {
    fc.assert(fc.property(plan, (given) => {
      fc.pre(!outcome(() => grow(new App(), given).synthYaml() as string).isRefused);
      const props = { yamlOutputType, recordConstructMetadata: true };
      const [ours, theirs] = writtenByBoth((app) => grow(app, given), props);
      expect(ours).toEqual(theirs);
    }), runs(60));
  });
});

describe('a circle', () => {
  it('is named by its true path', () => {
    const app = new ProductionApp();
    const [a, b, c, aside] = ['a', 'b', 'c', 'aside'].map((id) => new Chart(app, id));
    aside.addDependency(a);
    a.addDependency(b);
    b.addDependency(c);
    c.addDependency(a);
    expect(messageOf(() => app.synth())).toBe("Nothing was written:\n  [a] 'addDependency' must not"
      + ' lead back to where it began, got "a => b => c => a"; remove one of these dependencies');
  });

  it('of many is named by a few', () => {
    const app = new ProductionApp();
    const charts = Array.from({ length: 2000 }, (_, index) => new Chart(app, `chart-${index}`));
    charts.forEach((chart, index) => chart.addDependency(charts[(index + 1) % charts.length]));
    expect(messageOf(() => app.synth())).toMatch(/got "chart-0 => chart-1 => .{20,150} => \.\.\. and 19\d\d more";/);
  });
});

describe('layers that all depend on those before', () => {
  it('are sorted where cdk8s walks every path', () => {
    const app = new ProductionApp();
    const chart = new Chart(app, 'chart');
    let before: Construct[] = [];
    for (let layer = 0; layer < 40; layer++) {
      const now = [0, 1].map((place) => object(chart, `layer-${layer}-${place}`, layer * 2 + place));
      now.forEach((one) => one.node.addDependency(...before));
      before = now;
    }
    const names = [...app.synthYaml().matchAll(/name: object-(\d+)/g)].map(([, place]) => Math.floor(Number(place) / 2));
    expect(names).toEqual([...names].sort((a, b) => a - b));
    expect(names).toHaveLength(80);
  });
});

function grow<A extends App>(app: A, { entries, dependencies }: Plan): A {
  const grown: Construct[] = [];
  const places = new Set<Construct>();
  entries.forEach(({ kind, parent, id }, place) => {
    // An object holds nothing, and needs a chart above it.
    const above = grown.filter((one) => !ApiObject.isApiObject(one))[parent % Math.max(1, places.size)] ?? app;
    const scope = kind === 'chart' || hasChart(above) ? above : new Chart(app, `chart-${place}`);
    const name = scope.node.tryFindChild(id) === undefined ? id : `${id}-${place}`;
    const made = make(kind, scope, { name, place });
    grown.push(made);
    if (!ApiObject.isApiObject(made)) places.add(made);
  });
  for (const [from, to] of dependencies) {
    const [source, target] = [grown[from % grown.length], grown[to % grown.length]];
    if (source !== target) source.node.addDependency(target);
  }
  return app;
}

function make(kind: Kind, scope: Construct, { name, place }: { name: string; place: number }): Construct {
  if (kind === 'chart') return new Chart(scope, name);
  return kind === 'construct' ? new Construct(scope, name) : object(scope, name, place);
}

function object(scope: Construct, id: string, place: number): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `object-${place}` } });
}

function hasChart(construct: Construct): boolean {
  return construct.node.scopes.some((scope) => Chart.isChart(scope));
}

function outcome(synthesize: () => string): { text?: string; isRefused: boolean } {
  try {
    return { text: synthesize(), isRefused: false };
  } catch (error) {
    if (!/Dependency cycle detected|'addDependency' must not lead back|Maximum call stack/.test((error as Error).message)) throw error;
    return { isRefused: true };
  }
}
