import * as fs from 'fs';
import * as path from 'path';
import * as cdk8s from 'cdk8s';
import * as plus from 'cdk8s-plus-28';
import * as library from '../../src';
import { FOREIGN_CLASSES } from '../../src/internal/signatures/foreign-classes';
import type { ClassSignature, InterfaceSignature, StructSignature } from '../../src/internal/signatures/signature';

/** What the library checks calls by. */
export const SIGNATURES_FILE = 'src/internal/signatures/public-api.ts';

const HEAD = `/* eslint-disable */
// Written by \`npm run docgen\`: what can be called of the public API, and with what.
import { PublicApi } from './signature';

export const PUBLIC_API: PublicApi = {
`;
const OWN = 'cdk8s-preflight';
const PEERS: Readonly<Record<string, object>> = { 'cdk8s': cdk8s, 'cdk8s-plus-28': plus, 'constructs': {} };

interface TypeReference {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: 'array' | 'map'; readonly elementtype: TypeReference };
}

interface Member {
  readonly name: string;
  readonly type: TypeReference;
  readonly optional?: boolean;
  readonly variadic?: boolean;
  readonly static?: boolean;
  readonly const?: boolean;
}

interface Method {
  readonly name: string;
  readonly static?: boolean;
  readonly parameters?: readonly Member[];
}

interface AssemblyType {
  readonly fqn: string;
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly datatype?: boolean;
  readonly interfaces?: readonly string[];
  readonly initializer?: { readonly parameters?: readonly Member[] };
  readonly methods?: readonly Method[];
  readonly properties?: readonly Member[];
  readonly members?: readonly { readonly name: string }[];
}

/** A module with the signatures of everything that can be called. */
export function signaturesText(root: string): string {
  const types = typesOf(root);
  const classes = [...types.values()].filter(({ fqn, kind }) => kind === 'class' && isOwn(fqn)).sort(byName);
  const taken = [...takenBy(classes, types)].sort(byName);
  return [
    HEAD,
    section('classes', classes, classSignature),
    section('structs', taken.filter(({ datatype }) => datatype), (type) => structSignature(type, types)),
    section('interfaces', taken.filter((one) => isOwn(one.fqn) && isBehavioural(one)), interfaceSignature),
    section('enums', taken.filter(({ kind }) => kind === 'enum'), enumValues),
    '};\n',
  ].join('');
}

/** The types of the library and of its peers, by their full names. */
function typesOf(root: string): Map<string, AssemblyType> {
  const folders = [root, ...Object.keys(PEERS).map((peer) => path.join(root, 'node_modules', peer))];
  return new Map(folders.flatMap((folder) => {
    const { types } = JSON.parse(fs.readFileSync(path.join(folder, '.jsii'), 'utf8'));
    return Object.entries(types as Record<string, AssemblyType>);
  }));
}

function byName(left: AssemblyType, right: AssemblyType): number {
  return left.fqn < right.fqn ? -1 : 1;
}

/** The types of all that is given to classes, and what is given with those. */
function takenBy(classes: readonly AssemblyType[], types: ReadonlyMap<string, AssemblyType>): Set<AssemblyType> {
  const taken = new Set<AssemblyType>();
  const take = ({ type }: Member) => {
    const found = types.get(elementOf(type).fqn ?? '');
    if (found === undefined || found.kind === 'class' || taken.has(found)) return;
    taken.add(found);
    if (isOwn(found.fqn)) membersOf(found, types).forEach(take);
  };
  classes.flatMap(({ initializer, methods = [] }) => [initializer, ...methods])
    .flatMap((called) => called?.parameters ?? []).forEach(take);
  return addBases(taken, types);
}

function addBases(taken: Set<AssemblyType>, types: ReadonlyMap<string, AssemblyType>): Set<AssemblyType> {
  // A set goes on over what is added on the way.
  for (const { interfaces = [] } of taken) interfaces.filter(isOwn).forEach((fqn) => taken.add(types.get(fqn)!));
  return taken;
}

/** Its own members, and those of its bases. */
function membersOf(type: AssemblyType, types: ReadonlyMap<string, AssemblyType>): Member[] {
  const { properties = [], interfaces = [] } = type;
  return [...properties, ...interfaces.flatMap((fqn) => membersOf(types.get(fqn)!, types))];
}

function isOwn(fqn: string): boolean {
  return fqn.startsWith(`${OWN}.`);
}

function isBehavioural({ kind, datatype }: AssemblyType): boolean {
  return kind === 'interface' && !datatype;
}

