import { boxLines } from './box-lines';
import { Colors } from './colors';
import { checkLines, compactLines } from './finding-lines';
import { CheckFindings, findingsByCheck, newAndKnown } from './finding-order';
import { Report } from './report';
import { summaryLines, tableLines } from './summary-lines';
import { screenLines, wrapped } from './width';
import { Result } from '../checks/model/result';
import { Severity } from '../checks/model/severity';
import { maskedPath } from '../internal/secrets/masked-text';
import { visible } from '../internal/values/visible-text';

/** Two screens of fifty lines, without what a shell says around them. */
const MAX_LINES = 94;
const MAX_ROWS = 25;
const MAX_ERRORS = 40;
const MAX_PATHS = 3;
/** How many findings of each check are shown in full, as long as all of them fit. */
const SHOWN_OF_EACH = [Infinity, 8, 5, 3, 2, 1];

/** How the report is written. */
export interface TextOptions {
  readonly colors: Colors;
  /** The least severity that keeps manifests from being ready. */
  readonly failOn: Severity;
  /** Shows each finding in full, and what was skipped. */
  readonly isAll: boolean;
  /** Shows every box of the launch checklist. */
  readonly areBoxesShown: boolean;
}

/** The report for a person: the verdict, what is wrong by check, the worst of it in full, then the boxes; in parts. */
export function* textReport(report: Report, options: TextOptions): Generator<string> {
  if (report.manifests.length === 0) {
    yield textOf(nothingLines(report, options));
    return;
  }
  const { colors, failOn, isAll, areBoxesShown } = options;
  // Boxes that wait for a person are said in one line, below.
  const told = isAll ? report.results : report.results.filter((result) => result.isUnattested !== true);
  const { new: all, known } = newAndKnown(told, report.untold);
  const rows = tableLines(all, colors, isAll ? Infinity : MAX_ROWS);
  const head = wrapped([...summaryLines(report, failOn, colors), ...rows]);
  const tail = wrapped([
    ...boxLines(report, { colors, areAllShown: areBoxesShown }),
    ...(isAll ? skippedLines(report) : hintLines(report)),
  ]);
  yield textOf(head);
  if (isAll) yield* wholeLines(all, known, colors);
  else yield textOf(worstLines(all, colors, MAX_LINES - screenLines(head) - (areBoxesShown ? 0 : screenLines(tail))));
  yield textOf(tail);
}

function* wholeLines(
  all: readonly CheckFindings[], known: readonly CheckFindings[], colors: Colors,
): Generator<string> {
  for (const findings of all) yield textOf([...checkLines(findings, colors), '']);
  if (known.length > 0) yield textOf([colors.paint('bold', 'Known from the baseline'), '']);
  for (const findings of known) yield textOf([...checkLines(findings, colors), '']);
}

/** What failed or is in error in full, by check, worst first. */
export function findingLines(results: readonly Result[], colors: Colors): string[] {
  return findingsByCheck(results).flatMap((findings) => [...checkLines(findings, colors), '']);
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** Where no object was read, there is nothing to count. */
function nothingLines({ results, notes, skipped, paths }: Report, { colors, isAll }: TextOptions): string[] {
  const errors = results.filter(({ status }) => status === 'error');
  const shown = errors.slice(0, isAll ? Infinity : MAX_ERRORS);
  return wrapped([
    ...shown.map(({ file = 'input', line, message }) => (
      visible(`${maskedPath(file)}${line === undefined ? '' : `:${line}`}: ${message}`)
    )),
    ...(shown.length === errors.length ? [] : [`and ${errors.length - shown.length} more; --all shows them`]),
    ...notes,
    ...(isAll ? skippedLines({ skipped }) : []),
    colors.paint('red', errors.length > 0 || paths.length === 0 ? 'Nothing was judged.'
      : `Nothing was judged: no manifest in ${placesIn(paths)}`),
  ]);
}

function placesIn(paths: readonly string[]): string {
  const names = paths.slice(0, MAX_PATHS).map(visible);
  return names.join(', ') + (paths.length > MAX_PATHS ? ` and ${paths.length - MAX_PATHS} more` : '');
}

/** Errors and critical findings, as many as there is room for. */
function worstLines(all: readonly CheckFindings[], colors: Colors, room: number): string[] {
  const worst = all.filter(({ check, isError }) => isError || check.severity === Severity.CRITICAL);
  for (const limit of SHOWN_OF_EACH) {
    const lines = worst.flatMap((findings) => [...checkLines(findings, colors, limit), '']);
    if (screenLines(lines) <= room) return lines;
  }
  return shortLines(worst, colors, room);
}

/** One finding of each check: in full of the first, as many as leave a line for each of the others. */
function shortLines(worst: readonly CheckFindings[], colors: Colors, room: number): string[] {
  const blocks = worst.map((findings) => [...checkLines(findings, colors, 1), '']);
  const lines = worst.map((findings) => compactLines(findings, colors));
  // Two for what may have to be said of the rest.
  const left = room - 2;
  const sizes = { blocks: blocks.map(screenLines), lines: lines.map(screenLines) };
  let used = sum(sizes.lines);
  let whole = 0;
  while (whole < blocks.length && used + sizes.blocks[whole] - sizes.lines[whole] <= left) {
    used += sizes.blocks[whole] - sizes.lines[whole];
    whole += 1;
  }
  const short = fittingLines(lines.slice(whole), left - sum(sizes.blocks.slice(0, whole)));
  return [...blocks.slice(0, whole).flat(), ...short, ''];
}

/** As many texts as there is room for, one at least, and how many there are besides. */
function fittingLines(blocks: readonly (readonly string[])[], room: number): string[] {
  let used = 0;
  let count = 0;
  while (count < blocks.length && (count === 0 || used + screenLines(blocks[count]) <= room)) {
    used += screenLines(blocks[count]);
    count += 1;
  }
  const rest = blocks.length - count;
  const checks = `critical ${rest === 1 ? 'check' : 'checks'}`;
  return [...blocks.slice(0, count).flat(), ...(rest === 0 ? [] : [`and ${rest} more ${checks}; --all shows each`])];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function hintLines({ total: { failed, error } }: Report): string[] {
  const count = failed + error;
  if (count === 0) return [];
  const what = count === 1 ? 'the finding' : `all ${count} findings`;
  return [`--all shows ${what} in full; preflight explain CHECK says more of one.`];
}

function skippedLines({ skipped }: Pick<Report, 'skipped'>): string[] {
  if (skipped.length === 0) return [];
  return ['Skipped', ...skipped.map(({ file, reason }) => `  ${visible(file)}  ${reason}`), ''];
}
