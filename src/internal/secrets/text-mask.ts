import { maskedText, unshown } from './masked-text';
import { quotedForms } from './quoted-forms';
import { SeenTexts } from './seen-texts';

/** Words that a sentence may have of its own: of those alone that stand in quotes it is said that they are meant. */
const WORD_OF_SENTENCES = /^(?:[a-z]{0,12}|[\d.]{0,4}|.{0,3})$/i;
const IN_QUOTES = /["'`]/;
const WORD = /\w/;
/** What begins as a longer one is that one. */
const LONGEST = 200;
const HALF_A_CHARACTER = /[\uD800-\uDBFF]$/;

/** A text that is not to be shown, and what it is. */
export interface HiddenText {
  readonly text: string;
  readonly kind: string;
}

/** What a hidden text may be written as; of a long one, how it begins. */
interface Form {
  readonly text: string;
  readonly kind: string;
  readonly isBeginning: boolean;
}

/** Takes texts that are not to be shown out of what is said, and whatever is known as a secret by its form. */
export class TextMask {
  private readonly forms = new Map<string, Form>();
  /** In their order, so that few of them are compared, however many there are. */
  private readonly order: readonly string[];
  private readonly longest: number;
  /** The characters by which they begin: few places of a text need be looked at. */
  private readonly first: ReadonlySet<string>;
  /** The containers of a pod are told the same. */
  private readonly seen = new SeenTexts<string>();

  constructor(hidden: readonly HiddenText[]) {
    hidden.forEach((one) => this.add(one));
    this.order = [...this.forms.keys()].sort();
    this.longest = this.order.reduce((longest, { length }) => Math.max(longest, length), 0);
    this.first = new Set(this.order.map((form) => form[0]));
  }

  /** What may be shown of a text. */
  public applyTo(text: string): string {
    return this.order.length === 0 ? maskedText(text) : this.seen.of(text, () => this.masked(text));
  }

  private masked(text: string): string {
    const form = this.forms.get(text.trim());
    return form === undefined ? maskedText(this.without(text)) : unshown(form.kind);
  }

  private add({ text, kind }: HiddenText): void {
    const whole = text.trim();
    const isBeginning = whole.length > LONGEST;
    for (const form of quotedForms(whole.slice(0, LONGEST).replace(HALF_A_CHARACTER, ''))) {
      const known = this.forms.get(form);
      const isNew = known === undefined || isBeginning && !known.isBeginning;
      if (form !== '' && isNew) this.forms.set(form, { text: form, kind, isBeginning });
    }
  }

  /** Where one goes on behind another, both are left out together. */
  private without(text: string): string {
    let masked = '';
    let next = 0;
    for (let start = 0; start < text.length; start += 1) {
      const isNone = !this.first.has(text[start]) || goesOn(text, start);
      const form = isNone ? undefined : this.formAt(text, start);
      if (form === undefined) continue;
      if (start >= next) masked += text.slice(next, start) + unshown(form.kind);
      if (form.isBeginning) return masked;
      next = Math.max(next, start + form.text.length);
    }
    return masked + text.slice(next);
  }

  /** The longest that stands at a place, and is meant there. */
  private formAt(text: string, start: number): Form | undefined {
    let rest = text.slice(start, start + this.longest);
    while (rest !== '') {
      const form = this.forms.get(this.lastUpTo(rest) ?? '');
      if (form === undefined) return undefined;
      // Whatever the rest begins with is this one, or what this one begins with.
      if (rest.startsWith(form.text) && isMeant(text, start, form)) return form;
      rest = rest.slice(0, Math.min(commonLength(form.text, rest), form.text.length - 1));
    }
    return undefined;
  }

  private lastUpTo(text: string): string | undefined {
    let [low, high] = [0, this.order.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.order[middle] <= text) low = middle + 1;
      else high = middle;
    }
    return this.order[low - 1];
  }
}

function commonLength(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return length;
}

/** Whether it stands in quotes, or no word goes on before or behind it where a sentence has no such word of its own. */
function isMeant(text: string, start: number, form: Form): boolean {
  if (form.isBeginning) return true;
  const end = start + form.text.length;
  if (!WORD_OF_SENTENCES.test(form.text)) return !goesOn(text, end);
  return IN_QUOTES.test(text[start - 1] ?? '') && IN_QUOTES.test(text[end] ?? '');
}

function goesOn(text: string, index: number): boolean {
  return index > 0 && index < text.length && WORD.test(text[index - 1]) && WORD.test(text[index]);
}
