import { Manifest, ManifestSource } from '../model/manifest';
import { isMap, listOf } from '../model/values/plain-data';
import { unjudgeableReason } from '../model/yaml/document-limits';
import { readYaml } from '../model/yaml/kubernetes-yaml';

/** A part of a file that cannot be judged, and why. */
export interface Unreadable {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** What one file holds. */
export interface FileContent {
  readonly manifests: Manifest[];
  readonly unreadable: Unreadable[];
}

/** The objects of a file; a document that is none is said to be so, and the others are still read. */
export function readDocuments(file: string, text: string): FileContent {
  const content: FileContent = { manifests: [], unreadable: [] };
  for (const document of splitDocuments(text)) addDocument(content, file, document);
  return content;
}

interface DocumentText {
  readonly text: string;
  readonly line: number;
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

function addDocument(content: FileContent, file: string, { text, line }: DocumentText): void {
  const parsed = parseDocument(text);
  if ('problem' in parsed) {
    content.unreadable.push({ file, line: line + parsed.line, message: parsed.problem });
    return;
  }
  if (parsed.value === undefined || parsed.value === null) return;
  const problem = unjudgeableReason(parsed.value);
  if (problem !== undefined) content.unreadable.push({ file, line, message: problem });
  else addObject(content, parsed.value, { file, line, within: '', text });
}

function parseDocument(text: string): { value: unknown } | { problem: string; line: number } {
  try {
    return { value: readYaml(text) };
  } catch (error) {
    const { reason, message, mark } = error as { reason?: string; message: string; mark?: { line?: number } };
    return { problem: `it is no YAML: ${reason ?? message.split('\n')[0]}`, line: mark?.line ?? 0 };
  }
}

/** Takes lists apart: `kind: List` and whatever an API server calls a list of things. */
function addObject(content: FileContent, value: unknown, source: ManifestSource): void {
  const { file, line, within } = source;
  const where = within === '' ? 'it' : within;
  if (!isMap(value)) {
    content.unreadable.push({ file, line, message: `${where} is no object with apiVersion and kind` });
  } else if (typeof value.kind === 'string' && value.kind.endsWith('List') && Array.isArray(value.items)) {
    const prefix = within === '' ? '' : `${within}.`;
    listOf(value.items).forEach((item, index) => (
      addObject(content, item, { ...source, within: `${prefix}items[${index}]` })
    ));
  } else if (typeof value.apiVersion !== 'string' || typeof value.kind !== 'string' || value.kind === '') {
    content.unreadable.push({ file, line, message: `${where} has no apiVersion and kind` });
  } else {
    content.manifests.push(new Manifest(value, source));
  }
}
