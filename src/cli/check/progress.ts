const PATIENCE_MILLISECONDS = 1000;
const PAUSE_MILLISECONDS = 100;
const CLEAR_LINE = '\r\u001b[K';

/** Tells a person at a terminal how far long work is; says nothing where nobody looks, or where it is soon done. */
export class Progress {
  private readonly start = performance.now();
  private last = 0;

  constructor(private readonly stream: { readonly isTTY?: boolean; write(text: string): unknown }) {}

  public say(text: () => string): void {
    if (this.stream.isTTY !== true) return;
    const elapsed = performance.now() - this.start;
    if (elapsed < PATIENCE_MILLISECONDS || elapsed - this.last < PAUSE_MILLISECONDS) return;
    this.last = elapsed;
    this.stream.write(`${CLEAR_LINE}${text()}`);
  }

  public end(): void {
    if (this.last > 0) this.stream.write(CLEAR_LINE);
  }
}
