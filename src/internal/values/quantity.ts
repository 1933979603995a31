/** Kubernetes quantities, exactly: a whole number of billionths. */
export type Nanos = bigint;

export const NANOS_PER_UNIT = 1_000_000_000n;
const NANOS_PER_MILLI = 1_000_000n;
const QUANTITY = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:([eE][+-]?\d{1,2})|(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E))?$/;

const DECIMAL_EXPONENTS: Record<string, number> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY_EXPONENTS: Record<string, number> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

/**
 * Reads a quantity such as `250m`, `1.5` or `64Mi`; undefined where Kubernetes would refuse it.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string): Nanos | undefined {
  const match = QUANTITY.exec(text);
  if (!match) return undefined;
  const [, sign, number, exponent, suffix] = match;
  const [whole, fraction = ''] = number.split('.');
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const decimal = (exponent ? Number(exponent.slice(1)) : DECIMAL_EXPONENTS[suffix] ?? 0) - fraction.length + 9;
  const scaled = digits * 2n ** BigInt(BINARY_EXPONENTS[suffix] ?? 0);
  // Kubernetes rounds what is finer than a billionth away from zero.
  return decimal >= 0 ? scaled * 10n ** BigInt(decimal) : divideAwayFromZero(scaled, 10n ** BigInt(-decimal));
}

/** Thousandths of a unit are the finest that Kubernetes counts CPU in. */
export function roundUpToMillis(nanos: Nanos): Nanos {
  return divideAwayFromZero(nanos, NANOS_PER_MILLI) * NANOS_PER_MILLI;
}

/** Writes cores in thousandths, rounded up, in the form that the API server gives back: `250m`, `2`, `1k`. */
export function formatCpu(nanos: Nanos): string {
  const thousandths = divideAwayFromZero(nanos, NANOS_PER_MILLI);
  return thousandths % 1000n === 0n ? formatCount(thousandths / 1000n) : `${thousandths}m`;
}

/** Writes a number of things in the form that the API server gives back: `100`, `1k`. */
export function formatCount(count: bigint): string {
  return inLargestUnit(count, 1000n, ['k', 'M', 'G', 'T', 'P', 'E']);
}

/** Writes bytes, rounded up, in the form that the API server gives back: `64Mi`. */
export function formatBytes(nanos: Nanos): string {
  return inLargestUnit(divideAwayFromZero(nanos, NANOS_PER_UNIT), 1024n, ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']);
}

function inLargestUnit(amount: bigint, base: bigint, suffixes: readonly string[]): string {
  let rest = amount;
  let suffix = '';
  for (const next of suffixes) {
    if (rest === 0n || rest % base !== 0n) break;
    rest /= base;
    suffix = next;
  }
  return `${rest}${suffix}`;
}

function divideAwayFromZero(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  if (dividend % divisor === 0n) return quotient;
  return dividend > 0n ? quotient + 1n : quotient - 1n;
}
