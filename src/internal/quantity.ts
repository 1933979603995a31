/** Kubernetes quantities, exactly: a whole number of billionths. */
export type Nanos = bigint;

const NANOS_PER_UNIT = 1_000_000_000n;
const QUANTITY = /^([+-]?)(\d+\.?\d*|\.\d+)(?:([eE][+-]?\d{1,2})|(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E))?$/;

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
  // Kubernetes rounds what is finer than a billionth up.
  return decimal >= 0 ? scaled * 10n ** BigInt(decimal) : divideUp(scaled, 10n ** BigInt(-decimal));
}

/** Writes cores: whole ones plain, others in thousandths, rounded up. */
export function formatCpu(nanos: Nanos): string {
  return nanos % NANOS_PER_UNIT === 0n ? String(nanos / NANOS_PER_UNIT) : `${divideUp(nanos, 1_000_000n)}m`;
}

/** Writes bytes in the largest binary unit that is exact. */
export function formatBytes(nanos: Nanos): string {
  const bytes = divideUp(nanos, NANOS_PER_UNIT);
  for (const [suffix, unit] of [['Ti', 2n ** 40n], ['Gi', 2n ** 30n], ['Mi', 2n ** 20n], ['Ki', 2n ** 10n]] as const) {
    if (bytes !== 0n && bytes % unit === 0n) return `${bytes / unit}${suffix}`;
  }
  return String(bytes);
}

function divideUp(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend > 0n && dividend % divisor !== 0n ? quotient + 1n : quotient;
}
