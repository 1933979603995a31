import { DocumentText } from './document-text';
import { addUnreadable, FileContent, Unreadable } from './file-content';
import { jsonStream } from './json-stream';
import { DocumentLines } from './lines';
import { addObjects } from './objects';
import { parseYaml } from './parsed-yaml';
import { AliasBudget } from '../model/yaml/alias-budget';
import { unjudgeableReason } from '../model/yaml/document-limits';

/** A line, or a value, that begins with an action of a template; in a text of a manifest it is within quotes. */
const TEMPLATE_LINE = /^[ \t]*(?:- +)?(?:[\w./-]+: *)?\{\{/m;
const UNRENDERED = 'it looks like a template that was not rendered; helm template CHART | preflight check -';

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
    else addProblem(content, parsed.problem, { ...placeOf(document, parsed.line), file: reader.file });
  } else if (parsed.value !== undefined && parsed.value !== null) {
    addValue(content, parsed.value, { ...document, ...reader });
  }
}

function addValue(content: FileContent, value: unknown, { file, line, text, budget }: DocumentText & Reader): void {
  const problem = unjudgeableReason(value) ?? budget.refusalOf(value, text);
  if (problem !== undefined) {
    addProblem(content, problem, { file, line, text });
    return;
  }
  const before = content.unreadable.length;
  addObjects(content, value, { file, line, within: '', text });
  if (content.unreadable.length > before) locateItems(content.unreadable, before, text);
}

/** What stands around a line of a document, from 0: an action of a template elsewhere may be text that is meant. */
function placeOf({ text, line: start }: DocumentText, line: number): DocumentText {
  return { line: start + line, text: text.split('\n').slice(Math.max(0, line - 2), line + 2).join('\n') };
}

/** What a program makes manifests of cannot be read before it did. */
function addProblem(content: FileContent, problem: string, place: DocumentText & Pick<Unreadable, 'file'>): void {
  const { file, line, text } = place;
  addUnreadable(content, { file, line, message: TEMPLATE_LINE.test(text) ? UNRENDERED : problem });
}

/** Gives items of a list the lines on which they begin. */
function locateItems(unreadable: Unreadable[], from: number, text: string): void {
  const lines = new DocumentLines(text);
  for (let index = from; index < unreadable.length; index += 1) {
    const { within = '', line = 1 } = unreadable[index];
    if (within !== '') unreadable[index] = { ...unreadable[index], line: line + lines.lineOf(within) };
  }
}
