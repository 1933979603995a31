/** A secret that an object holds as text. */
export interface FoundSecret {
  /** Where it stands, from what was searched, such as `env[0].value`. */
  readonly path: string;

  /** The variable, flag, entry or annotation that it is given to; undefined where nothing names it. */
  readonly name?: string;

  /** What it looks like, with an article. */
  readonly kind: string;
}

/** What was found, for messages: everything but the secret. */
export function secretsText(found: readonly FoundSecret[]): string {
  const kinds = new Map<string, string[]>();
  for (const { kind, name, path } of found) kinds.set(kind, [...kinds.get(kind) ?? [], name ?? path]);
  return [...kinds].map(([kind, names]) => `${kind} in ${names.join(', ')}`).join(', and ');
}
