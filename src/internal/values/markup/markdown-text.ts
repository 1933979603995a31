import { visible } from '../visible-text';

const BACKTICKS = /`+/g;
const SHORTEST_FENCE = 3;
/** What would be one with the fence, would lose its own spaces, or is nothing. */
const NEEDS_MARGIN = /^$|^[` ]|[` ]$/;
/** What begins a link, a tag, an entity, code, stress or a cell. */
const ACTIVE = /[\\`*_[\]<>&|~]/g;
/** What makes a heading, a list or a line of its first words. */
const BEGINS_BLOCK = /^ *(?:[-+#=]|\d{1,9}[.)])/;
const FIRST_MARK = /[-+#=.)]/;

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

/** A text as a paragraph, in which nothing is read as anything else. */
export function prose(text: string): string {
  const line = visible(text.replaceAll('\n', ' ')).replace(ACTIVE, '\\$&');
  return BEGINS_BLOCK.test(line) ? line.replace(FIRST_MARK, '\\$&') : line;
}

/** Lines as a block of code, in which nothing is read as anything else. */
export function fenced(lines: string, language: string): string {
  const fence = '`'.repeat(Math.max(SHORTEST_FENCE, longestRun(lines) + 1));
  return `${fence}${language}\n${lines}\n${fence}`;
}

function longestRun(text: string): number {
  return (text.match(BACKTICKS) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
