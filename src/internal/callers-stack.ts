import * as path from 'path';

const OURS = path.join(__dirname, '..', path.sep);
const FRAME = '\n    at ';
/** What has no file, and what belongs to Node. */
const NO_FILE = /<anonymous>|\(node:/;

/**
 * An error with the stack of whoever called: Node prints it where nobody catches the error, and the line to be mended
 * is theirs. Where nobody called from outside, it stays as it is.
 */
export function withCallersStack<T extends Error>(error: T): T {
  const { message, stack = '' } = error;
  const start = stack.indexOf(FRAME, stack.indexOf(message) + message.length);
  const frames = start < 0 ? [] : stack.slice(start + FRAME.length).split(FRAME);
  const first = frames.findIndex((frame) => !frame.includes(OURS) && !NO_FILE.test(frame));
  if (first > 0) error.stack = [stack.slice(0, start), ...frames.slice(first)].join(FRAME);
  return error;
}
