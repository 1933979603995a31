import { FOREIGN_CLASSES, ForeignClass } from './foreign-classes';
import { PUBLIC_API } from './public-api';
import { EnumSignature, InterfaceSignature, StructSignature } from './signature';

/** What a value must be. */
export type Type =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'any' }
  | { readonly kind: 'list' | 'map'; readonly of: Type }
  | StructType
  | { readonly kind: 'interface'; readonly name: string; readonly signature: InterfaceSignature }
  | { readonly kind: 'enum'; readonly name: string; readonly members: EnumSignature }
  | { readonly kind: 'class'; readonly name: string; readonly mark: symbol }
  | { readonly kind: 'foreign'; readonly foreign: ForeignClass };

/** That it must be an object of props. */
export interface StructType {
  readonly kind: 'struct';
  readonly struct: Struct;
  /** Whether it may have other members too. */
  readonly isExtended?: boolean;
  /** Whether it stands beside a reference to a secret, and so may be given the secret itself by mistake. */
  readonly isBesideSecret?: boolean;
}

/** A member of an object, or a parameter. */
export interface Member {
  readonly name: string;
  readonly type: Type;
  readonly isOptional: boolean;
  /** Whether it stands for all arguments that are left. */
  readonly isVariadic: boolean;
}

const MEMBER = /^(\.\.\.)?(\w+)(\?)?: (.+)$/;
const ANY_CLASS = Symbol.for('cdk8s-preflight.class');
const MAP = /^map<(.+)>$/;
const MEMBERS = new Map<string, readonly Member[]>();
/** What the props of a construct are called, after it. */
const PROPS = /Props$/;
const STRUCTS = new Map<string, Struct>();

/** An object of props. */
export class Struct {
  private list?: readonly Member[];
  private names?: ReadonlySet<string>;

  constructor(public readonly name: string, private readonly signature: StructSignature) {}

  /** Its members, after those of its bases; read when they are first asked for, for structs may hold one another. */
  public get members(): readonly Member[] {
    return this.list ??= this.read();
  }

  public get known(): ReadonlySet<string> {
    return this.names ??= new Set(this.members.map(({ name }) => name));
  }

  /** Names of constructs of its kind whose props have a member that it has not. */
  public relativesWith(key: string): string[] {
    const { name, signature: { extends: bases = [] } } = this;
    const isRelative = (other: StructSignature) => other.extends?.some((base) => base === name || bases.includes(base));
    return Object.entries(PUBLIC_API.structs)
      .filter(([other, signature]) => isRelative(signature) && PROPS.test(other) && structOf(other).known.has(key))
      .map(([other]) => other.replace(PROPS, ''));
  }

  public get isOpen(): boolean {
    return this.signature.isOpen === true;
  }

  private read(): readonly Member[] {
    const { members, extends: bases = [] } = this.signature;
    const all = [...bases.flatMap((base) => structOf(base).members), ...membersOf(members)];
    return [...new Map(all.map((member) => [member.name, member])).values()];
  }
}

/** The members or parameters of a list; it is read once, when it is first asked for. */
export function membersOf(list: string): readonly Member[] {
  let members = MEMBERS.get(list);
  if (members === undefined) MEMBERS.set(list, members = list === '' ? [] : read(list));
  return members;
}

function read(list: string): readonly Member[] {
  const members = list.split(', ').map(memberOf);
  return members.some(({ type }) => isSecretReference(type)) ? members.map(besideSecret) : members;
}

function besideSecret(member: Member): Member {
  const { type } = member;
  return type.kind === 'struct' ? { ...member, type: { ...type, isBesideSecret: true } } : member;
}

/** Whether it is by what the library is told which secret is meant; who does not know it gives the secret itself. */
export function isSecretReference(type: Type): boolean {
  return type.kind === 'class' && (type.name === 'SecretKey' || type.name === 'RemoteKey');
}

/** By which instances of a class know each other in a program with several copies of this library. */
function classMark(name: string): symbol {
  return Symbol.for(`cdk8s-preflight.class.${name}`);
}

/** Marks a class of ours, for itself and for any. */
export function markClass(prototype: object, name: string): void {
  Object.defineProperty(prototype, classMark(name), { value: true });
  Object.defineProperty(prototype, ANY_CLASS, { value: true });
}

/** Whether an object is an instance of one of our classes. */
export function isOfOurs(value: object): boolean {
  return hasMark(value, ANY_CLASS);
}

/** Whether an object has a mark; what claims to have everything has not. */
export function hasMark(value: object, mark: symbol): boolean {
  return (value as { readonly [mark: symbol]: unknown })[mark] === true;
}

function structOf(name: string): Struct {
  let struct = STRUCTS.get(name);
  if (struct === undefined) STRUCTS.set(name, struct = new Struct(name, PUBLIC_API.structs[name]));
  return struct;
}

function memberOf(text: string): Member {
  const [, dots, name, mark, type] = MEMBER.exec(text)!;
  return { name, type: typeOf(type), isOptional: mark !== undefined, isVariadic: dots !== undefined };
}

function typeOf(text: string): Type {
  if (text === 'string' || text === 'number' || text === 'boolean' || text === 'any') return { kind: text };
  if (text.endsWith('[]')) return { kind: 'list', of: typeOf(text.slice(0, -2)) };
  const map = MAP.exec(text);
  return map === null ? namedType(text) : { kind: 'map', of: typeOf(map[1]) };
}

function namedType(name: string): Type {
  if (Object.hasOwn(PUBLIC_API.structs, name)) return { kind: 'struct', struct: structOf(name) };
  if (Object.hasOwn(PUBLIC_API.enums, name)) return { kind: 'enum', name, members: PUBLIC_API.enums[name] };
  if (Object.hasOwn(FOREIGN_CLASSES, name)) return { kind: 'foreign', foreign: FOREIGN_CLASSES[name] };
  const signature = PUBLIC_API.interfaces[name];
  if (signature !== undefined) return { kind: 'interface', name, signature };
  return { kind: 'class', name, mark: classMark(name) };
}
