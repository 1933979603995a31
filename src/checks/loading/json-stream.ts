import { DocumentText } from './document-text';

const JSON_START = /^(?:---[ \t]*\r?\n)?\s*\{/;
/** A text with all that is escaped in it, a bracket, or a line break. */
const TOKENS = /"(?:[^"\\]|\\[\s\S])*"|[{}\n]/g;

/**
 * The objects of a document that is JSON objects, one after the other, as `kubectl` takes them; none where it is
 * anything else.
 */
export function jsonStream(document: DocumentText): DocumentText[] {
  const head = JSON_START.exec(document.text)?.[0];
  if (head === undefined) return [];
  const objects = objectsIn(document);
  // Nothing but space may stand between them.
  const written = objects.reduce((sum, { text }) => sum + lengthWithoutSpace(text), 0);
  return lengthWithoutSpace(document.text.slice(head.length - 1)) === written ? objects : [];
}

function objectsIn({ text, line: firstLine }: DocumentText): DocumentText[] {
  const objects: DocumentText[] = [];
  let depth = 0;
  let line = firstLine;
  let begin = { index: 0, line };
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    if (token === '{' && depth === 0) begin = { index, line };
    if (token === '}' && depth === 1) objects.push({ text: text.slice(begin.index, index + 1), line: begin.line });
    depth += depthOf(token);
    line += token.split('\n').length - 1;
  }
  return objects;
}

function depthOf(token: string): number {
  if (token === '{') return 1;
  return token === '}' ? -1 : 0;
}

function lengthWithoutSpace(text: string): number {
  return text.replace(/\s/g, '').length;
}
