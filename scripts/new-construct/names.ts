import { Kind } from './kinds';

/** What the new construct is called, wherever it is named. */
export interface Names {
  /** Below `src`, without the extension. */
  readonly path: string;
  readonly className: string;
  /** The id of the smallest call. */
  readonly id: string;
  /** The public field with the object. */
  readonly field: string;
  readonly kind: Kind;
}

/** The names that a path and a kind lead to. */
export function namesOf(path: string, kind: Kind): Names {
  const id = path.split('/').at(-1)!;
  const className = id.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return { path, className, id, field: kind.kind.charAt(0).toLowerCase() + kind.kind.slice(1), kind };
}

/** The way from the folder of the file, or of its test, to `src` or `test`. */
export function wayUp({ path }: Names): string {
  return '../'.repeat(path.split('/').length - 1);
}
