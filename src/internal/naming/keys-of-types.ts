/** The keys that a Secret of a type has to have, all of them or one. */
interface KeysOfType {
  readonly keys: readonly string[];
  readonly isOneEnough?: boolean;
}

const KEYS_OF_TYPE: Readonly<Record<string, KeysOfType>> = {
  'kubernetes.io/tls': { keys: ['tls.crt', 'tls.key'] },
  'kubernetes.io/dockerconfigjson': { keys: ['.dockerconfigjson'] },
  'kubernetes.io/dockercfg': { keys: ['.dockercfg'] },
  'kubernetes.io/basic-auth': { keys: ['username', 'password'], isOneEnough: true },
  'kubernetes.io/ssh-auth': { keys: ['ssh-privatekey'] },
};

/**
 * The keys without which the API server refuses a Secret of a type; none where it has what it must.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
 */
export function missingKeysOf(type: string, given: readonly string[]): readonly string[] {
  if (!Object.hasOwn(KEYS_OF_TYPE, type)) return [];
  const { keys, isOneEnough = false } = KEYS_OF_TYPE[type];
  const missing = keys.filter((key) => !given.includes(key));
  return isOneEnough && missing.length < keys.length ? [] : missing;
}

/** The same in words; empty where it has what it must. */
export function missingKeysText(type: string, given: readonly string[]): string {
  return missingKeysOf(type, given).join(KEYS_OF_TYPE[type]?.isOneEnough ? ' or ' : ' and ');
}