function elementOf(type: TypeReference): TypeReference {
  return type.collection === undefined ? type : elementOf(type.collection.elementtype);
}

function classSignature({ initializer, methods = [], properties = [] }: AssemblyType): ClassSignature {
  const called = (isStatic: boolean) => Object.fromEntries(methods
    .filter((method) => (isStatic ? method.static : !method.static && method.parameters !== undefined))
    .map((method) => [method.name, membersText(method.parameters ?? [])]));
  const constants = properties.filter((property) => property.static && property.const).map(({ name }) => name);
  return {
    ...(initializer === undefined ? {} : { new: membersText(initializer.parameters ?? []) }),
    ...unlessEmpty({ statics: called(true), methods: called(false) }),
    ...(constants.length === 0 ? {} : { constants }),
  };
}

function unlessEmpty(maps: Record<string, object>): object {
  return Object.fromEntries(Object.entries(maps).filter(([, map]) => Object.keys(map).length > 0));
}

function structSignature(type: AssemblyType, types: ReadonlyMap<string, AssemblyType>): StructSignature {
  const { properties = [], interfaces = [] } = type;
  const foreign = interfaces.filter((fqn) => !isOwn(fqn));
  const inherited = foreign.flatMap((fqn) => membersOf(types.get(fqn)!, types));
  const own = interfaces.filter(isOwn).map(nameOf);
  return {
    ...(own.length === 0 ? {} : { extends: own }),
    ...(foreign.length === 0 ? {} : { isOpen: true }),
    members: membersText([...properties, ...inherited]),
  };
}

function interfaceSignature({ properties = [], methods = [] }: AssemblyType): InterfaceSignature {
  return { members: membersText(properties), methods: methods.map(({ name }) => name) };
}

/** jsii knows the names alone. */
function enumValues({ fqn, name }: AssemblyType): Record<string, string | number> {
  const [assembly] = fqn.split('.');
  const found = (assembly === OWN ? library : PEERS[assembly]) as Record<string, Record<string, string | number>>;
  // An enumeration of numbers has its names as values too.
  return Object.fromEntries(Object.entries(found[name]).filter(([key]) => !/^\d/.test(key)));
}

function membersText(members: readonly Member[]): string {
  return members.map(({ name, type, optional, variadic }) => (
    // What a method does not look at has a name that begins with _.
    `${variadic ? '...' : ''}${name.replace(/^_/, '')}${optional ? '?' : ''}: ${typeText(type)}`
  )).join(', ');
}

function typeText({ primitive, fqn, collection }: TypeReference): string {
  if (collection !== undefined) {
    const element = typeText(collection.elementtype);
    return collection.kind === 'array' ? `${element}[]` : `map<${element}>`;
  }
  const text = fqn === undefined ? primitive : nameOf(fqn);
  if (text === undefined || !isChecked(text)) {
    throw new Error(`nothing checks values of the type ${text ?? 'that unites others'}; teach src/internal/signatures`);
  }
  return text;
}

/** Our own types, what is plain, and of the peers enumerations and the classes that we know by their members. */
function isChecked(name: string): boolean {
  if (['date', 'json'].includes(name)) return false;
  const [peer, type] = name.split('.');
  if (type === undefined) return true;
  return Object.hasOwn(FOREIGN_CLASSES, name) || isEnum((PEERS[peer] as Record<string, unknown>)[type]);
}

function isEnum(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** Ours by their names alone. */
function nameOf(fqn: string): string {
  return isOwn(fqn) ? fqn.slice(OWN.length + 1) : fqn;
}

function section(name: string, types: readonly AssemblyType[], signatureOf: (type: AssemblyType) => object): string {
  const lines = types.map((type) => `    '${nameOf(type.fqn)}': ${literal(signatureOf(type))},\n`);
  return `  ${name}: {\n${lines.join('')}  },\n`;
}

/** As code, with a line for each function that can be called. */
function literal(value: unknown, indent = '    '): string {
  if (Array.isArray(value)) return `[${value.map((item) => literal(item)).join(', ')}]`;
  if (typeof value !== 'object') return typeof value === 'string' ? `'${value}'` : String(value);
  const entries = Object.entries(value as object);
  const texts = entries.map(([key, member]) => `'${key}': ${literal(member, `${indent}  `)}`);
  const line = `{ ${texts.join(', ')} }`;
  return line.length < 100 ? line : `{\n${texts.map((text) => `${indent}  ${text},\n`).join('')}${indent}}`;
}
