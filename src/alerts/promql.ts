import { NANOS_PER_UNIT, Nanos, parseQuantity } from '../internal/values/quantity';

const NANO_DIGITS = 9;

/** A text as PromQL reads it, with its quotes. */
export function promqlString(text: string): string {
  // PromQL takes the escapes of Go, and JSON has no other.
  return JSON.stringify(text);
}

/** The series of a metric that have all of these labels. */
export function seriesOf(metric: string, labels: Record<string, string>): string {
  const matchers = Object.entries(labels).map(([label, value]) => `${label}=${promqlString(value)}`);
  return `${metric}{${matchers.join(',')}}`;
}

/** A decimal, exactly: one that was computed in binary fractions would end in noise. */
export function promqlNumber(nanos: Nanos): string {
  const fraction = String(nanos % NANOS_PER_UNIT).padStart(NANO_DIGITS, '0').replace(/0{1,9}$/, '');
  return `${nanos / NANOS_PER_UNIT}${fraction === '' ? '' : `.${fraction}`}`;
}

/** A percentage as a share of one: `0.05` of 5. */
export function shareOf(percent: number): string {
  return promqlNumber(parseQuantity(String(percent))! / 100n);
}
