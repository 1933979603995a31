import { textOf } from '../values/text-of';

/** The keys under which indexes hold the pairs of labels in a namespace. */
export function pairKeys(namespace: string, labels: Record<string, unknown>): string[] {
  return Object.entries(labels).map(([key, value]) => pairKey(namespace, key, value));
}

/** The key of one pair. */
export function pairKey(namespace: string, key: string, value: unknown): string {
  return `${namespace}\0${key}\0${textOf(value)}`;
}

/** The key of a label with any value. */
export function keyOfLabel(namespace: string, key: string): string {
  return `${namespace}\0${key}`;
}
