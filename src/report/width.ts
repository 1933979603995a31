import { unpainted } from './colors';

/** The characters of a line, whatever the terminal has: what is written to a file must not change with it. */
export const WIDTH = 100;

/** How many lines of a screen these take, as longer ones are broken. */
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
