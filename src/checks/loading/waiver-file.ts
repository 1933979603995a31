import * as path from 'path';
import { readNamedText, readText } from './bounded-text';
import { Unreadable } from './file-content';
import { DocumentLines } from './lines';
import { parseYaml } from './parsed-yaml';
import { isMap, PlainMap } from '../model/values/plain-data';
import { WrittenWaiver } from '../model/waiver';
import { AliasBudget } from '../model/yaml/alias-budget';
import { unjudgeableReason } from '../model/yaml/document-limits';

/** What a file of waivers is called where it stands beside manifests. */
export const WAIVER_FILE_NAMES = ['preflight.yaml', 'preflight.yml'] as const;

/** What a file of waivers holds. */
export interface WaiverFile {
  readonly waivers: readonly WrittenWaiver[];
  readonly unreadable: readonly Unreadable[];
}

/** Reads a file of waivers about all manifests. */
export function readWaivers(file: string): WaiverFile {
  return waiversIn(readNamedText('--waivers', file), file);
}

/** Reads a file of waivers about the manifests of its folder; undefined where it is an object that is called so. */
export function readWaiversBeside(file: string): WaiverFile | undefined {
  const read = readText(file);
  if (!('text' in read)) return unreadableFile(file, 1, read.problem);
  const parsed = parseYaml(read.text);
  if ('value' in parsed && isMap(parsed.value) && 'kind' in parsed.value) return undefined;
  return waiversIn(read.text, file, path.dirname(file));
}

function waiversIn(text: string, file: string, folder?: string): WaiverFile {
  const parsed = parseYaml(text);
  if ('problem' in parsed) return unreadableFile(file, parsed.line + 1, parsed.problem);
  const value = parsed.value ?? {};
  const problem = unjudgeableReason(value) ?? new AliasBudget().refusalOf(value, text);
  if (problem !== undefined) return unreadableFile(file, 1, problem);
  if (!isListOfWaivers(value)) return unreadableFile(file, 1, 'it must hold waivers, a list, and nothing else');
  const lines = new DocumentLines(text);
  const waivers = (value.waivers ?? []).map((content, index) => {
    const place = `waivers[${index}]`;
    return { file, line: lines.lineOf(place) + 1, path: place, folder, content };
  });
  return { waivers, unreadable: [] };
}

function isListOfWaivers(value: unknown): value is PlainMap & { waivers?: unknown[] } {
  return isMap(value) && Object.keys(value).every((key) => key === 'waivers')
    && (value.waivers === undefined || value.waivers === null || Array.isArray(value.waivers));
}

function unreadableFile(file: string, line: number, message: string): WaiverFile {
  return { waivers: [], unreadable: [{ file, line, message: `it should say what is waived: ${message}` }] };
}
