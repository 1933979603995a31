import { textOf } from '../values/text-of';

/** The keys under which indexes hold the pairs of labels in a namespace. */
export function pairKeys(namespace: string, labels: Record<string, unknown>): string[] {
  return Object.entries(labels).map(([key, value]) => `${namespace}\0${key}\0${textOf(value)}`);
}
