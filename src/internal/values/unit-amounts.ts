import { Size, SizeRoundingBehavior } from 'cdk8s';
import type { Cpu } from 'cdk8s-plus-28';
import { Nanos, NANOS_PER_UNIT, parseQuantity } from './quantity';

/** CPUs; undefined where it is no amount. */
export function amountOfCpu({ amount }: Cpu): Nanos | undefined {
  return parseQuantity(amount);
}

/** Bytes; undefined where it is no whole number of KiB, or none at all. */
export function amountOfSize(size: Size): Nanos | undefined {
  const kibibytes = size.toKibibytes({ rounding: SizeRoundingBehavior.NONE });
  return Number.isSafeInteger(kibibytes) && kibibytes > 0 ? BigInt(kibibytes) * 1024n * NANOS_PER_UNIT : undefined;
}
