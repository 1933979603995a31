import * as fs from 'fs';
import { dirname, resolve } from 'path';
import { Baseline, BaselineEntry } from './baseline';
import { BaselineScope, SCOPE_KEYS, scopeIn, scopeLines, scopeProblem } from './baseline-scope';
import { MAX_BYTES, readNamedText } from '../../../checks/loading/bounded-text';
import { parseYaml } from '../../../checks/loading/parsed-yaml';
import { isMap, PlainMap } from '../../../checks/model/values/plain-data';
import { AliasBudget } from '../../../checks/model/yaml/alias-budget';
import { unjudgeableReason } from '../../../checks/model/yaml/document-limits';
import { fileProblem } from '../../../internal/values/file-problems';
import { shownValue } from '../../../internal/values/shown-value';

const VERSION = 1;
const KEYS = ['version', ...SCOPE_KEYS, 'findings'] as const;
const TEXTS = ['check', 'kind', 'namespace', 'name', 'container', 'path'] as const;
const ENTRY_KEYS = [...TEXTS, 'count'] as const;
const HEAD = '# Known findings of preflight check, a line each. It takes out what is mended, and adds nothing itself.';
const ANEW = 'mend it, or write it anew with --write-baseline';

/** What a baseline file holds. */
export interface BaselineFile {
  readonly baseline: Baseline;
  readonly scope: BaselineScope;
}

/** Reads a baseline; fails where it is none. */
export function readBaseline(file: string): BaselineFile {
  if (!fs.existsSync(file)) {
    throw new Error(`--baseline ${file}: there is no such file; write it with --write-baseline`);
  }
  const text = readNamedText('--baseline', file);
  const parsed = parseYaml(text);
  if ('problem' in parsed) throw new Error(`--baseline ${file}:${parsed.line + 1}: ${parsed.problem}; ${ANEW}`);
  const { value } = parsed;
  const problem = unjudgeableReason(value) ?? new AliasBudget().refusalOf(value, text) ?? problemOf(value);
  if (problem !== undefined) throw new Error(`--baseline ${file}: ${problem}; ${ANEW}`);
  const content = value as unknown as Content;
  const entries = content.findings.map(({ kind = '', namespace = '', name = '', count = 1, ...rest }) => (
    { ...rest, kind, namespace, name, count }
  ));
  return { baseline: Baseline.from(entries), scope: scopeIn(content) };
}

/** The file as text: sorted, and a line for each finding, so that branches merge. */
export function baselineText({ baseline, scope }: BaselineFile): string {
  const lines = baseline.entries.map(lineOf).sort();
  return [
    HEAD,
    `version: ${VERSION}`,
    ...scopeLines(scope),
    lines.length === 0 ? 'findings: []' : 'findings:',
    ...lines,
    '',
  ].join('\n');
}

/** Writes a baseline wholly or not at all; fails where it cannot, or where nobody could read it again. */
export function writeBaseline(file: string, content: BaselineFile): void {
  const { baseline: { entries, size }, scope } = content;
  const text = baselineText(content);
  if (Buffer.byteLength(text) > MAX_BYTES || unjudgeableReason({ ...scope, findings: entries.map(writtenEntry) })) {
    throw new Error(`--baseline ${file} is not written: ${size} findings are more than a file holds; mend or waive `
      + 'what most of them have in common, or judge folders apart, with a baseline each');
  }
  try {
    replaceFile(targetOf(file), text);
  } catch (error) {
    throw new Error(`--baseline ${file} cannot be written: ${fileProblem(error)}`);
  }
}

function replaceFile(target: string, text: string): void {
  const stats = fs.statSync(target, { throwIfNoEntry: false });
  if (stats?.isFile() === false) throw new Error('it is no file');
  const unfinished = `${target}.${process.pid}.unfinished`;
  try {
    fs.writeFileSync(unfinished, text, { flag: 'wx', mode: stats?.mode });
    // The mode that a file begins with is cut by the mask of the process.
    if (stats !== undefined) fs.chmodSync(unfinished, stats.mode);
    fs.renameSync(unfinished, target);
  } finally {
    fs.rmSync(unfinished, { force: true });
  }
}

/** Where links lead, so that they stay what they are; also where nothing is there yet. */
function targetOf(file: string): string {
  try {
    return fs.realpathSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    if (!isLink(file)) return file;
    return targetOf(resolve(fs.realpathSync(dirname(file)), fs.readlinkSync(file)));
  }
}

function isLink(file: string): boolean {
  return fs.lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

interface Content extends BaselineScope {
  readonly findings: readonly (Partial<BaselineEntry> & Pick<BaselineEntry, 'check'>)[];
}

function lineOf(entry: BaselineEntry): string {
  return `- ${JSON.stringify(writtenEntry(entry))}`;
}

/** What goes without saying is left out. */
function writtenEntry({ check, kind, namespace, name, container, path, count }: BaselineEntry): object {
  const isThere = (text: string) => (text === '' ? undefined : text);
  const entry = {
    check,
    kind: isThere(kind),
    namespace: isThere(namespace),
    name: isThere(name),
    container,
    path,
    count: count === 1 ? undefined : count,
  };
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
}

function problemOf(value: unknown): string | undefined {
  if (!isMap(value)) return `it is no map with ${KEYS.join(', ')}`;
  const { version, findings } = value;
  if (version !== VERSION) return `its version must be ${VERSION}, got ${shownValue(version)}`;
  const unknown = unknownKey(value, KEYS);
  if (unknown !== undefined) return `it says ${unknown}, and may say ${KEYS.join(', ')}`;
  const oddScope = scopeProblem(value);
  if (oddScope !== undefined) return oddScope;
  if (!Array.isArray(findings)) return `its findings must be a list, got ${shownValue(findings)}`;
  for (const [index, entry] of findings.entries()) {
    const problem = entryProblem(entry);
    if (problem !== undefined) return `findings[${index}] ${problem}`;
  }
  return undefined;
}

function entryProblem(entry: unknown): string | undefined {
  if (!isMap(entry)) return `must be a map with ${ENTRY_KEYS.join(', ')}`;
  const unknown = unknownKey(entry, ENTRY_KEYS);
  if (unknown !== undefined) return `says ${unknown}, and may say ${ENTRY_KEYS.join(', ')}`;
  if (typeof entry.check !== 'string') return 'must say check';
  const odd = TEXTS.find((key) => entry[key] !== undefined && typeof entry[key] !== 'string');
  if (odd !== undefined) return `must have a text as ${odd}, got ${shownValue(entry[odd])}`;
  const { count = 1 } = entry;
  return Number.isSafeInteger(count) && count > 0 ? undefined : `must have a count from 1, got ${shownValue(count)}`;
}

function unknownKey(map: PlainMap, known: readonly string[]): string | undefined {
  const unknown = Object.keys(map).find((key) => !known.includes(key));
  return unknown === undefined ? undefined : shownValue(unknown);
}
