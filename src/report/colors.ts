import { styleText } from 'util';

type Style = Parameters<typeof styleText>[0];

/** Puts colours on text, or leaves it as it is. */
export class Colors {
  /** @param isColored whether whoever reads it can see them */
  constructor(private readonly isColored: boolean) {}

  public paint(style: Style, text: string): string {
    return this.isColored ? styleText(style, text, { validateStream: false }) : text;
  }
}
