import { Colors } from './colors';
import { CheckFindings, countOf } from './finding-order';
import { quotedValueText, valueText } from './manifest-values';
import { subjectList, subjectOf } from './object-names';
import { WIDTH, wrapped } from './width';
import { Manifest } from '../checks/model/manifest';
import { Result } from '../checks/model/result';
import { MANAGED_BY, MANAGED_BY_LABEL } from '../internal/naming/labels';
import { maskedPath } from '../internal/secrets/masked-text';
import { shownText, visible } from '../internal/values/visible-text';

const MAX_MESSAGE = 1000;
const STYLES = { critical: 'red', warning: 'yellow', advice: 'cyan' } as const;

/** `CRITICAL` and such, in its colour. */
export function severityLabel({ check, isError }: CheckFindings, colors: Colors): string {
  const label = isError ? 'ERROR' : check.severity.toUpperCase();
  return colors.paint(isError ? 'red' : STYLES[check.severity], label.padEnd(8));
}

/** A check with what it found first, as one text: where there is no room for more. */
export function compactLines(findings: CheckFindings, colors: Colors): string[] {
  const { check, results } = findings;
  const [first] = results;
  const place = placeOf(first);
  const label = `${severityLabel(findings, colors)}  ${colors.paint('bold', check.id)}`;
  const subject = `${subjectOf(first)}${place === '' ? '' : `  ${place}`}`;
  const count = countOf(findings);
  const rest = count === 1 ? '' : ` (and ${count - 1} more)`;
  return wrapped([`${label}: ${subject}: ${whoOf(first)}${shownText(first.message, MAX_MESSAGE)}${rest}`]);
}

/** A check with its reason and its remedy, then what it found, by object; the first few where there is a limit. */
export function checkLines(findings: CheckFindings, colors: Colors, limit = Infinity): string[] {
  const { check, results, more } = findings;
  const shown = results.slice(0, limit);
  const rest = results.slice(shown.length);
  const { manifest, construct } = check.remedy;
  const isOurs = construct !== undefined && results.some((result) => isMadeByUs(result.manifest));
  return wrapped([
    `${severityLabel(findings, colors)}  ${colors.paint('bold', check.id)}`,
    ...field('why', check.why),
    ...field('fix', manifest),
    ...(isOurs ? field('in code', construct) : []),
    ...bySubject(shown).flatMap((same) => subjectLines(same, colors)),
    ...(rest.length + more.findings === 0 ? [] : [restLine(rest, more)]),
  ]);
}

/** What the constructs say of it helps those who use them. */
export function isMadeByUs(manifest: Manifest | undefined): boolean {
  return manifest?.labels[MANAGED_BY_LABEL] === MANAGED_BY;
}

/** A word for it, and the text. */
type Fact = readonly [name: string, text: string];

/** What is said of the value beside the message; what the message says need not be read twice. */
export function factsOf({ message, path, actual, expected }: Result): Fact[] {
  const facts: Fact[] = [];
  if (path !== undefined) facts.push(['at', shownText(path)]);
  if (actual !== undefined) facts.push(['current', quotedValueText(actual)]);
  if (expected !== undefined && !isSaid(expected, message)) facts.push(['wanted', valueText(expected)]);
  return facts;
}

/** The file and the line; empty where nobody knows them. */
export function placeOf({ file, line }: Result): string {
  return file === undefined || line === undefined ? '' : visible(`${maskedPath(file)}:${line}`);
}

function restLine(rest: readonly Result[], { findings, objects }: CheckFindings['more']): string {
  const head = `  and ${rest.length + findings} more`;
  return rest.length === 0 ? head : `${head}: ${subjectList(rest, WIDTH - head.length - 2, objects)}`;
}

/** Findings of one object, or of one file where no object could be read, stand together. */
function bySubject(results: readonly Result[]): Result[][] {
  const groups = new Map<Manifest | string, Result[]>();
  for (const result of results) {
    const key = result.manifest ?? result.file ?? '';
    const group = groups.get(key);
    if (group) group.push(result);
    else groups.set(key, [result]);
  }
  return [...groups.values()];
}

function subjectLines(results: readonly Result[], colors: Colors): string[] {
  const [first] = results;
  const place = first.manifest === undefined ? '' : placeOf(first);
  return [
    `  ${colors.paint('bold', subjectOf(first))}${place === '' ? '' : colors.paint('dim', `  ${place}`)}`,
    ...results.flatMap((result) => findingLines(result, placeOf(result) === place)),
  ];
}

function findingLines(result: Result, isPlaceSaid: boolean): string[] {
  const where = isPlaceSaid || result.line === undefined ? '' : `  (line ${result.line})`;
  const facts = factsOf(result);
  const short = `    ${facts.map(([name, text]) => `${name} ${text}`).join('   ')}`;
  return [
    `    ${whoOf(result)}${shownText(result.message, MAX_MESSAGE)}${where}`,
    ...(facts.length > 0 && short.length <= WIDTH ? [short] : facts.flatMap(([name, text]) => field(name, text, 4))),
  ];
}

function whoOf({ container }: Result): string {
  return container === undefined ? '' : `container ${shownText(container)} `;
}

/** What the message ends or stands with need not be read twice. */
function isSaid(expected: unknown, message: string): boolean {
  return typeof expected === 'string' && expected.includes(' ') && message.includes(expected);
}

function field(name: string, text: string, indentation = 2): string[] {
  const [first, ...rest] = text.trimEnd().split('\n');
  const margin = ' '.repeat(indentation);
  return [`${margin}${name.padEnd(7)}  ${first}`, ...rest.map((line) => `${margin}${' '.repeat(9)}${line}`)];
}
