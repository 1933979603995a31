import { secretInPair } from '../internal/secrets/search';
import { Place } from '../internal/secrets/secret-values';
import { goTemplateParts } from '../internal/values/templates/go-template';
import { literalsOfAction } from '../internal/values/templates/go-template-words';

/** What functions such as printf put values into. */
const VERB = /%[-+# 0]{0,5}\d{0,5}(?:\.\d{0,5})?[a-zA-Z]/g;
/** What our own search takes for a place that is filled in: in a text of Go it is none. */
const BRACES = /\{\{|\}\}/g;
const COMMENT_SIGNS = /\/\*|\*\//g;
const WORD = /[A-Za-z0-9]/;
const BETWEEN_WORDS = /[\s:@/?&;,="'`<>(){}|]+/;
/** A part of a password, and nothing that stands before or behind one, such as `Bearer` or `sk_live_`. */
const PART = /^[^\s:@/?&;,="'`<>(){}|]{5,200}[^\s:@/?&;,="'`<>(){}|_.-]$/;
/** Where a word is judged by its form alone. */
const ISSUED = 'client-secret';

/** An entry that a template of Go makes. */
export interface TemplatedEntry {
  readonly key: string;
  readonly text: string;
  /** What it may take, which no template has as a secret. */
  readonly names?: readonly string[];
}

/** The kind of secret that everybody could read in a template; undefined where there is none. */
export function secretInTemplate({ key, text, names = [] }: TemplatedEntry): string | undefined {
  const parts = goTemplateParts(text);
  if (parts.length === 1) return secretInPair(key, text, Place.FIELD);
  const read = parts.map(({ kind, text: part }) => ({ kind, part, ...literalsOf(kind, part) }));
  const plain = read.map(({ kind, part }) => (kind === 'plain' ? part : '')).join('');
  const whole = read.map(({ kind, part, given }) => (kind === 'plain' ? part : given.join(''))).join('');
  const [given, sought] = [read.flatMap((one) => one.given), read.flatMap((one) => one.sought)].map((literals) => (
    literals.filter((literal) => !names.includes(literal))
  ));
  const comments = read.flatMap(({ kind, part }) => (kind === 'comment' ? [part.replace(COMMENT_SIGNS, '')] : []));
  return firstOf(comments, (one) => secretInPair('', one, Place.FIELD))
    ?? firstOf(sought, (literal) => secretInWords(key, literal))
    ?? firstOf(given, (literal) => secretInLiteral(key, literal))
    ?? firstOf([plain, withoutVerbs(whole)], (one) => secretInRest(key, one));
}

function literalsOf(kind: string, text: string): { readonly given: string[]; readonly sought: string[] } {
  if (kind !== 'action') return { given: [], sought: [] };
  const { given, sought } = literalsOfAction(text);
  const clean = (literal: string) => literal.replace(BRACES, '');
  return { given: given.map(clean), sought: sought.map(clean) };
}

function secretInLiteral(key: string, literal: string): string | undefined {
  const rest = withoutVerbs(literal);
  if (!WORD.test(rest)) return undefined;
  return rest === literal ? secretInPair(key, literal, Place.FIELD) : secretInRest(key, rest);
}

/** What is left of a text beside the values that it takes: under the name of a secret most of it is none. */
function secretInRest(key: string, text: string): string | undefined {
  return (PART.test(text) ? secretInPair(key, text, Place.FIELD) : undefined) ?? secretInWords(key, text);
}

/** A word under the name of a secret is one where it looks so; names of hosts may be random, too. */
function secretInWords(key: string, text: string): string | undefined {
  const words = text.split(BETWEEN_WORDS).filter((word) => PART.test(word) && !word.includes('.'));
  return secretInPair('', text, Place.FIELD) ?? firstOf(words, (word) => (
    secretInPair(ISSUED, word, Place.FIELD) === undefined ? undefined : secretInPair(key, word, Place.FIELD)
  ));
}

function withoutVerbs(text: string): string {
  return text.replace(VERB, '');
}

function firstOf(texts: readonly string[], kindOf: (text: string) => string | undefined): string | undefined {
  for (const text of texts) {
    const kind = kindOf(text);
    if (kind !== undefined) return kind;
  }
  return undefined;
}
