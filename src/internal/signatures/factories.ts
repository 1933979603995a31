import { waysToMake } from './problem';
import { describe } from '../fail';

type AnyFunction = (...given: unknown[]) => unknown;

/**
 * Refuses `new` of a class whose instances its own static functions make.
 *
 * TypeScript refuses it by itself. In JavaScript half an instance came about, which failed far away, where it was used.
 * The prototype stays the one that it was, for the constants of a class are made before this.
 */
export function madeByFactories<T extends Function>(target: T, name: string): T {
  let running = 0;
  wrapFactories(target, (make) => {
    running += 1;
    try {
      return make();
    } finally {
      running -= 1;
    }
  });
  const construct = (_: T, given: unknown[], newTarget: Function): object => {
    if (running === 0) throw refusal(name, given, construct);
    return Reflect.construct(target, given, newTarget);
  };
  const made = new Proxy(target, { construct });
  Object.defineProperty(target.prototype, 'constructor', { value: made, writable: true, configurable: true });
  return made;
}

/** Those that others may not call, too. */
function wrapFactories(target: Function, around: (make: () => unknown) => unknown): void {
  for (const [key, { value, get }] of Object.entries(Object.getOwnPropertyDescriptors(target))) {
    if (get !== undefined || typeof value !== 'function') continue;
    const original = value as AnyFunction;
    const entry = function (this: unknown, ...given: unknown[]): unknown {
      return around(() => original.apply(this, given));
    };
    Object.defineProperty(entry, 'name', { value: key });
    Object.defineProperty(target, key, { value: entry, writable: true, configurable: true });
  }
}

function refusal(name: string, got: unknown[], entry: Function): Error {
  const remedy = `make it by ${waysToMake(name)}`;
  const error = new Error(`[${name}] ${describe({ prop: 'new', must: 'be left to the class itself', got, remedy })}`);
  Error.captureStackTrace(error, entry);
  return error;
}
