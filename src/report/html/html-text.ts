import { xmlText } from '../xml-text';

/** Markup that a page takes as it is: whatever texts are in it have been escaped. */
export class Markup {
  constructor(public readonly text: string) {}
}

export const NOTHING = new Markup('');

type Part = Markup | readonly Markup[] | string | number;

/**
 * Markup with values in it. Each text is escaped, so that it is text in an element and in an attribute with quotes,
 * whatever it holds.
 */
export function html(literals: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return new Markup(literals.reduce((before, literal, index) => `${before}${textOf(values[index - 1])}${literal}`));
}

/** `1 finding` or `2 findings`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The address of a place in the page, whatever it is called. */
export function fragment(key: string, value: string): string {
  // Half of what is written as two characters has no code.
  return `#${key}=${encodeURIComponent(Buffer.from(value).toString())}`;
}

function textOf(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return xmlText(String(part));
}
