import { PUBLIC_API } from './public-api';
import { EnumSignature } from './signature';
import { Member, Struct, Type } from './types';
import { closestWord } from '../values/closest-word';
import { shownValue } from '../values/shown-value';

const MOST_DIGITS = 40;
const LONGEST_KEY = 60;
/** What is written out, and not made by a call. */
const PLAIN_KINDS: readonly Type['kind'][] = ['string', 'number', 'boolean', 'list', 'map'];
const LOST_ZERO = 'a number loses the zeros at its end';

/** What is wrong with a value, or with something in it. */
export interface Problem {
  /** Where in the value, such as `.ports[0].name`; empty where it is the value itself. */
  readonly at: string;
  readonly must: string;
  readonly got: unknown;
  readonly remedy: string;
}

/** How to come by what has an interface, for whoever gives what has nothing of it. */
const INTERFACES: Readonly<Record<string, Pick<Problem, 'must' | 'remedy'>>> = {
  IApiClient: {
    must: 'call the API server, as every IApiClient does',
    remedy: 'give the workload itself, such as what new ProductionWorker(...) made, and not its name',
  },
  IPodSecret: {
    must: 'be a secret for pods, as every IPodSecret is',
    remedy: 'give the construct itself, such as what new SyncedSecret(...) made; what others make is named by '
      + 'addSecretVariable and mountSecret',
  },
  IReachable: {
    must: 'have a Service, as every IReachable has',
    remedy: 'name a ProductionService, a StatefulService or a ForeignService; a ProductionWorker has no Service: '
      + 'let it depend on the caller, or make it a ProductionService',
  },
  ISecretStore: {
    must: 'be a store of secrets, as every ISecretStore is',
    remedy: "give a SecretStore or a ClusterSecretStore, or of others ForeignSecretStore.ofCluster('vault')",
  },
};

/** Names of what asks for a reason, and does not take a decision. */
const ASKS_WHY = /^suspend$|reason$/i;
/** What makes the instances of a class that has no way to make them. */
const MADE_BY_OTHERS: Readonly<Record<string, readonly string[]>> = {
  RestoredClaim: ['restoreClaim(...) of a VolumeSnapshots'],
  RestoreDrill: ['rehearse(...) of an EtcdBackup', 'of a PostgresBackup', 'of a VeleroBackup', 'of a VolumeSnapshots'],
  ServiceVersion: ['a BlueGreenService', 'a CanaryService'],
  VeleroBackup: ['backUp(...) of a VeleroPlan'],
  VeleroRestore: ['recoverInto(...) of a VeleroPlan'],
};

/** That a value is not what it must be. */
export function wrong(got: unknown, must: string, remedy: string): Problem {
  return { at: '', must, got, remedy };
}

