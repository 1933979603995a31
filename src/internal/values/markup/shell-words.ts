const PLAIN = /^[-\w@%+:,./]+$/;

/** A text as one word of a POSIX shell, in which nothing is expanded, whatever it holds. */
export function shellWord(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
