/** The value of an option, which must be one of those that it may have. */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new Error(`${option} must be ${allowed.join(' or ')}, got ${JSON.stringify(value)}`);
  return found;
}
