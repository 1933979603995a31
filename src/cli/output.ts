import { maskedText } from '../internal/secrets/masked-text';
import { fileProblem } from '../internal/values/file-problems';
import { shownText, visible, visibleLines } from '../internal/values/visible-text';
import { visiblePainted } from '../report/colors';

const CLEAR_LINE = '\r\u001b[K';
const LONGEST_ERROR = 2000;

/** Why what is printed does not arrive; nothing of what follows will. */
let failure: NodeJS.ErrnoException | undefined;

/** Notices where what is printed does not arrive. */
export function watchOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => { failure ??= error; });
  // Nobody is left to tell.
  process.stderr.on('error', () => undefined);
}

/** Whether whoever reads it sees colours. */
export function isColored(): boolean {
  return process.stdout.isTTY && !process.env.NO_COLOR;
}

/** Prints whole lines; fails where those before did not arrive, but for whoever has seen enough, as `head` has. */
export function print(lines: string): void {
  if (failure?.code === 'EPIPE') return;
  if (failure !== undefined) throw failure;
  process.stdout.write(isColored() ? visiblePainted(lines) : visibleLines(lines));
}

/** Prints one line, whatever is in the text. */
export function printLine(text: string): void {
  print(`${visible(text)}\n`);
}

/** Says in one line why nothing was done. */
export function printError(error: unknown): void {
  // That is said once, at the end.
  if (error === failure) return;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`preflight: ${shownText(maskedText(message), LONGEST_ERROR)}\n`);
}

/** A line of a terminal that is written over. */
export interface StatusLine {
  readonly isSeen: boolean;
  show(text: string): void;
  clear(): void;
}

/** That of whoever waits for the end. */
export const statusLine: StatusLine = {
  isSeen: process.stderr.isTTY === true,
  show: (text) => process.stderr.write(`${CLEAR_LINE}${visible(text)}`),
  clear: () => process.stderr.write(CLEAR_LINE),
};

/** Waits for what is printed to arrive, and gives the exit code: what was found is not known where it does not. */
export async function finishOutput(code: number): Promise<number> {
  await new Promise((resolve) => { process.stdout.write('', resolve); });
  if (failure === undefined || failure.code === 'EPIPE') return code;
  printError(new Error(`standard output cannot be written: ${fileProblem(failure)}`));
  return 2;
}
