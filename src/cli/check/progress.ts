import { StatusLine } from '../output';

const PATIENCE_MILLISECONDS = 1000;
const PAUSE_MILLISECONDS = 100;

/** Tells a person at a terminal how far long work is; says nothing where nobody looks, or where it is soon done. */
export class Progress {
  private readonly start = performance.now();
  private last = 0;

  constructor(private readonly line: StatusLine) {}

  public say(text: () => string): void {
    if (!this.line.isSeen) return;
    const elapsed = performance.now() - this.start;
    if (elapsed < PATIENCE_MILLISECONDS || elapsed - this.last < PAUSE_MILLISECONDS) return;
    this.last = elapsed;
    this.line.show(text());
  }

  public end(): void {
    if (this.last > 0) this.line.clear();
  }
}
