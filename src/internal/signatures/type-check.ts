import {
  Absent, advised, advisedItem, notEnum, notImplemented, notInstance, notList, notMap, notNumber, notStruct, notText,
  Problem, unknownMember, unreadable, within, withinList, withinNamed, wrong,
} from './problem';
import { holdsSecret, withheld } from './secret-types';
import { InterfaceSignature } from './signature';
import { hasMark, isOfOurs, Member, membersOf, Struct, StructType, Type } from './types';
import { isConstruct, isPlainObject } from '../values/shown-value';

type Members = Readonly<Record<string, unknown>>;

type Check<K extends Type['kind']> = (value: unknown, type: Type & { kind: K }) => Problem | undefined;

const CHECKS: { readonly [K in Type['kind']]: Check<K> } = {
  any: () => undefined,
  string: (value) => (typeof value === 'string' ? undefined : notText(value)),
  number: (value) => (typeof value === 'number' && !Number.isNaN(value) ? undefined : notNumber(value)),
  boolean: (value) => (typeof value === 'boolean' ? undefined : wrong(value, 'be true or false', 'write one of them')),
  list: listProblem,
  map: mapProblem,
  struct: structProblem,
  interface: interfaceProblem,
  enum: (value, { name, members }) => (
    Object.values(members).includes(value as string) ? undefined : notEnum(value, name, members)
  ),
  class: (value, { name, mark }) => (isObject(value) && hasMark(value, mark) ? undefined : notInstance(value, name)),
  foreign: (value, { foreign: { isOne, noun, remedy } }) => (
    isObject(value) && isOne(value) ? undefined : wrong(value, `be ${noun}`, remedy)
  ),
};

/** Why a value is not of a type; undefined where it is. */
export function typeProblem(value: unknown, type: Type): Problem | undefined {
  const problem = (CHECKS[type.kind] as Check<Type['kind']>)(value, type);
  // What is wrong inside has a type of its own.
  return problem?.at === '' && holdsSecret(type) ? withheld(problem) : problem;
}

/** The same of a member or an argument, which may have been left out. */
export function memberProblem(value: unknown, member: Member): Problem | undefined {
  if (value === undefined && member.isOptional) return undefined;
  const problem = typeProblem(value, member.type);
  return problem === undefined ? undefined : advised(value, member, problem);
}

function listProblem(value: unknown, { of }: Type & { kind: 'list' | 'map' }): Problem | undefined {
  if (!Array.isArray(value)) return notList(value, isThere(value) && typeProblem(value, of) === undefined);
  // By their number, for a list may have holes.
  for (let index = 0; index < value.length; index += 1) {
    const problem = typeProblem(value[index], of);
    if (problem !== undefined) return withinList(index, advisedItem(value[index], problem));
  }
  return undefined;
}

function mapProblem(value: unknown, { of }: Type & { kind: 'list' | 'map' }): Problem | undefined {
  if (!isPlainObject(value)) return notMap(value, of.kind === 'any');
  for (const key of Object.keys(value)) {
    const problem = valueProblem(value, key, of);
    if (problem !== undefined) return within(key, problem);
  }
  return undefined;
}

/** Of one value of a map; to read it may throw. */
function valueProblem(map: Members, key: string, of: Type): Problem | undefined {
  try {
    const value = map[key];
    const problem = typeProblem(value, of);
    return problem && advisedItem(value, problem);
  } catch (error) {
    return unreadable(error);
  }
}

function structProblem(value: unknown, type: StructType): Problem | undefined {
  const { struct, isExtended } = type;
  if (!isStruct(value, struct)) return notStruct(value, struct);
  // First of all, for what is misspelt is missing too.
  const problem = isExtended || !isPlainObject(value) ? undefined : unknownProblem(value, type);
  return problem ?? membersProblem(value, struct.members);
}

function membersProblem(value: object, members: readonly Member[]): Problem | undefined {
  for (const member of members) {
    const problem = givenProblem(value as Members, member);
    if (problem !== undefined) return withinNamed(member.name, problem);
  }
  return undefined;
}

/** Of one member; to read it may throw. */
function givenProblem(value: Members, member: Member): Problem | undefined {
  try {
    return memberProblem(value[member.name], member);
  } catch (error) {
    return unreadable(error);
  }
}

/** A literal, or an instance of a class that was made for it; one of a class that means something else is none. */
function isStruct(value: unknown, { members }: Struct): value is object {
  if (isPlainObject(value)) return true;
  // Maps and lists have methods by the names of members.
  if (!isObject(value) || Symbol.iterator in value || isConstruct(value)) return false;
  const isOne = members.every(({ name, isOptional }) => isOptional || name in value);
  return isOne && members.some(({ name }) => name in value);
}

function unknownProblem(value: Members, type: StructType): Problem | undefined {
  const { struct, isBesideSecret } = type;
  for (const key of Object.keys(value)) {
    const problem = struct.known.has(key) ? undefined : strayProblem(value, key, struct);
    if (problem !== undefined) return within(key, isBesideSecret || holdsSecret(type) ? withheld(problem) : problem);
  }
  return undefined;
}

/** Of a member under a name that the struct has not; one without a value is as good as none. */
function strayProblem(value: Members, key: string, struct: Struct): Problem | undefined {
  // jsii keeps under such names what another language overrides.
  if (key.startsWith('$jsii$')) return undefined;
  try {
    const stray = value[key];
    return stray === undefined ? undefined : unknownMember(stray, key, struct);
  } catch (error) {
    return unreadable(error);
  }
}

function interfaceProblem(value: unknown, { name, signature }: Type & { kind: 'interface' }): Problem | undefined {
  const { absent, isForeign } = absentMembers(value, signature);
  if (absent.length > 0) return notImplemented(value, name, { absent, isForeign });
  // What our own classes say of themselves is right.
  return isOfOurs(value as object) ? undefined : membersProblem(value as object, membersOf(signature.members));
}

/** What an object lacks; accessors, which may be of another language, are not asked for their value here. */
function absentMembers(value: unknown, { members, methods }: InterfaceSignature): Absent {
  const required = membersOf(members).filter(({ isOptional }) => !isOptional).map(({ name }) => name);
  const all = [...required, ...methods];
  if (!isObject(value)) return { absent: all, isForeign: true };
  const absent = [
    ...required.filter((name) => !(name in value)),
    ...methods.filter((name) => typeof (value as Members)[name] !== 'function'),
  ];
  return { absent, isForeign: absent.length === all.length };
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
