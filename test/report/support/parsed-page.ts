import { DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;

/** An element of a page, as a browser reads it. */
export interface PageElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** All text in it. */
  readonly text: string;
  readonly within: readonly PageElement[];
}

/** A page as the algorithm of the HTML standard reads it, and where that had to guess. */
export function parsedPage(page: string): { readonly errors: readonly string[]; readonly elements: PageElement[] } {
  const errors: string[] = [];
  const document = parse(page, { onParseError: ({ code, startLine }) => errors.push(`${code} in line ${startLine}`) });
  return { errors, elements: document.childNodes.flatMap((node) => [...elementsOf(node, [])]) };
}

function* elementsOf(node: Node, within: readonly PageElement[]): Generator<PageElement> {
  if (!('tagName' in node)) return;
  const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
  const element = { tag: node.tagName, attributes, text: textOf(node), within };
  yield element;
  for (const child of node.childNodes) yield* elementsOf(child, [...within, element]);
}

function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
