import { IConstruct } from 'constructs';

const MAX_SHOWN = 200;

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
  return `'${prop}' must ${must}, got ${show(got)}; ${remedy}`;
}

/** The construct's path as messages show it. */
export function pathOf(scope: IConstruct): string {
  return scope.node.path || 'App';
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value) ?? String(value);
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}...`;
}
