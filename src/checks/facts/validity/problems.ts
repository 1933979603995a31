import { Finding } from '../../model/check';

/** What the API server would refuse, and where. */
export function problem(path: string, message: string, actual?: unknown): Finding {
  return { passed: false, message, path, ...(actual === undefined ? {} : { actual }) };
}

/** Whether something is written: what is null, empty or nothing is not there, to the API server. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** The problem where there is one. */
export function where(isProblem: boolean, found: Finding): Finding[] {
  return isProblem ? [found] : [];
}

/** A problem for each item whose key another one before it has. */
export function duplicates<T>(
  items: readonly T[],
  keyOf: (item: T) => string | undefined,
  tell: (item: T, key: string) => Finding,
): Finding[] {
  const seen = new Set<string>();
  return items.flatMap((item) => {
    const key = keyOf(item);
    if (key === undefined || key === '') return [];
    if (seen.has(key)) return [tell(item, key)];
    seen.add(key);
    return [];
  });
}