/** The problem of a member, as one of the whole. */
export function within(key: string, problem: Problem): Problem {
  const place = /^[\w-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key.slice(0, LONGEST_KEY))}]`;
  return { ...problem, at: `${place}${problem.at}` };
}

/** The same of a prop or an argument, which by its name may ask why. */
export function withinNamed(name: string, problem: Problem): Problem {
  const asksWhy = ASKS_WHY.test(name) && problem.at === '' && typeof problem.got === 'boolean';
  return within(name, asksWhy ? { ...problem, remedy: 'write why, as text' } : problem);
}

/** The problem of an item, as one of the list. */
export function withinList(index: number, problem: Problem): Problem {
  return { ...problem, at: `[${index}]${problem.at}` };
}

/** Whoever reads the value gets an error instead. */
export function unreadable(error: unknown): Problem {
  return wrong(error, 'be readable', 'give a value, or see why reading it throws');
}

export function notText(value: unknown): Problem {
  const isWord = typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint';
  if (!isWord) return wrong(value, 'be text', 'give it as text');
  const text = String(value).slice(0, MOST_DIGITS);
  return wrong(value, 'be text', `write '${text}'${isShortened(text) ? `, or '${text}0': ${LOST_ZERO}` : ''}`);
}

/** A version such as 1.30. */
function isShortened(text: string): boolean {
  return /^\d+\.\d$/.test(text);
}

export function notNumber(value: unknown): Problem {
  if (typeof value === 'number') return wrong(value, 'be a number', 'see what it was computed from');
  if (typeof value === 'bigint') return wrong(value, 'be a number', 'write it without the n');
  if (typeof value !== 'string') return wrong(value, 'be a number', 'give one');
  // Without its quotes it would be another number, or none.
  if (/^0[0-7]+$/.test(value)) return wrong(value, 'be a number', `write 0o${value.slice(1)}`);
  const isNumeric = value.trim() !== '' && Number.isFinite(Number(value));
  return wrong(value, 'be a number', isNumeric ? 'write it without quotes' : 'write digits, without quotes and unit');
}

/** @param isItem whether the value could be an item of such a list */
export function notList(value: unknown, isItem: boolean): Problem {
  const isCode = isItem && typeof value !== 'object' && typeof value !== 'function';
  return wrong(value, 'be a list', isCode ? `write [${shownValue(value)}]` : 'write it in [ ]');
}

/** @param holdsAnything whether its values may be whatever they like */
export function notMap(value: unknown, holdsAnything: boolean): Problem {
  if (holdsAnything) return wrong(value, 'be an object', 'write { ... }');
  return wrong(value, 'be an object of names and values', "write { name: 'value' }");
}

export function notStruct(value: unknown, { name, members }: Struct): Problem {
  const required = members.filter(({ isOptional }) => !isOptional).map((member) => `${member.name}: ...`);
  const remedy = required.length > 0
    ? `write { ${required.join(', ')} }`
    : `write { ... } with any of ${members.map((member) => member.name).join(', ')}`;
  return wrong(value, `be an object, as ${name} says`, remedy);
}

/** That a struct has no such member; nothing where another package may have declared it. */
export function unknownMember(value: unknown, key: string, struct: Struct): Problem | undefined {
  const { name, known, isOpen } = struct;
  const close = closestWord(key, [...known]);
  if (close === undefined && isOpen) return undefined;
  const relatives = struct.relativesWith(key);
  const written = close === undefined ? 'leave it out' : `write ${close}`;
  const others = close === undefined ? `; there are ${[...known].join(', ')}` : '';
  const elsewhere = `, or use ${alternatives(relatives)}, which can be given ${key}`;
  return wrong(value, `be a member of ${name}`, `${written}${relatives.length === 0 ? others : elsewhere}`);
}

export function notEnum(value: unknown, name: string, members: EnumSignature): Problem {
  const type = name.slice(name.lastIndexOf('.') + 1);
  const meant = typeof value === 'string' ? meantMember(value, members) : undefined;
  const names = meant === undefined ? Object.keys(members) : [meant];
  const remedy = `write ${alternatives(names.map((one) => `${type}.${one}`))}`;
  return wrong(value, `be one of ${Object.values(members).join(', ')}`, remedy);
}

function meantMember(word: string, members: EnumSignature): string | undefined {
  const names = Object.keys(members);
  const close = closestWord(word, [...names, ...names.map((name) => String(members[name]))]);
  return names.find((name) => name === close || String(members[name]) === close);
}

export function notInstance(value: unknown, name: string): Problem {
  return wrong(value, `be of the class ${name}`, `make it by ${waysToMake(name)}`);
}

/** How to come by an instance of a class. */
export function waysToMake(name: string): string {
  const { new: parameters, statics = {}, constants = [] } = PUBLIC_API.classes[name];
  const ways = [...constants, ...Object.keys(statics)].map((way) => `${name}.${way}`);
  if (parameters !== undefined) ways.push(`new ${name}(...)`);
  return alternatives(ways.length === 0 ? MADE_BY_OTHERS[name] : ways);
}

/** That a value lacks members, or all of them, and so means something else. */
export function notImplemented(value: unknown, name: string, { absent, isForeign }: Absent): Problem {
  const words = { must: `be an object, as ${name} says`, remedy: `give it ${absent.join(', ')}` };
  const { must, remedy } = isForeign ? INTERFACES[name] ?? words : words;
  return wrong(value, must, remedy);
}

/** The members of an interface that a value lacks. */
export interface Absent {
  readonly absent: readonly string[];
  /** Whether it has none of them. */
  readonly isForeign: boolean;
}

/** The problem of a member or an argument, with what to do where it was or might be left out. */
export function advised(value: unknown, { type, isOptional }: Member, problem: Problem): Problem {
  // What is wrong inside has its own advice.
  if (problem.at !== '') return problem;
  const remedyOf = isOptional ? optionalRemedy : requiredRemedy;
  return { ...problem, remedy: remedyOf(value, type, problem) };
}

function optionalRemedy(value: unknown, { kind }: Type, { remedy }: Problem): string {
  if (value === null) return 'leave it out';
  // A word that is none of those may stand for what we do not know, which is the same as saying nothing.
  return kind === 'enum' ? `${remedy}, or leave it out` : remedy;
}

function requiredRemedy(value: unknown, { kind }: Type, { remedy }: Problem): string {
  const isAbsent = value === undefined || value === null;
  return isAbsent && PLAIN_KINDS.includes(kind) ? 'give it: it has no default' : remedy;
}

/** The problem of what stands in a list or a map; in JavaScript, what has no value comes as undefined. */
export function advisedItem(value: unknown, problem: Problem): Problem {
  const isAbsent = value === undefined || value === null;
  return isAbsent ? { ...problem, remedy: 'give it a value, or leave it out' } : problem;
}

/** One of several words, as a sentence names them. */
function alternatives(words: readonly string[]): string {
  const rest = words.slice(0, -1);
  return rest.length === 0 ? words[0] : `${rest.join(', ')} or ${words.at(-1)}`;
}
