import { IConstruct } from 'constructs';
import { fail } from '../fail';
import { perTree } from './per-tree';

/** One side of a wait. */
export interface Waiting {
  readonly namespace: string;
  readonly name: string;
}

/** Who waits for whom before it starts, once per tree: those that wait for one another would never start. */
export class StartOrder {
  public static readonly of = perTree('start-order', () => new StartOrder());

  private readonly awaited = new Map<string, Waiting[]>();

  /** Records that `waiting` starts after `target`; refuses a circle. */
  public add(scope: IConstruct, waiting: Waiting, target: Waiting): void {
    const circle = this.path(target, waiting);
    if (circle !== undefined) {
      const got = describe([waiting, ...circle]);
      const must = 'be free of circles, or none of them ever starts';
      fail(scope, { prop: 'dependsOn.wait', must, got, remedy: 'let one of them start without waiting' });
    }
    const key = keyOf(waiting);
    this.awaited.set(key, [...this.awaited.get(key) ?? [], target]);
  }

  /** Whom `from` waits for, up to `to`; undefined where it does not. */
  private path(from: Waiting, to: Waiting, seen = new Set<string>()): Waiting[] | undefined {
    if (keyOf(from) === keyOf(to)) return [from];
    seen.add(keyOf(from));
    for (const next of this.awaited.get(keyOf(from)) ?? []) {
      const rest = seen.has(keyOf(next)) ? undefined : this.path(next, to, seen);
      if (rest !== undefined) return [from, ...rest];
    }
    return undefined;
  }
}

/** By their names, and their namespaces too where they have several. */
function describe(circle: readonly Waiting[]): string {
  const areOfOneNamespace = circle.every(({ namespace }) => namespace === circle[0].namespace);
  return circle.map((one) => (areOfOneNamespace ? one.name : keyOf(one))).join(' waits for ');
}

function keyOf({ namespace, name }: Waiting): string {
  return `${namespace}/${name}`;
}
