import * as fs from 'fs';
import { Baseline, BaselineEntry } from './baseline';
import { readNamedText } from '../../../checks/loading/bounded-text';
import { parseYaml } from '../../../checks/loading/parsed-yaml';
import { isMap, PlainMap } from '../../../checks/model/values/plain-data';
import { AliasBudget } from '../../../checks/model/yaml/alias-budget';
import { unjudgeableReason } from '../../../checks/model/yaml/document-limits';
import { fileProblem } from '../../../internal/values/file-problems';
import { shownValue } from '../../../internal/values/shown-value';

const VERSION = 1;
const KEYS = ['version', 'paths', 'exclude', 'findings'] as const;
const TEXTS = ['check', 'kind', 'namespace', 'name', 'container', 'path'] as const;
const ENTRY_KEYS = [...TEXTS, 'count'] as const;
const HEAD = '# Known findings of preflight check, a line each. It takes out what is mended, and adds nothing itself.';
const ANEW = 'mend it, or write it anew with --write-baseline';

/** What a baseline file holds. */
export interface BaselineFile {
  readonly baseline: Baseline;
  /** What was judged when it was written; whoever judges the same again sees whether objects are gone. */
  readonly scope: BaselineScope;
}

/** What a run judges. */
export interface BaselineScope {
  readonly paths: readonly string[];
  readonly exclude: readonly string[];
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
  const { paths, exclude, findings } = value as unknown as Content;
  const entries = findings.map(({ kind = '', namespace = '', name = '', count = 1, ...rest }) => (
    { ...rest, kind, namespace, name, count }
  ));
  return { baseline: Baseline.from(entries), scope: { paths, exclude } };
}

/** The file as text: sorted, and a line for each finding, so that branches merge. */
export function baselineText({ baseline, scope }: BaselineFile): string {
  const lines = baseline.entries.map(lineOf).sort();
  return [
    HEAD,
    `version: ${VERSION}`,
    `paths: ${JSON.stringify(scope.paths)}`,
    `exclude: ${JSON.stringify(scope.exclude)}`,
    lines.length === 0 ? 'findings: []' : 'findings:',
    ...lines,
    '',
  ].join('\n');
}

/** Writes a file wholly or not at all; fails where it cannot. */
export function replaceFile(file: string, text: string): void {
  try {
    // A link stays one.
    const target = fs.existsSync(file) ? fs.realpathSync(file) : file;
    if (fs.existsSync(target) && !fs.statSync(target).isFile()) throw new Error('it is no file');
    const mode = fs.existsSync(target) ? fs.statSync(target).mode : undefined;
    const unfinished = `${target}.${process.pid}.unfinished`;
    try {
      fs.writeFileSync(unfinished, text, { flag: 'wx', mode });
      fs.renameSync(unfinished, target);
    } finally {
      fs.rmSync(unfinished, { force: true });
    }
  } catch (error) {
    throw new Error(`--baseline ${file} cannot be written: ${fileProblem(error)}`);
  }
}

interface Content extends BaselineScope {
  readonly findings: readonly (Partial<BaselineEntry> & Pick<BaselineEntry, 'check'>)[];
}

function lineOf({ check, kind, namespace, name, container, path, count }: BaselineEntry): string {
  const isThere = (text: string) => (text === '' ? undefined : text);
  return `- ${JSON.stringify({
    check,
    kind: isThere(kind),
    namespace: isThere(namespace),
    name: isThere(name),
    container,
    path,
    count: count === 1 ? undefined : count,
  })}`;
}

function problemOf(value: unknown): string | undefined {
  if (!isMap(value)) return `it is no map with ${KEYS.join(', ')}`;
  const { version, paths, exclude, findings } = value;
  if (version !== VERSION) return `its version must be ${VERSION}, got ${shownValue(version)}`;
  const unknown = unknownKey(value, KEYS);
  if (unknown !== undefined) return `it says ${unknown}, and may say ${KEYS.join(', ')}`;
  if (![paths, exclude].every(isListOfTexts)) return 'its paths and exclude must be lists of texts';
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

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
