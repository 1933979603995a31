import { Manifest } from '../schemas';

/** The value at a JSON pointer; undefined where there is none. */
export function valueAt(document: Manifest, pointer: string): Manifest {
  const keys = pointer.split('/').slice(1).map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));
  return keys.reduce((value, key) => (value !== null && typeof value === 'object' && Object.hasOwn(value, key)
    ? value[key]
    : undefined), document);
}

/** The objects of a kind. */
export function ofKind(manifests: Manifest[], kind: string): Manifest[] {
  return manifests.filter((manifest) => manifest.kind === kind);
}

const EXPONENTS: Record<string, [bigint, bigint]> = {
  '': [1n, 1n],
  'm': [1n, 1000n],
  'k': [10n ** 3n, 1n],
  'M': [10n ** 6n, 1n],
  'Ki': [2n ** 10n, 1n],
  'Mi': [2n ** 20n, 1n],
  'Gi': [2n ** 30n, 1n],
  'Ti': [2n ** 40n, 1n],
  'Pi': [2n ** 50n, 1n],
};

/** A quantity that the library writes, in thousandths. */
export function thousandths(quantity: string): bigint {
  const match = /^(\d+)(m|k|M|Ki|Mi|Gi|Ti|Pi)?$/.exec(quantity);
  if (!match) throw new Error(`no quantity: ${JSON.stringify(quantity)}`);
  const [factor, divisor] = EXPONENTS[match[2] ?? ''];
  return (BigInt(match[1]) * factor * 1000n) / divisor;
}
