/** `[path] 'prop' must ..., got ...; do ...` */
export const NAMED_ERROR = /^\[[^\]]+\] '[^']+' must [\s\S]+, got [\s\S]+; [\s\S]+$/;

/** The message that a function throws; fails where it throws none. */
export function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}
