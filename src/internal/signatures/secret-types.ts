import { Problem } from './problem';
import { PUBLIC_API } from './public-api';
import { isSecretReference, Member, membersOf, Type } from './types';
import { isPlainObject, Unshown } from '../values/shown-value';

const KINDS: Readonly<Record<string, string>> = { string: 'a text', number: 'a number', bigint: 'a number' };

/** Whether a value of the type refers to secrets, as far down as the signatures say. */
export function holdsSecret(type: Type, seen = new Set<string>()): boolean {
  if (type.kind === 'list' || type.kind === 'map') return holdsSecret(type.of, seen);
  if (type.kind !== 'class' && type.kind !== 'struct') return false;
  if (isSecretReference(type)) return true;
  const name = type.kind === 'class' ? type.name : type.struct.name;
  // Structs may hold one another.
  if (seen.has(name)) return false;
  seen.add(name);
  const members = type.kind === 'class' ? parametersOf(name) : type.struct.members;
  return members.some((member) => holdsSecret(member.type, seen));
}

/** The problem without the value, which may be the secret itself; classes are named. */
export function withheld(problem: Problem): Problem {
  const kind = kindOf(problem.got);
  return kind === undefined ? problem : { ...problem, got: new Unshown(kind) };
}

/** Of everything that an instance of the class can be made of. */
function parametersOf(name: string): Member[] {
  const { new: parameters = '', statics = {} } = PUBLIC_API.classes[name] ?? {};
  return [parameters, ...Object.values(statics)].flatMap(membersOf);
}

function kindOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return 'a list';
  return isPlainObject(value) ? 'an object' : KINDS[typeof value];
}
