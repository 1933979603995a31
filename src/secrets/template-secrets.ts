import { templateRuns } from './template-runs';
import { secretInPair } from '../internal/secrets/search';
import { Place } from '../internal/secrets/secret-values';
import { goTemplateParts } from '../internal/values/templates/go-template';
import { LiteralsOfAction, literalsOfAction } from '../internal/values/templates/go-template-words';

/** What functions such as printf put values into. */
const VERB = /%[-+# 0]{0,5}\d{0,5}(?:\.\d{0,5})?[a-zA-Z]/g;
/** What our own search takes for a place that is filled in: in a text of Go it is none. */
const BRACES = /\{\{|\}\}/g;
const COMMENT_SIGNS = /\/\*|\*\//g;
const WORD = /[A-Za-z0-9]/;
const BETWEEN_WORDS = /[\s:@/?&;,="'`<>(){}|]+/;
/** A part of a password, and nothing that stands before or behind one, such as `Bearer` or `sk_live_`. */
const PART = /^[^\s:@/?&;,="'`<>(){}|]{5,200}[^\s:@/?&;,="'`<>(){}|_.-]$/;
/** What stands behind or before a value to tell it from others: words without a number. */
const AFFIX = /^[-_.]?[a-z]{1,60}(?:[-_.][a-z]{1,60}){1,10}$/;
/** A part of a password that has marks in it, and nothing of an address or a setting. */
const MARKED = /^[^\s:/=.@][^\s:/=.]{5,199}$/;
/** Letters and digits in turns, as no word with a number behind it has. */
const TURNS = [/\d/, /[A-Za-z]\d[A-Za-z]|[a-z][A-Z]/];
/** What a function may write as it is, and what is no number, word, host or beginning of an address. */
const WHOLE = /^[^\s.]{6,200}$/;
const LETTER_AND_DIGIT = [/[A-Za-z]/, /\d/];
const ADDRESS = '://';
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
  const literals = (purpose: keyof LiteralsOfAction) => (
    read.flatMap((one) => one[purpose]).filter((literal) => !names.includes(literal))
  );
  const comments = read.flatMap(({ kind, part }) => (kind === 'comment' ? [part.replace(COMMENT_SIGNS, '')] : []));
  const { alone, besideValues } = templateRuns(parts);
  return firstOf(comments, (one) => secretInPair('', one, Place.FIELD))
    ?? firstOf(alone, (one) => secretInPair(key, one, Place.FIELD))
    ?? firstOf(literals('sought'), (literal) => secretInWords(key, literal))
    ?? firstOf(literals('given'), (literal) => secretInLiteral(key, literal))
    ?? firstOf(literals('joined'), (literal) => secretInJoined(key, literal))
    ?? firstOf(besideValues, (one) => secretInPiece(key, one))
    ?? firstOf([plain, withoutVerbs(whole)], (one) => secretInRest(key, one));
}

function literalsOf(kind: string, text: string): LiteralsOfAction {
  if (kind !== 'action') return { given: [], joined: [], sought: [] };
  const { given, joined, sought } = literalsOfAction(text);
  const clean = (literal: string) => literal.replace(BRACES, '');
  return { given: given.map(clean), joined: joined.map(clean), sought: sought.map(clean) };
}

function secretInLiteral(key: string, literal: string): string | undefined {
  const rest = withoutVerbs(literal);
  if (!WORD.test(rest)) return undefined;
  return rest === literal ? secretInPair(key, literal, Place.FIELD) : secretInRest(key, rest);
}

/** What a function writes a part of, or beside a value. */
function secretInJoined(key: string, literal: string): string | undefined {
  const isWhole = WHOLE.test(literal) && !literal.includes(ADDRESS)
    && LETTER_AND_DIGIT.every((one) => one.test(literal));
  return (isWhole ? secretInPair(key, literal, Place.FIELD) : undefined) ?? secretInRest(key, literal);
}

/** What is left of a text beside the values that it takes: under the name of a secret most of it is none. */
function secretInRest(key: string, text: string): string | undefined {
  const isPart = PART.test(text) && !AFFIX.test(text);
  return (isPart ? secretInPair(key, text, Place.FIELD) : undefined) ?? secretInWords(key, text);
}

/** What stands before a value, behind it or between two. */
function secretInPiece(key: string, text: string): string | undefined {
  const isMarked = MARKED.test(text) && TURNS.every((turn) => turn.test(text));
  return isMarked ? secretInPair(key, text, Place.FIELD) : undefined;
}

/** A word under the name of a secret is one where it looks so; names of hosts may be random, too. */
function secretInWords(key: string, text: string): string | undefined {
  const words = text.split(BETWEEN_WORDS).filter((word) => PART.test(word) && !word.includes('.'));
  return secretInPair('', text, Place.FIELD) ?? firstOf(words, (word) => (
    isIssued(word) ? secretInPair(key, word, Place.FIELD) : undefined
  ));
}

function isIssued(text: string): boolean {
  return secretInPair(ISSUED, text, Place.FIELD) !== undefined;
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
