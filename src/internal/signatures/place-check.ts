import type { Construct } from 'constructs';
import { Callable, refusal } from './argument-check';
import { isChart } from './foreign-classes';
import { Problem, wrong } from './problem';

/** Refuses a place in the tree where cdk8s could make nothing. */
export function checkPlace(callable: Callable, given: readonly [scope: Construct, id: string]): void {
  const problem = placeProblem(...given);
  if (problem !== undefined) throw refusal(callable, callable.placeOf(undefined, given), problem);
}

function placeProblem(scope: Construct, id: string): Problem | undefined {
  if (!isChart(scope) && !scope.node.scopes.some(isChart)) {
    return { ...wrong(scope, 'be a chart, or stand in one', "make one: new Chart(app, 'shop')"), at: 'scope' };
  }
  // Whatever every object has is found there too, and cdk8s takes it for a construct.
  if (scope.node.tryFindChild(id) === undefined) return undefined;
  return { ...wrong(id, 'be a name that nothing else in the scope has', 'choose another one'), at: 'id' };
}
