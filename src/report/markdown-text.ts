import { visible } from '../internal/values/visible-text';

const BACKTICKS = /`+/g;
const SHORTEST_FENCE = 3;
/** What would be one with the fence, would lose its own spaces, or is nothing. */
const NEEDS_MARGIN = /^$|^[` ]|[` ]$/;

/**
 * A text as code within a line, or in a cell of a table, in which nothing is a link, a mention, a tag or the end of
 * the cell, whatever it holds.
 */
export function codeSpan(text: string): string {
  // Parsers do not agree on how many backslashes before a bar keep it from ending a cell.
  const inert = visible(text).replaceAll('|', '\\u007c');
  const fence = '`'.repeat(longestRun(inert) + 1);
  const margin = NEEDS_MARGIN.test(inert) ? ' ' : '';
  return `${fence}${margin}${inert}${margin}${fence}`;
}

/** Lines as a block of code, in which nothing is read as anything else. */
export function fenced(lines: string, language: string): string {
  const fence = '`'.repeat(Math.max(SHORTEST_FENCE, longestRun(lines) + 1));
  return `${fence}${language}\n${lines}\n${fence}`;
}

function longestRun(text: string): number {
  return (text.match(BACKTICKS) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
