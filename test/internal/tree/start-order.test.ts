import { Chart } from 'cdk8s';
import { StartOrder } from '../../../src/internal/tree/start-order';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { stage } from '../../support/render';

const LAYERS = 30;
/** So many that what is exponential would not end. */
const CHAIN = 1000;
const ORDERS: [string, (waits: string[]) => string[]][] = [
  ['from its start', (waits) => waits], ['from its end', (waits) => waits.reverse()],
];

describe('StartOrder', () => {
  it.each([
    ['a second wait for the same', ['a b', 'a b']],
    ['two of one name in two namespaces', ['x/a y/a', 'y/a b']],
    ['what looks the same when it is joined', ['x/a b', 'b x-a']],
  ])('takes %s', (_, waits) => {
    expect(() => order(waits)).not.toThrow();
  });

  it.each([
    ['itself', ['a a'], 'a waits for a'],
    ['what waits for it', ['a b', 'b a'], 'b waits for a waits for b'],
    ['itself on its second way', ['a b', 'b c', 'a d', 'd e', 'e a'], 'e waits for a waits for d waits for e'],
    ['what waits for it in another namespace', ['x/a y/a', 'y/a x/a'], 'y/a waits for x/a waits for y/a'],
  ])('refuses %s', (_, waits, circle) => {
    const message = messageOf(() => order(waits));

    expect(message).toBe("[shop] 'dependsOn.wait' must be free of circles, or none of them ever starts, got"
      + ` "${circle}"; let one of them start without waiting`);
    expect(message).toMatch(NAMED_ERROR);
  });

  it('forgets what it refused', () => {
    const { chart } = stage();
    add(chart, 'a b');
    messageOf(() => add(chart, 'b a'));

    expect(() => add(chart, 'b c')).not.toThrow();
  });

  it('is one for each tree', () => {
    const { app, chart } = stage();

    expect(StartOrder.of(chart)).toBe(StartOrder.of(app));
    expect(StartOrder.of(chart)).not.toBe(StartOrder.of(stage().chart));
  });

  it.each(ORDERS)('takes a long chain that is told %s', (_, inOrder) => {
    const { chart } = stage();
    const waits = Array.from({ length: CHAIN }, (__, index) => `n${index} n${index + 1}`);
    inOrder(waits).forEach((wait) => add(chart, wait));

    expect(messageOf(() => add(chart, `n${CHAIN} n0`))).toMatch(NAMED_ERROR);
  });

  it.each(ORDERS)('walks a lattice once that is told %s', (_, inOrder) => {
    const { chart } = stage();
    inOrder(latticeOf(LAYERS)).forEach((wait) => add(chart, wait));

    expect(messageOf(() => add(chart, `l${LAYERS} l0`))).toMatch(NAMED_ERROR);
    expect(() => add(chart, 'l0 new')).not.toThrow();
  }, 5_000);
});

/** Layers of two, where each waits for both of the next: more ways through it than can be counted. */
function latticeOf(layers: number): string[] {
  const pairs = Array.from({ length: layers }, (_, layer) => [layer, layer + 1]);
  return pairs.flatMap(([upper, lower]) => ['l', 'r'].flatMap((from) => (
    ['l', 'r'].map((to) => `${from}${upper} ${to}${lower}`)
  )));
}

function order(waits: readonly string[]): void {
  const { chart } = stage();
  waits.forEach((wait) => add(chart, wait));
}

/** A wait, written as `a b` or `x/a y/a`. */
function add(chart: Chart, wait: string): void {
  const [waiting, target] = wait.split(' ').map((side) => {
    const [name, namespace = 'shop'] = side.split('/').reverse();
    return { namespace, name };
  });
  StartOrder.of(chart).add(chart, waiting, target);
}
