import { maskedText, unshown } from './masked-text';
import { quotedForms } from './quoted-forms';
import { shortened } from '../values/visible-text';

/** Words that a sentence may have of its own: of those alone that stand in quotes it is said that they are meant. */
const WORD_OF_SENTENCES = /^(?:[a-z]{0,12}|[\d.]{0,4}|.{0,3})$/i;
const IN_QUOTES = /["'`]/;
const WORD = /\w/;

/** A text that is not to be shown, and what it is. */
export interface HiddenText {
  readonly text: string;
  readonly kind: string;
}

/** Takes texts that are not to be shown out of what is said, and whatever is known as a secret by its form. */
export class TextMask {
  private readonly kinds = new Map<string, string>();
  /** In their order, so that few of them are compared, however many there are. */
  private readonly forms: readonly string[];

  constructor(hidden: readonly HiddenText[]) {
    for (const { text, kind } of hidden) {
      for (const form of formsOf(text)) if (!this.kinds.has(form)) this.kinds.set(form, kind);
    }
    this.forms = [...this.kinds.keys()].sort();
  }

  /** What may be shown of a text. */
  public applyTo(text: string): string {
    if (this.forms.length === 0) return maskedText(text);
    const kind = this.kinds.get(text);
    return kind === undefined ? maskedText(this.without(text)) : unshown(kind);
  }

  /** Where one goes on behind another, both are left out together. */
  private without(text: string): string {
    let masked = '';
    let next = 0;
    for (let start = 0; start < text.length; start += 1) {
      const form = goesOn(text, start) ? undefined : this.formAt(text, start);
      if (form === undefined || start + form.length <= next) continue;
      if (start >= next) masked += text.slice(next, start) + unshown(this.kinds.get(form)!);
      next = start + form.length;
    }
    return masked + text.slice(next);
  }

  /** The longest that stands at a place, and is meant there. */
  private formAt(text: string, start: number): string | undefined {
    let rest = text.slice(start);
    while (rest !== '') {
      const form = this.lastUpTo(rest);
      if (form === undefined) return undefined;
      // Whatever the rest begins with is this one, or what this one begins with.
      if (rest.startsWith(form) && isMeant(text, start, form)) return form;
      rest = rest.slice(0, Math.min(commonLength(form, rest), form.length - 1));
    }
    return undefined;
  }

  private lastUpTo(text: string): string | undefined {
    let [low, high] = [0, this.forms.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.forms[middle] <= text) low = middle + 1;
      else high = middle;
    }
    return this.forms[low - 1];
  }
}

/** As messages write it: as it is, in quotes, and its beginning alone. */
function formsOf(text: string): string[] {
  return [text, text.trim(), shortened(text)].flatMap(quotedForms).filter((form) => form !== '');
}

function commonLength(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return length;
}

/** Whether it stands in quotes, or no word goes on before or behind it where a sentence has no such word of its own. */
function isMeant(text: string, start: number, form: string): boolean {
  const end = start + form.length;
  if (!WORD_OF_SENTENCES.test(form)) return !goesOn(text, end);
  return IN_QUOTES.test(text[start - 1] ?? '') && IN_QUOTES.test(text[end] ?? '');
}

function goesOn(text: string, index: number): boolean {
  return index > 0 && index < text.length && WORD.test(text[index - 1]) && WORD.test(text[index]);
}
