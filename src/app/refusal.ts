import { withCallersStack } from '../internal/callers-stack';
import { shownLines } from '../internal/values/visible-text';

const MOST_PROBLEMS = 100;
const LONGEST_PROBLEM = 2000;
const MARGIN = '  ';
const INNER_MARGIN = MARGIN.repeat(3);

/** Says all that keeps anything from being written, where something does; the first hundred where there are more. */
export function refuse(problems: readonly string[]): void {
  if (problems.length === 0) return;
  const shown = problems.slice(0, MOST_PROBLEMS)
    .map((problem) => shownLines(problem, LONGEST_PROBLEM, INNER_MARGIN));
  const rest = problems.length - shown.length;
  const lines = rest === 0 ? shown : [...shown, `... and ${rest} more`];
  throw withCallersStack(new Error(`Nothing was written:\n${lines.map((line) => MARGIN + line).join('\n')}`));
}
