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

/** Throws `[path] 'prop' must ..., got ...; do ...`. */
export function fail(scope: IConstruct, complaint: Complaint): never {
  throw new Error(`[${pathOf(scope)}] ${describe(complaint)}`);
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
