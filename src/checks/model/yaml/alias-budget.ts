/** Enough for what people repeat by hand in a small file. */
export const ALLOWANCE = 10_000;
export const CHARACTERS_OF_A_VALUE = 64;

/**
 * What aliases may make in one run: as many values as there are characters to read, and some more.
 *
 * A limit for each document would be none, for there may be any number of them. What is written out needs more
 * characters than it has values.
 */
export class AliasBudget {
  private left: number;

  /** @param allowance how many values there may be more than characters */
  constructor(allowance = ALLOWANCE) {
    this.left = allowance;
  }

  /** Why a document is not judged: its aliases stand for too much; undefined where they do not. */
  public refusalOf(document: unknown, text: string): string | undefined {
    this.left += text.length;
    if (!text.includes('*')) return undefined;
    const size = sizeOf(document, new Map());
    if (size > this.left) {
      this.left -= text.length;
      return `its aliases stand for ${size} values, out of ${text.length} characters; write less by aliases`;
    }
    this.left -= size;
    return undefined;
  }
}

/** The values that are meant, long texts and keys as several; looks at each that is shared once. */
function sizeOf(value: unknown, known: Map<object, number>): number {
  if (typeof value === 'string') return 1 + excessOf(value);
  if (typeof value !== 'object' || value === null) return 1;
  let size = known.get(value);
  if (size === undefined) {
    size = Object.values(value).reduce((sum: number, child) => sum + sizeOf(child, known), 1);
    if (!Array.isArray(value)) size = Object.keys(value).reduce((sum, key) => sum + excessOf(key), size);
    known.set(value, size);
  }
  return size;
}

function excessOf(text: string): number {
  return Math.floor(text.length / CHARACTERS_OF_A_VALUE);
}
