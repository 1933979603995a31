/** A document as it is written, with the line on which it begins. */
export interface DocumentText {
  readonly text: string;
  /** From 1. */
  readonly line: number;
}
