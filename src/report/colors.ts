import { styleText } from 'util';
import { visibleLines } from '../internal/values/visible-text';

type Style = Parameters<typeof styleText>[0];

// Those that are used here; others hide text, or do more.
const CODE = /(\u001b\[(?:[12]|22|3[1236]|39)m)/;

/** Puts colours on text, or leaves it as it is. */
export class Colors {
  /** @param isColored whether whoever reads it can see them */
  constructor(private readonly isColored: boolean) {}

  public paint(style: Style, text: string): string {
    return this.isColored ? styleText(style, text, { validateStream: false }) : text;
  }
}

/** The lines without their colours. */
export function unpainted(lines: string): string {
  return lines.split(CODE).filter((_, index) => index % 2 === 0).join('');
}

/** The lines with their colours, and every other character to be seen. */
export function visiblePainted(lines: string): string {
  return lines.split(CODE).map((part, index) => (index % 2 === 0 ? visibleLines(part) : part)).join('');
}
