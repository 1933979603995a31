/** A piece of a text, and whether it is code. */
export interface Piece {
  readonly text: string;
  readonly isCode: boolean;
}

/** No fragment is followed further: what is never closed must not be read again from each of its words. */
const LONGEST_FRAGMENT = 400;
const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };
const QUOTES = new Set(['"', "'"]);
/** What people have marked. */
const MARKED = /`[^`\n]{1,400}`/y;
/** `new Platform(`, `Probes.http(`. */
const CALL = /(?:new )?[A-Za-z]\w{0,60}(?:\.\w{1,60}){0,4}(?=\()/y;
/** `spec: `, `metadata.annotations[preflight/external]: `. */
const KEY = /[a-z][\w./-]{0,80}(?:\[[\w./-]{1,80}\])?: /y;
/** A key that no sentence has before a colon. */
const KEY_OF_NO_SENTENCE = /[A-Z_./]/;
/** `maxUnavailable`, `auth.serviceAccount` and `spec.hard`, and no `gRPC`. */
const FIELD = /(?:[a-z]\w{0,40}\.){0,6}[a-z]{2,40}[A-Z]\w{1,60}|(?:spec|metadata)(?:\.\w{1,60}){1,6}/y;
const WORD = /[\w./@:$-]{1,200}/y;
const GAP = /[^\w`]{1,400}|\w{1,400}/y;

/** The text, with what is code apart: calls, keys with their values, names of fields, and what stands in backticks. */
export function codeInProse(text: string): Piece[] {
  const pieces: Piece[] = [];
  let prose = '';
  for (let at = 0; at < text.length;) {
    const code = endOfCode(text, at);
    const end = code ?? gapEnd(text, at);
    if (code === undefined) {
      prose += text.slice(at, end);
    } else {
      if (prose !== '') pieces.push({ text: prose, isCode: false });
      pieces.push({ text: text.slice(at, end).replace(/^`|`$/g, ''), isCode: true });
      prose = '';
    }
    at = end;
  }
  return prose === '' ? pieces : [...pieces, { text: prose, isCode: false }];
}

/** Where the code that begins here ends; undefined where none does. */
function endOfCode(text: string, at: number): number | undefined {
  return matchEnd(MARKED, text, at) ?? endOfCall(text, at) ?? endOfPair(text, at) ?? matchEnd(FIELD, text, at);
}

function gapEnd(text: string, at: number): number {
  return matchEnd(GAP, text, at) ?? at + 1;
}

function endOfCall(text: string, at: number): number | undefined {
  const open = matchEnd(CALL, text, at);
  return open === undefined ? undefined : endOfBrackets(text, open);
}

function endOfPair(text: string, at: number): number | undefined {
  const value = matchEnd(KEY, text, at);
  if (value === undefined) return undefined;
  const whole = endOfCall(text, value) ?? endOfBrackets(text, value) ?? endOfQuoted(text, value);
  if (whole !== undefined) return whole;
  const isKey = at === 0 || KEY_OF_NO_SENTENCE.test(text.slice(at, value));
  const word = isKey ? matchEnd(WORD, text, value) : undefined;
  return word === undefined ? undefined : withoutStop(text, word);
}

/** A sentence may end behind a value. */
function withoutStop(text: string, end: number): number | undefined {
  const last = text[end - 1];
  if (last === ':') return undefined;
  return last === '.' ? end - 1 : end;
}

function endOfQuoted(text: string, at: number): number | undefined {
  if (!QUOTES.has(text[at])) return undefined;
  const end = text.slice(at + 1, at + LONGEST_FRAGMENT).indexOf(text[at]);
  return end < 0 ? undefined : at + end + 2;
}

/** Where the bracket that opens here is closed, with all brackets and quotes in it. */
function endOfBrackets(text: string, at: number): number | undefined {
  const open: string[] = [];
  const last = Math.min(text.length, at + LONGEST_FRAGMENT);
  for (let index = at; index < last; index += 1) {
    const letter = text[index];
    if (CLOSING[letter] !== undefined) open.push(CLOSING[letter]);
    else if (letter === open.at(-1)) open.pop();
    else if (open.length > 0 && QUOTES.has(letter)) index = (endOfQuoted(text, index) ?? last) - 1;
    if (open.length === 0) return index > at ? index + 1 : undefined;
  }
  return undefined;
}

function matchEnd(expression: RegExp, text: string, at: number): number | undefined {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : undefined;
}
