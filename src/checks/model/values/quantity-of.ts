import { textOf } from './text-of';
import {
  formatBytes, formatCount, formatCpu, Nanos, NANOS_PER_UNIT, parseQuantity,
} from '../../../internal/values/quantity';

/** The quantity that a value is; undefined where it is none. */
export function quantityOf(value: unknown): Nanos | undefined {
  return parseQuantity(textOf(value));
}

/** Writes an amount as its resource is usually written. */
export function formatAmount(resource: string, amount: Nanos): string {
  if (/(^|\.)cpu$/.test(resource)) return formatCpu(amount);
  return resource === 'pods' ? formatCount(amount / NANOS_PER_UNIT) : formatBytes(amount);
}
