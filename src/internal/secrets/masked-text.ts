import type * as Formats from './known-formats';
import { quotedForms } from './quoted-forms';
import { SeenTexts } from './seen-texts';
import { shortened } from '../values/visible-text';

/** What stands between words, and between the parts of a path. */
const BETWEEN = /[\s"'`<>()[\]{},;|]/;
/** What may be within a private key, in which words end before it does. */
const QUOTE = /["'`]/g;
/** No secret that is known by its form is shorter. */
const SHORTEST = 8;
/** Words that a sentence may have of its own: of those alone that stand in quotes it is said that they are meant. */
const WORD_OF_SENTENCES = /^(?:[a-z]{0,12}|[\d.]{0,4}|.{0,3})$/i;
const IN_QUOTES = /["'`]/;
const WORD = /\w/;

/* eslint-disable @typescript-eslint/no-require-imports */
let formats: typeof Formats | undefined;

/** A text that is not to be shown, and what it is. */
export interface HiddenText {
  readonly text: string;
  readonly kind: string;
}

/** What is shown instead of a secret. */
export function unshown(kind: string): string {
  return `[${kind}, which is not shown]`;
}

const MASKED = new SeenTexts<string>();

/** A text without the secrets in it that are known by their form, whoever wrote them there. */
export function maskedText(text: string): string {
  return text.length < SHORTEST ? text : MASKED.of(text, () => withoutKnown(text));
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

/** Takes texts that are not to be shown out of what is said, and whatever is known as a secret by its form. */
export class TextMask {
  private readonly forms: readonly HiddenText[];

  constructor(hidden: readonly HiddenText[]) {
    const forms = hidden.flatMap(({ text, kind }) => formsOf(text).map((form) => ({ text: form, kind })));
    // One may be part of another.
    this.forms = forms.sort((left, right) => right.text.length - left.text.length);
  }

  /** What may be shown of a text. */
  public applyTo(text: string): string {
    let masked = text;
    for (const form of this.forms) if (masked.includes(form.text)) masked = without(masked, form);
    return maskedText(masked);
  }
}

/** As messages write it: as it is, in quotes, and its beginning alone. */
function formsOf(text: string): string[] {
  const all = new Set([text, text.trim(), shortened(text)].flatMap(quotedForms));
  return [...all].filter((form) => form !== '');
}

function without(text: string, { text: hidden, kind }: HiddenText): string {
  if (text === hidden) return unshown(kind);
  const isPart = WORD_OF_SENTENCES.test(hidden) ? isQuoted : isWhole;
  let masked = '';
  let next = 0;
  for (let start = text.indexOf(hidden); start >= 0; start = text.indexOf(hidden, start + 1)) {
    const end = start + hidden.length;
    if (start < next || !isPart(text, start, end)) continue;
    masked += text.slice(next, start) + unshown(kind);
    next = end;
  }
  return masked + text.slice(next);
}

function isQuoted(text: string, start: number, end: number): boolean {
  return IN_QUOTES.test(text[start - 1] ?? '') && IN_QUOTES.test(text[end] ?? '');
}

/** Whether no word goes on before or behind it. */
function isWhole(text: string, start: number, end: number): boolean {
  const goesOn = (index: number) => WORD.test(text[index - 1] ?? '') && WORD.test(text[index] ?? '');
  return !goesOn(start) && !goesOn(end);
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
