import type * as Formats from './known-formats';
import { SeenTexts } from './seen-texts';

/** What stands between words, and between the parts of a path. */
const BETWEEN = /[\s"'`<>()[\]{},;|]/;
/** What may be within a private key, in which words end before it does. */
const QUOTE = /["'`]/g;
/** No secret that is known by its form is shorter. */
const SHORTEST = 8;

/* eslint-disable @typescript-eslint/no-require-imports */
let formats: typeof Formats | undefined;

/** What is shown instead of a secret. */
export function unshown(kind: string): string {
  return `[${kind}, which is not shown]`;
}

const MASKED = new SeenTexts<string>();

/** A text without the secrets in it that are known by their form, whoever wrote them there. */
export function maskedText(text: string): string {
  return text.length < SHORTEST ? text : MASKED.of(text, () => withoutKnown(text));
}

/** The same of the path of a file, of which each part is one by itself. */
export function maskedPath(file: string): string {
  return maskedText(file) === file ? file : file.split('/').map(maskedText).join('/');
}

function withoutKnown(text: string): string {
  formats ??= require('./known-formats') as typeof Formats;
  let masked = '';
  let next = 0;
  for (let secret = formats.knownSecretFrom(text, 0); secret; secret = formats.knownSecretFrom(text, next)) {
    masked += text.slice(next, Math.max(next, beginningOf(text, secret.start))) + unshown(secret.kind);
    next = endOf(text, secret);
  }
  return next === 0 ? text : masked + text.slice(next);
}

function beginningOf(text: string, index: number): number {
  let start = index;
  while (start > 0 && !BETWEEN.test(text[start - 1])) start -= 1;
  return start;
}

function endOf(text: string, { kind, end }: Formats.KnownSecret): number {
  if (kind === 'a private key') {
    QUOTE.lastIndex = end;
    return QUOTE.exec(text)?.index ?? text.length;
  }
  let last = end;
  while (last < text.length && !BETWEEN.test(text[last])) last += 1;
  return last;
}
