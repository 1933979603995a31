import { Severity } from '../../checks/model/severity';
import { codeSpan, fenced } from '../../internal/values/markup/markdown-text';
import { shownText } from '../../internal/values/visible-text';
import { boxLines } from '../box-lines';
import { Colors } from '../colors';
import { checkLines } from '../finding-lines';
import { CheckFindings, countOf, newAndKnown, objectsOf } from '../finding-order';
import { subjectList } from '../object-names';
import { Report } from '../report';
import { summaryLines } from '../summary-lines';
import { xmlText } from '../xml-text';

/** GitHub takes 65,536 in a comment, and somebody may write a line above it. */
const MAX_CHARACTERS = 65_000;
/** What is said of what there is no room for. */
const ROOM_FOR_REST = 200;
const MAX_ROWS = 25;
const MAX_NOTES = 10;
const MAX_NOTE = 300;
const WHERE = 70;
/** How many findings of each check are shown, as many as there is room for. */
const SHOWN_OF_EACH = [10, 3, 1];
const PLAIN = new Colors(false);
const HEAD = ['| severity | check | findings | objects | where |', '| --- | --- | ---: | ---: | --- |'];

/** How the report is written. */
export interface MarkdownOptions {
  /** The least severity that keeps manifests from being ready. */
  readonly failOn: Severity;
  /** Shows each finding, as long as there is room. */
  readonly isAll: boolean;
  /** Shows every box of the launch checklist. */
  readonly areBoxesShown: boolean;
}

/** The report as a comment on a change: the verdict, what is wrong by check, and the worst of it to be opened. */
export function* markdownReport(report: Report, options: MarkdownOptions): Generator<string> {
  const told = options.isAll ? report.results : report.results.filter(({ isUnattested }) => isUnattested !== true);
  const { new: fresh, known } = newAndKnown(told, report.untold);
  const all = options.isAll ? [...fresh, ...known] : fresh;
  const head = [...headLines(report, options), ...tableLines(fresh)].join('\n');
  const tail = report.manifests.length === 0 ? '' : checklist(report, options);
  const limits = options.isAll ? [Infinity, ...SHOWN_OF_EACH] : SHOWN_OF_EACH;
  yield `${head}\n`;
  yield* checkBlocks(all, limits, MAX_CHARACTERS - ROOM_FOR_REST - head.length - tail.length);
  yield tail;
}

function headLines(report: Report, { failOn }: MarkdownOptions): string[] {
  const { notes, manifests, hasBaseline } = report;
  const [verdict, counts, known] = summaryLines(report, failOn, PLAIN);
  const rest = notes.length - MAX_NOTES;
  return [
    `### Production readiness: ${manifests.length === 0 ? 'nothing was judged' : verdict}`,
    ...(manifests.length === 0 ? [] : ['', counts, ...(hasBaseline ? ['', known] : [])]),
    '',
    ...notes.slice(0, MAX_NOTES).map((note) => `- ${codeSpan(shownText(note, MAX_NOTE))}`),
    ...(rest > 0 ? [`- and ${rest} more notes`] : []),
    ...(notes.length === 0 ? [] : ['']),
  ];
}

function tableLines(all: readonly CheckFindings[]): string[] {
  if (all.length === 0) return [];
  const rest = all.length - MAX_ROWS;
  return [
    ...HEAD,
    ...all.slice(0, MAX_ROWS).map((findings) => {
      const where = codeSpan(subjectList(findings.subjects, WHERE, findings.more.objects));
      const cells = [severityOf(findings), codeSpan(findings.check.id), countOf(findings), objectsOf(findings), where];
      return `| ${cells.join(' | ')} |`;
    }),
    '',
    ...(rest > 0 ? [`and ${rest} more ${rest === 1 ? 'check' : 'checks'}`, ''] : []),
  ];
}

/** What was found by each check, worst first, as long as there is room; then how much more there is. */
function* checkBlocks(all: readonly CheckFindings[], limits: readonly number[], room: number): Generator<string> {
  let left = room;
  for (const [index, findings] of all.entries()) {
    const block = limits.map((limit) => checkBlock(findings, limit)).find(({ length }) => length <= left);
    if (block === undefined) {
      const count = all.slice(index).reduce((sum, one) => sum + countOf(one), 0);
      yield `There is no room for ${count} more findings of ${all.length - index} checks.\n\n`;
      return;
    }
    left -= block.length;
    yield block;
  }
}

function checkBlock(findings: CheckFindings, limit: number): string {
  const count = countOf(findings);
  const found = `${count} ${count === 1 ? 'finding' : 'findings'}`;
  const summary = `${severityOf(findings)}: <code>${xmlText(findings.check.id)}</code>, ${found}`;
  return details(summary, checkLines(findings, PLAIN, limit));
}

function checklist(report: Report, { areBoxesShown }: MarkdownOptions): string {
  return details('Launch checklist', boxLines(report, { colors: PLAIN, areAllShown: areBoxesShown }));
}

function details(summary: string, lines: readonly string[]): string {
  const block = fenced(lines.join('\n').trimEnd(), 'text');
  return `<details><summary>${summary}</summary>\n\n${block}\n\n</details>\n\n`;
}

function severityOf({ check, isError }: CheckFindings): string {
  return isError ? 'error' : check.severity;
}
