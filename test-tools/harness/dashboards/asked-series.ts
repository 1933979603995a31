/** An expression as Prometheus' API shows it. */
export interface ParsedNode {
  readonly type: string;
  readonly name?: string;
  readonly matchers?: readonly { readonly name: string }[];
  readonly grouping?: readonly string[];
  readonly func?: { readonly name: string };
  readonly [field: string]: unknown;
}

/** A metric that an expression asks for, with the labels that it is told apart and grouped by. */
export interface AskedSeries {
  readonly metric: string;
  readonly labels: readonly string[];
}

const ADDS_LABELS = 'label_replace';

/** What an expression asks for, each with the labels that it needs. */
export function askedSeries(node: ParsedNode, grouping: readonly string[] = []): AskedSeries[] {
  if (node.type === 'vectorSelector' || node.type === 'matrixSelector') {
    const labels = (node.matchers ?? []).map(({ name }) => name).filter((name) => name !== '__name__');
    return [{ metric: node.name!, labels: [...new Set([...labels, ...grouping])] }];
  }
  // What is grouped by behind it may be there by it alone.
  const own = node.func?.name === ADDS_LABELS ? [] : [...grouping, ...(node.grouping ?? [])];
  const isSide = node.type === 'binaryExpr';
  return childrenOf(node).flatMap((child, index) => askedSeries(child, isSide && index > 0 ? [] : own));
}

function childrenOf(node: ParsedNode): ParsedNode[] {
  return Object.values(node).flat().filter((value): value is ParsedNode => (
    typeof value === 'object' && value !== null && typeof (value as ParsedNode).type === 'string'
      && !('variadic' in value)
  )).filter(({ type }) => type !== '=' && type !== '=~' && type !== '!=' && type !== '!~');
}
