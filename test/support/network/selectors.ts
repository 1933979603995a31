/** The labels of a pod or of a namespace. */
export type Labels = Readonly<Record<string, string>>;

/** A label selector as manifests write it; an empty one selects all. */
export interface LabelSelector {
  readonly matchLabels?: Labels | null;
  readonly matchExpressions?: readonly Requirement[] | null;
}

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[] | null;
}

/** Whether labels fulfil all requirements of a selector. */
export function selects(selector: LabelSelector, labels: Labels): boolean {
  const { matchLabels, matchExpressions } = selector;
  return Object.entries(matchLabels ?? {}).every(([key, value]) => valueOf(labels, key) === value)
    && (matchExpressions ?? []).every((requirement) => isFulfilled(requirement, valueOf(labels, requirement.key)));
}

function isFulfilled({ operator, values }: Requirement, value: string | undefined): boolean {
  const isListed = value !== undefined && (values ?? []).includes(value);
  switch (operator) {
    case 'In': return isListed;
    case 'NotIn': return !isListed;
    case 'Exists': return value !== undefined;
    case 'DoesNotExist': return value === undefined;
    default: throw new Error(`no operator of a label selector: ${operator}`);
  }
}

function valueOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
