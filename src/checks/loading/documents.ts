import { DocumentText } from './document-text';
import { FileContent } from './file-content';
import { jsonStream } from './json-stream';
import { addObjects } from './objects';
import { parseYaml } from './parsed-yaml';
import { AliasBudget } from '../model/yaml/alias-budget';
import { unjudgeableReason } from '../model/yaml/document-limits';

/** The objects of a file; a document that is none is said to be so, and the others are still read. */
export function readDocuments(file: string, text: string, budget = new AliasBudget()): FileContent {
  const content: FileContent = { manifests: [], unreadable: [] };
  for (const document of splitDocuments(text)) addDocument(content, document, { file, budget });
  return content;
}

/** A line that begins with `---` at its first column ends a document wherever it stands. */
export function splitDocuments(text: string): DocumentText[] {
  const documents: DocumentText[] = [];
  let start = 0;
  let line = 1;
  const separator = /^---(?=[ \t\r\n]|$)/gm;
  for (let match = separator.exec(text); match !== null; match = separator.exec(text)) {
    documents.push({ text: text.slice(start, match.index), line });
    line += countLines(text, start, match.index);
    start = match.index;
  }
  documents.push({ text: text.slice(start), line });
  return documents;
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** The file that is read, and what aliases may still make. */
interface Reader {
  readonly file: string;
  readonly budget: AliasBudget;
}

function addDocument(content: FileContent, document: DocumentText, reader: Reader): void {
  const parsed = parseYaml(document.text);
  if ('problem' in parsed) {
    const stream = jsonStream(document);
    if (stream.length > 1) stream.forEach((part) => addDocument(content, part, reader));
    else content.unreadable.push({ file: reader.file, line: document.line + parsed.line, message: parsed.problem });
  } else if (parsed.value !== undefined && parsed.value !== null) {
    addValue(content, parsed.value, { ...document, ...reader });
  }
}

function addValue(content: FileContent, value: unknown, { file, line, text, budget }: DocumentText & Reader): void {
  const problem = unjudgeableReason(value) ?? budget.refusalOf(value, text);
  if (problem !== undefined) content.unreadable.push({ file, line, message: problem });
  else addObjects(content, value, { file, line, within: '', text });
}
