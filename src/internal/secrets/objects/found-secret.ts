import { maskedText } from '../masked-text';

/** A secret that an object holds as text. */
export interface FoundSecret {
  /** Where it stands, from what was searched, such as `env[0].value`. */
  readonly path: string;

  /** The variable, flag, entry or annotation that it is given to; undefined where nothing names it. */
  readonly name?: string;

  /** What it looks like, with an article. */
  readonly kind: string;
}

/** As many are named; there may be any number of them. */
const MOST_NAMED = 5;

/** What was found, for messages: everything but the secret. */
export function secretsText(found: readonly FoundSecret[]): string {
  const kinds = new Map<string, string[]>();
  for (const { kind, name, path } of found.slice(0, MOST_NAMED)) {
    kinds.set(kind, [...kinds.get(kind) ?? [], maskedText(name ?? path)]);
  }
  const named = [...kinds].map(([kind, names]) => `${kind} in ${[...new Set(names)].join(', ')}`).join(', and ');
  return found.length <= MOST_NAMED ? named : `${named}, and ${found.length - MOST_NAMED} more`;
}
