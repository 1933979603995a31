import * as fs from 'fs';
import * as path from 'path';
import { FileContent, readDocuments, Unreadable } from './documents';

const MANIFEST_FILE = /\.(ya?ml|json)$/;
const SKIPPED_FOLDERS = new Set(['node_modules', '.git']);
const STDIN = '-';
const MAX_BYTES = 32 * 1024 * 1024;

/** Is told how far long work is. */
export type OnStep = (done: number, all: number) => void;

/** Reads every object of the files and folders; what cannot be read is said to be so, with its file and line. */
export function readPaths(paths: readonly string[], onFile: OnStep = () => undefined): FileContent {
  const content: FileContent = { manifests: [], unreadable: [] };
  const files = [...new Set(paths.flatMap((root) => filesBelow(root, content.unreadable)))];
  for (const [index, file] of files.entries()) {
    onFile(index, files.length);
    const { manifests, unreadable } = readFile(file);
    manifests.forEach((manifest) => content.manifests.push(manifest));
    content.unreadable.push(...unreadable);
  }
  return content;
}

function readFile(file: string): FileContent {
  const text = readText(file);
  return 'problem' in text ? onlyUnreadable({ file, line: 1, message: text.problem }) : readDocuments(file, text.text);
}

function onlyUnreadable(unreadable: Unreadable): FileContent {
  return { manifests: [], unreadable: [unreadable] };
}

function readText(file: string): { text: string } | { problem: string } {
  try {
    if (file !== STDIN && fs.statSync(file).size > MAX_BYTES) return { problem: tooLargeMessage() };
    const bytes = fs.readFileSync(file === STDIN ? 0 : file);
    if (bytes.length > MAX_BYTES) return { problem: tooLargeMessage() };
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isEncoding = code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
    return { problem: isEncoding ? 'it is not UTF-8' : `it cannot be read: ${message}` };
  }
}

function tooLargeMessage(): string {
  return `it is larger than ${MAX_BYTES / 1024 / 1024} MiB; split it, or judge the files that it is made of`;
}

function filesBelow(root: string, unreadable: Unreadable[]): string[] {
  if (root === STDIN) return [STDIN];
  try {
    return fs.statSync(root).isDirectory() ? filesIn(root) : [root];
  } catch (error) {
    unreadable.push({ file: root, line: 1, message: `it cannot be read: ${(error as Error).message}` });
    return [];
  }
}

function filesIn(folder: string): string[] {
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  entries.sort((left, right) => (left.name < right.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : filesIn(place);
    return MANIFEST_FILE.test(entry.name) ? [place] : [];
  });
}
