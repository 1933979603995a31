import { PUBLIC_API } from '../../../src/internal/signatures/public-api';
import { Member, membersOf, Type } from '../../../src/internal/signatures/types';

/** What can be called: a constructor, a static function or a method. */
export interface CallableName {
  readonly className: string;
  /** `new` for the constructor. */
  readonly name: string;
  readonly kind: 'new' | 'static' | 'method';
  readonly parameters: readonly Member[];
}

/** A place in the arguments of a call: a number for an argument or an item, a text for a member. */
export type Path = readonly (number | string)[];

/** Where a value of one type goes. */
export interface Site {
  readonly callable: CallableName;
  readonly path: Path;
  readonly type: Type;
  readonly isOptional: boolean;
  /** The name of the parameter or member, as messages must have it. */
  readonly name: string;
}

/** Everything that can be called. */
export function allCallables(): CallableName[] {
  return Object.entries(PUBLIC_API.classes).flatMap(([className, { new: made, statics = {}, methods = {} }]) => [
    ...(made === undefined ? [] : [{ className, name: 'new', kind: 'new' as const, parameters: membersOf(made) }]),
    ...functions(className, 'static', statics),
    ...functions(className, 'method', methods),
  ]);
}

function functions(className: string, kind: 'static' | 'method', lists: Readonly<Record<string, string>>) {
  return Object.entries(lists).filter(([, list]) => list !== '')
    .map(([name, list]): CallableName => ({ className, name, kind, parameters: membersOf(list) }));
}

/** Every argument, every member of it, every item. */
export function allSites(): Site[] {
  return allCallables().flatMap((callable) => callable.parameters.flatMap((parameter, index) => (
    sitesOf(callable, parameter, [index])
  )));
}

function sitesOf(callable: CallableName, { name, type, isOptional, isVariadic }: Member, path: Path): Site[] {
  const site = { callable, path, type, isOptional: isOptional || isVariadic, name };
  return [site, ...sitesWithin(callable, type, { name, path })];
}

function sitesWithin(callable: CallableName, type: Type, { name, path }: Pick<Site, 'name' | 'path'>): Site[] {
  if (type.kind === 'list') return sitesOf(callable, itemMember(name, type.of), [...path, 0]);
  if (type.kind === 'map' && type.of.kind !== 'any') {
    return sitesOf(callable, itemMember(name, type.of), [...path, 'a']);
  }
  const members = type.kind === 'struct' ? type.struct.members
    : type.kind === 'interface' ? membersOf(type.signature.members) : [];
  return members.flatMap((member) => sitesOf(callable, member, [...path, member.name]));
}

function itemMember(name: string, type: Type): Member {
  return { name, type, isOptional: false, isVariadic: false };
}
