/** A number, or a percentage of a total rounded up as controllers do; undefined where it is neither. */
export function scaledNumber(value: unknown, total: number): number | undefined {
  if (typeof value === 'number') return value;
  const percentage = percentageOf(value);
  return percentage === undefined ? undefined : Math.ceil(percentage * total / 100);
}

/** Whether a number or a percentage is below zero, which the API server refuses wherever pods are counted. */
export function isNegative(value: unknown): boolean {
  return typeof value === 'number' ? value < 0 : typeof value === 'string' && /^-\d+%?$/.test(value);
}

/** The percentage that a text such as `25%` is. */
export function percentageOf(value: unknown): number | undefined {
  const match = typeof value === 'string' ? /^(\d+)%$/.exec(value) : null;
  return match === null ? undefined : Number(match[1]);
}
