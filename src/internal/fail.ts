import { IConstruct } from 'constructs';
import { shortened, shownValue, visible } from './shown-value';

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

/** What `fail` throws. */
class Refusal extends Error {
  constructor(scope: IConstruct, public readonly complaint: Complaint) {
    super(`[${pathOf(scope)}] ${describe(complaint)}`);
  }
}

/** Throws `[path] 'prop' must ..., got ...; do ...`. */
export function fail(scope: IConstruct, complaint: Complaint): never {
  throw new Refusal(scope, complaint);
}

/** What a check would throw by `fail`, for those who say more of it; undefined where it throws nothing. */
export function complaintOf(check: () => void): Complaint | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.complaint;
    throw error;
  }
}

/** The text without its path, for those who gather several. */
export function describe({ prop, must, got, remedy }: Complaint): string {
  // Keys of the user's own are part of it.
  const name = shortened(visible(prop)).replace(/'/g, '\\u0027');
  return `'${name}' must ${must}, got ${shownValue(got, entryOf(prop))}; ${remedy}`;
}

/** The name of a variable or of a file, by which its value may be known as a secret. */
function entryOf(prop: string): string {
  return ENTRY.exec(prop)?.[1] ?? '';
}

/** The construct's path as messages show it. */
export function pathOf(scope: IConstruct): string {
  return shownPath(scope.node.path) || 'App';
}

/** A path as it can stand in brackets. */
export function shownPath(path: string): string {
  return shortened(visible(path)).replace(/[[\]]/g, (bracket) => (bracket === '[' ? '\\u005b' : '\\u005d'));
}
