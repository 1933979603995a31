import type { Construct } from 'constructs';
import { Callable, checkArgument, checkArguments, Place } from './argument-check';
import { madeByFactories } from './factories';
import { knownMembersOnly } from './known-members';
import { checkPlace } from './place-check';
import { PUBLIC_API } from './public-api';
import { ClassSignature } from './signature';
import { markClass, Member, membersOf } from './types';
import { pathOf, shownPath } from '../fail';
import { isConstruct } from '../values/shown-value';

type AnyFunction = (...given: unknown[]) => unknown;
type AnyClass = new (...given: any[]) => object;
type PlaceOf = Callable['placeOf'];

/** Where jsii writes the name of a class, which a minifier may change elsewhere. */
const JSII_NAME = Symbol.for('jsii.rtti');

/**
 * Refuses calls of a class whose arguments are not what its signature says, in whatever language they are made.
 *
 * Every public class has it; `public-api.ts` knows their signatures. Static functions and methods are wrapped where
 * they are, those of hidden bases too. A constructor is wrapped by a class that extends it, so that nothing half-made
 * stays in the tree, and refused where others may not call it. What is new in the API is checked once
 * `npx projen docgen` has written it down.
 */
export function checked<T extends Function>(target: T): T {
  const name = nameOf(target);
  markClass(target.prototype, name);
  const signature = PUBLIC_API.classes[name];
  if (signature === undefined) return target;
  const { new: parameters, statics = {}, methods = {} } = signature;
  const made = parameters === undefined ? madeByItself(target, name, signature) : undefined;
  for (const method of Object.keys(statics)) {
    guard(target, method, { list: statics[method], placeOf: placeOfStatic(`${name}.${method}`) });
  }
  for (const method of Object.keys(methods)) {
    guard(target.prototype, method, { list: methods[method], placeOf: placeOfMethod(name, method) });
  }
  return made ?? guardedConstructor(target as never, name, parameters!) as never;
}

/** A class whose instances others cannot make: they have its constants and call its functions. */
function madeByItself<T extends Function>(target: T, name: string, { statics = {} }: ClassSignature): T {
  const factories = Object.keys(statics);
  if (factories.length > 0) knownMembersOnly({ [name]: target }, factories);
  return madeByFactories(target, name);
}

/** A function of a class, with its parameters and how messages place it. */
interface Guarded {
  readonly list: string;
  readonly placeOf: PlaceOf;
}

function nameOf(target: Function & { readonly [JSII_NAME]?: { readonly fqn: string } }): string {
  // What is compiled without jsii, as for tests, has that of its base alone.
  const { fqn } = Object.hasOwn(target, JSII_NAME) ? target[JSII_NAME]! : { fqn: target.name };
  return fqn.slice(fqn.lastIndexOf('.') + 1);
}

function guard(owner: object, name: string, { list, placeOf }: Guarded): void {
  const original = (owner as Record<string, AnyFunction>)[name];
  if (list === '' || original === undefined) return;
  let callable: Callable | undefined;
  const read = () => callable ??= { parameters: membersOf(list), placeOf, entry };
  const entry = takesOne(list)
    ? function (this: unknown, given: unknown): unknown {
      checkArgument(callable ?? read(), this, given);
      return original.call(this, given);
    }
    : function (this: unknown, ...given: unknown[]): unknown {
      checkArguments(callable ?? read(), this, given);
      return original.apply(this, given);
    };
  Object.defineProperty(entry, 'name', { value: name });
  Object.defineProperty(owner, name, { value: entry, writable: true, configurable: true });
}

function takesOne(list: string): boolean {
  return !list.includes(', ') && !list.startsWith('...');
}

function guardedConstructor(target: AnyClass, name: string, list: string): AnyClass {
  let own: Callable | undefined;
  let extending: Callable | undefined;
  const entry = class extends target {
    constructor(...given: any[]) {
      own ??= newCallable(entry, name, list);
      const callable = new.target === entry ? own : extending ??= extended(own);
      checkArguments(callable, undefined, given);
      if (callable.parameters[0].name === 'scope') checkPlace(callable, given as [Construct, string]);
      super(...given);
    }
  };
  Object.defineProperty(entry, 'name', { value: target.name });
  return entry;
}

function newCallable(entry: Function, name: string, list: string): Callable {
  return { parameters: membersOf(list), placeOf: (_, given) => placeOfNew(name, given), entry };
}

/** The same as a class calls it that extends ours: its props are its own too. */
function extended(callable: Callable): Callable {
  return { ...callable, parameters: callable.parameters.map(withMore) };
}

function withMore(parameter: Member): Member {
  const { name, type } = parameter;
  return name === 'props' && type.kind === 'struct' ? { ...parameter, type: { ...type, isExtended: true } } : parameter;
}

/** A value class has no place in the tree; what is done to a construct has that of the construct. */
function placeOfStatic(name: string): PlaceOf {
  return (_, [scope]) => ({ path: isConstruct(scope) ? pathOf(scope) : name });
}

function placeOfMethod(name: string, method: string): PlaceOf {
  return (self) => (
    isConstruct(self) ? { path: pathOf(self), verb: method } : { path: `${name}.${method}` }
  );
}

/** Where the construct would stand. */
function placeOfNew(name: string, [scope, id]: readonly unknown[]): Place {
  if (!isConstruct(scope)) return { path: name };
  if (typeof id !== 'string' || id === '') return { path: pathOf(scope) };
  const { path } = scope.node;
  return { path: shownPath(path === '' ? id : `${path}/${id}`) };
}
