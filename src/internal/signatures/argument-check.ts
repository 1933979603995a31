import { Problem, unreadable, withinList, withinNamed, wrong } from './problem';
import { memberProblem } from './type-check';
import { Member } from './types';
import { describe } from '../fail';

/** Where a call stands, as messages name it. */
export interface Place {
  /** Completes `[...]`. */
  readonly path: string;
  /** What stands before the names of arguments; nothing where the path says it. */
  readonly verb?: string;
}

/** Something public that is called. */
export interface Callable {
  readonly parameters: readonly Member[];
  /** Asked where something is wrong. */
  readonly placeOf: (self: unknown, given: readonly unknown[]) => Place;
  /** What the user's own line calls: the stack of an error begins there. */
  readonly entry: Function;
}

/** Arguments whose members are shown as if each were given by itself. */
const BAGS = ['props', 'options'];

/** Refuses the one argument of what takes one; it is called most, and need not gather any. */
export function checkArgument(callable: Callable, self: unknown, given: unknown): void {
  const parameter = callable.parameters[0];
  const problem = argumentProblem(given, parameter);
  if (problem !== undefined) throw refusal(callable, callable.placeOf(self, [given]), propProblem(parameter, problem));
}

/** Refuses arguments that are not what the parameters say, before anything is made of them. */
export function checkArguments(callable: Callable, self: unknown, given: readonly unknown[]): void {
  const { parameters } = callable;
  for (let index = 0; index < parameters.length; index += 1) {
    const parameter = parameters[index];
    const problem = parameter.isVariadic
      ? restProblem(given.slice(index), parameter)
      : argumentProblem(given[index], parameter);
    if (problem !== undefined) throw refusal(callable, callable.placeOf(self, given), propProblem(parameter, problem));
  }
}

function restProblem(values: readonly unknown[], parameter: Member): Problem | undefined {
  for (let index = 0; index < values.length; index += 1) {
    const problem = argumentProblem(values[index], parameter);
    if (problem !== undefined) return withinList(index, problem);
  }
  return undefined;
}

function argumentProblem(value: unknown, parameter: Member): Problem | undefined {
  try {
    const isNameless = value === '' && parameter.name === 'id';
    return isNameless ? wrong(value, 'be text that is not empty', 'give it a name') : memberProblem(value, parameter);
  } catch (error) {
    return unreadable(error);
  }
}

/** The problem of an argument, as one of the call. */
function propProblem({ name }: Member, problem: Problem): Problem {
  return BAGS.includes(name) && problem.at !== '' ? problem : withinNamed(name, problem);
}

/** The error of a call, with the stack of whoever called. */
export function refusal({ entry }: Callable, { path, verb = '' }: Place, { at, ...complaint }: Problem): Error {
  const prop = `${verb}${at}`.replace(/^\./, '');
  const error = new Error(`[${path}] ${describe({ prop, ...complaint })}`);
  Error.captureStackTrace(error, entry);
  return error;
}
