import { IConstruct } from 'constructs';
import { withCallersStack } from './callers-stack';
import { maskedText } from './secrets/masked-text';
import { shownWith } from './values/shown-value';
import { shownText } from './values/visible-text';

const LONGEST_CLAUSE = 800;
const LAST_NAME = /\w{1,100}$/;
const MAIN_OBJECT = 'Resource';
/** A chart, and what is in it. */
const FEWEST_IDS = 2;
const ENTRY = /(?:^|\.)(?:env|config)\.([^]+)$/;

/** What is wrong with one value that a user gave. */
export interface Complaint {
  /** The prop, or the argument of a verb, by the name the user typed. */
  readonly prop: string;
  /** Completes "must ...". */
  readonly must: string;
  readonly got: unknown;
  /** Completes "; ..." with what to do. */
  readonly remedy: string;
}

/** Beside the errors: Node prints every member of one that nobody catches, and these hold values as they were given. */
const COMPLAINTS = new WeakMap<object, Complaint>();

/** Throws `[path] 'prop' must ..., got ...; do ...`. */
export function fail(scope: IConstruct, complaint: Complaint): never {
  const error = withCallersStack(new Error(messageAt(scope.node.path, complaint)));
  COMPLAINTS.set(error, complaint);
  throw error;
}

/** The same of what is no construct and has a name in one. */
export function failBelow(scope: IConstruct, name: string, complaint: Complaint): never {
  throw withCallersStack(new Error(messageAt(`${scope.node.path}/${name}`, complaint)));
}

/** What a check would throw by `fail`, for those who say more of it; undefined where it throws nothing. */
export function complaintOf(check: () => void): Complaint | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    const complaint = error instanceof Error ? COMPLAINTS.get(error) : undefined;
    if (complaint === undefined) throw error;
    return complaint;
  }
}

/** `[path] 'prop' must ..., got ...; do ...`, of what stands at a path. */
export function messageAt(path: string, complaint: Complaint): string {
  return `[${shownPath(path) || 'App'}] ${describe(complaint)}`;
}

/** What became of an attempt to say something of a construct: a message of ours, or what another program threw. */
export function messageOfError(path: string, error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  if (message.startsWith('[')) return message;
  return messageAt(path, {
    prop: 'toJson', must: 'give a manifest', got: error, remedy: 'see what throws it: a resolver, Lazy or validation',
  });
}

/** The text without its path, for those who gather several. */
export function describe({ prop, must, got, remedy }: Complaint): string {
  // Keys of the user's own are part of the name, and other values of theirs of the sentence.
  const name = shownText(maskedText(prop)).replace(/'/g, '\\u0027');
  const [value, ...clauses] = shownWith(got, [must, remedy], { name: entryOf(prop) });
  const [shownMust, shownRemedy] = clauses.map((clause) => shownText(clause, LONGEST_CLAUSE));
  return `'${name}' must ${shownMust}, got ${value}; ${shownRemedy}`;
}

/** The name of a variable, of a file or of the prop itself, by which its value may be known as a secret. */
function entryOf(prop: string): string {
  return ENTRY.exec(prop)?.[1] ?? LAST_NAME.exec(prop)?.[0] ?? '';
}

/** The construct's path as messages show it. */
export function pathOf(scope: IConstruct): string {
  return shownPath(scope.node.path) || 'App';
}

/** The path of what the user made, as it can stand in brackets. */
export function shownPath(path: string): string {
  return shownText(maskedText(madePath(path))).replace(/[[\]]/g, (bracket) => (bracket === '[' ? '\\u005b' : '\\u005d'));
}

/** The path of what the user made: constructs, those of cdk8s-plus too, have ids of their own for main objects. */
export function madePath(path: string): string {
  const ids = path.split('/');
  while (ids.length > FEWEST_IDS && ids.at(-1) === MAIN_OBJECT) ids.pop();
  return ids.join('/');
}

/** The construct at that path, which plain apps name where it complains. */
export function madeConstruct(construct: IConstruct): IConstruct {
  const ids = madePath(construct.node.path).split('/');
  return construct.node.scopes[ids.length];
}
