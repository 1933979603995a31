import { objectsIn } from './json';

/** As Kubernetes defines it for everything that selects by labels. */
export interface LabelSelector {
  readonly matchLabels?: Record<string, string>;
  readonly matchExpressions?: { readonly key: string; readonly operator: string; readonly values?: string[] }[];
}

/** Whether a selector takes what carries these labels; an empty one takes everything. */
export function matchesLabels(selector: LabelSelector, labels: Record<string, string>): boolean {
  const isEqual = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return isEqual && objectsIn(selector.matchExpressions).every(({ key, operator, values = [] }) => {
    const isThere = Object.hasOwn(labels, key);
    if (operator === 'Exists') return isThere;
    if (operator === 'DoesNotExist') return !isThere;
    return operator === 'In' ? isThere && values.includes(labels[key]) : !(isThere && values.includes(labels[key]));
  });
}
