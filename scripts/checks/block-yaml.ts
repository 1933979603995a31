import { Document, isScalar, isSeq, parseAllDocuments, Scalar, visit } from 'yaml';

/** Lists of words that are no longer stand on one line, as people write commands and capabilities. */
const SHORT_LIST = 70;

/** Documents of YAML as people write manifests: one key on each line, and quotes where they are needed. */
export function blockYaml(text: string): string {
  const documents = parseAllDocuments(text, { version: '1.1' }) as Document.Parsed[];
  return documents.map(blockDocument).join('---\n');
}

function blockDocument(document: Document.Parsed): string {
  visit(document, {
    Collection: (_key, node) => {
      node.flow = node.items.length === 0 || (isSeq(node) && isShortList(node.items));
    },
    Scalar: (_key, node) => {
      if (node.type !== 'QUOTE_DOUBLE' && node.type !== 'QUOTE_SINGLE') return;
      node.type = String(node.value).includes('\n') ? 'BLOCK_LITERAL' : undefined;
    },
  });
  document.directives.docStart = null;
  return document.toString({ lineWidth: 0, indentSeq: false, flowCollectionPadding: false });
}

function isShortList(items: readonly unknown[]): boolean {
  if (!items.every((item): item is Scalar => isScalar(item))) return false;
  const words = items.map(({ value }) => String(value)).join(', ');
  return !words.includes('\n') && words.length <= SHORT_LIST;
}
