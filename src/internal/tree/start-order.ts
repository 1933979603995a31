import { IConstruct } from 'constructs';
import { fail } from '../fail';
import { perTree } from './per-tree';
import { shownInTurn } from '../values/visible-text';

/** One side of a wait. */
export interface Waiting {
  readonly namespace: string;
  readonly name: string;
}

interface Step {
  readonly one: Waiting;
  readonly targets: readonly Waiting[];
  next: number;
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

  /** Whom `from` waits for, up to `to`; undefined where it does not. Without recursion, for chains may be long. */
  private path(from: Waiting, to: Waiting): Waiting[] | undefined {
    const steps = [this.step(from)];
    const seen = new Set([keyOf(from)]);
    while (steps.length > 0) {
      const step = steps[steps.length - 1];
      if (keyOf(step.one) === keyOf(to)) return steps.map(({ one }) => one);
      const next = step.targets[step.next++];
      if (next === undefined) {
        steps.pop();
      } else if (!seen.has(keyOf(next))) {
        seen.add(keyOf(next));
        steps.push(this.step(next));
      }
    }
    return undefined;
  }

  private step(one: Waiting): Step {
    return { one, targets: this.awaited.get(keyOf(one)) ?? [], next: 0 };
  }
}

/** By their names, and their namespaces too where they have several. */
function describe(circle: readonly Waiting[]): string {
  const areOfOneNamespace = circle.every(({ namespace }) => namespace === circle[0].namespace);
  return shownInTurn(circle.map((one) => (areOfOneNamespace ? one.name : keyOf(one))), ' waits for ');
}

function keyOf({ namespace, name }: Waiting): string {
  return `${namespace}/${name}`;
}
