import { Yaml } from 'cdk8s';

/** How much further to the right each level stands. */
export const STEP = '  ';

// Such text means itself in every version of YAML and in every place, once the words below are left out.
const PLAIN = /^[A-Za-z](?:[A-Za-z0-9_./:@-]{0,200}[A-Za-z0-9])?$/;
const WORD = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
const LONGEST_WORD = 5;
// cdk8s takes these for floats without digits before them.
const EXPONENT = /^[eE][-0-9]/;

// Some of these are escaped, and some end a line for some readers.
const UNUSUAL = /[^\t\n\x20-\x7e\u00a1-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;
// Where YAML would see a list, a key, a comment or one of its signs.
const NEEDS_QUOTES = /^[\t ,[\]{}#&*!|>'"%@`]|^[?-](?:[\t ]|$)|:[\t ]|[\t ]#|[\t :]$/;
// All that is a number, a date or a word to some version of YAML, and what begins or ends a document.
const MAY_BE_SPECIAL = new RegExp([
  WORD, /^(?:|~|=|<<)$/, /^[-+.0-9e][-+.:_0-9etz\t ]*$/, /^[-+]?0[xob]/, /^[-+]?\.[in]/, /^(?:---|\.\.\.)/,
].map(({ source }) => source).join('|'), 'i');
const BLANK_LAST_LINE = /\n[\t ]+$/;
const LONGEST_KEY = 200;
/** More texts than this are seldom alike, and are not kept. */
const MOST_KNOWN = 50_000;

const askedValue = remembered((value: string | number) => Yaml.stringify({ k: value }).slice('k: '.length, -1));
const askedKey = remembered(keyByCdk8s);

/** A text as cdk8s writes it behind a key or as an item, with its further lines at an indentation that is not empty. */
export function textValue(text: string, indent: string): string {
  if (isPlain(text)) return text;
  return formOf(text, indent) ?? askedValue(text).replace(/\n {2}/g, `\n${indent}`);
}

/** A text as cdk8s writes it before a colon; undefined where it cannot stand there. */
export function textKey(key: string): string | undefined {
  if (isPlain(key)) return key;
  const isShortLine = key.length <= LONGEST_KEY && !key.includes('\n');
  return (isShortLine ? formOf(key, '') : undefined) ?? askedKey(key);
}

/** A number as cdk8s writes it. */
export function numberValue(value: number): string {
  // Zero with a sign is written with it.
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? `${value}` : askedValue(value);
}

/** Whether cdk8s puts quotes around a text of one line, which YAML 1.1 would take for something else. */
export function isQuoted(text: string): boolean {
  return /^["']/.test(askedValue(text));
}

function isPlain(text: string): boolean {
  return PLAIN.test(text) && !EXPONENT.test(text) && (text.length > LONGEST_WORD || !WORD.test(text));
}

/** The form that a text has in every version of cdk8s; undefined where only the one that is there knows. */
function formOf(text: string, indent: string): string | undefined {
  if (UNUSUAL.test(text)) return undefined;
  if (text.includes('\n')) return block(text, indent);
  if (NEEDS_QUOTES.test(text)) return quoted(text);
  return MAY_BE_SPECIAL.test(text) ? undefined : text;
}

function quoted(text: string): string {
  return text.includes('"') && !text.includes("'") ? `'${text}'` : JSON.stringify(text);
}

/** Several lines; those that a block cannot carry are left out. */
function block(text: string, indent: string): string | undefined {
  if (BLANK_LAST_LINE.test(text) || !/\S/.test(text)) return undefined;
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  return `|${header(text)}\n${indent}${body.replace(/\n(?=[^\n])/g, `\n${indent}`)}`;
}

/** How a reader finds the indentation, and what it keeps of the end. */
function header(text: string): string {
  const size = /^\n* /.test(text) ? STEP.length : '';
  if (!text.endsWith('\n')) return `${size}-`;
  return /\n[\t ]*\n$/.test(text) ? `${size}+` : `${size}`;
}

function keyByCdk8s(key: string): string | undefined {
  // The outermost map has other quotes here than those within.
  if (/^(%|---|\.\.\.)/m.test(key)) return undefined;
  const text = Yaml.stringify({ [key]: 1 });
  return text.endsWith(': 1\n') && !text.startsWith('? ') && text.indexOf('\n') === text.length - 1
    ? text.slice(0, -': 1\n'.length)
    : undefined;
}

/** Asks for each of the first texts but once. */
function remembered<K, V>(ask: (text: K) => V): (text: K) => V {
  const known = new Map<K, V>();
  return (text) => {
    if (known.has(text)) return known.get(text)!;
    const answer = ask(text);
    if (known.size < MOST_KNOWN) known.set(text, answer);
    return answer;
  };
}
