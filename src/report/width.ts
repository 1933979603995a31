import { unpainted } from './colors';

/** The characters of a line, whatever the terminal has: what is written to a file must not change with it. */
export const WIDTH = 100;

/** What stands before a text: spaces, and a word in a column of its own. */
const COLUMN = /^ *(?:\S+ {2,})?/;
const HANGING = 2;

/** Lines broken at spaces where they are longer; the rest of one stands below its text. A longer word stays whole. */
export function wrapped(lines: readonly string[]): string[] {
  return lines.flatMap((line) => (unpainted(line).length <= WIDTH ? [line] : brokenLine(line)));
}

function brokenLine(line: string): string[] {
  const lines: string[] = [];
  const margin = ' '.repeat(hangingOf(unpainted(line)));
  const text = line.trimStart();
  let current = line.slice(0, line.length - text.length);
  let width = current.length;
  let isBegun = false;
  for (const word of text.split(' ')) {
    const length = unpainted(word).length;
    if (isBegun && width + 1 + length > WIDTH) {
      lines.push(current.trimEnd());
      [current, width, isBegun] = [margin, margin.length, false];
    }
    if (!isBegun && word === '') continue;
    current += isBegun ? ` ${word}` : word;
    width += isBegun ? 1 + length : length;
    isBegun = true;
  }
  return [...lines, current];
}

function hangingOf(line: string): number {
  const [{ length }] = COLUMN.exec(line)!;
  return length > 0 && line[length - 2] === ' ' && line.slice(0, length).trim() !== '' ? length : length + HANGING;
}

/** How many lines of a screen these take, as longer words are broken. */
export function screenLines(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(unpainted(line).length / WIDTH)), 0);
}

/** A list after its head, broken where a line is full; what is broken stands below where the list began. */
export function wrappedList(head: string, items: readonly string[]): string[] {
  const lines: string[] = [];
  let line = head;
  for (const [index, item] of items.entries()) {
    const text = ` ${item}${index === items.length - 1 ? '' : ','}`;
    if (line !== head && line.length + text.length > WIDTH) {
      lines.push(line);
      line = ' '.repeat(head.length);
    }
    line += text;
  }
  return [...lines, line];
}
