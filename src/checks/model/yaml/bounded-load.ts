import { load, Schema } from 'js-yaml';
import { ALLOWANCE, CHARACTERS_OF_A_VALUE } from './alias-budget';

const TOO_LONG = 'its aliases repeat too long texts in lists; write less by aliases';

/** What js-yaml's listener is given of the state of its reader. */
export interface ReaderState {
  readonly line: number;
  readonly result: unknown;
}

/** Is told where each value begins, and where it ends. */
export type ReaderListener = (event: 'open' | 'close', state: ReaderState) => void;

/** A document that is YAML, and would become more than what it says. */
export class RefusedAliases extends Error {
  /** @param line from 0 */
  constructor(message: string, public readonly line: number) {
    super(message);
  }
}

/**
 * Reads one document. A list that is the key of a map becomes a text while it is read, before anybody can look at it:
 * where there are aliases, what lists would be as texts is counted.
 *
 * @throws RefusedAliases where that is more than aliases may stand for
 */
export function boundedLoad(text: string, schema?: Schema, listener?: ReaderListener): unknown {
  const lists = text.includes('*') ? new ListTexts(text.length) : undefined;
  if (lists === undefined) return load(text, { schema, listener: listener as never });
  const tellBoth: ReaderListener = (event, state) => {
    lists.onEvent(event, state);
    listener?.(event, state);
  };
  return load(text, { schema, listener: tellBoth as never });
}

class ListTexts {
  private last: unknown;
  private left: number;

  constructor(length: number) {
    this.left = (length + ALLOWANCE) * CHARACTERS_OF_A_VALUE;
  }

  public onEvent(event: 'open' | 'close', { line, result }: ReaderState): void {
    // The reader tries every value as the key of a map first, and closes it twice then.
    if (event === 'close' && result !== this.last && Array.isArray(result)) this.count(result, line);
    this.last = event === 'close' ? result : undefined;
  }

  private count(list: readonly unknown[], line: number): void {
    for (const item of list) this.left -= lengthOf(item);
    if (this.left < 0) throw new RefusedAliases(TOO_LONG, line);
  }
}

/** With the comma after it; a map is `[object Object]` there. */
function lengthOf(item: unknown): number {
  if (typeof item === 'string') return item.length + 1;
  return typeof item === 'object' && item !== null ? 16 : 8;
}
