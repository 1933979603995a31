import { Yaml } from 'cdk8s';
import { formOf, isPlain, SAMPLES } from './yaml-forms';

const LONGEST_KEY = 200;
/** A line of one space, as the writer escapes it before and behind: what is read is a backslash. */
const ESCAPED_TWICE = /^ *\\\\ $/m;
/** More texts than this are seldom alike, and are not kept. */
const MOST_KNOWN = 50_000;

const askedValue = remembered((value: string | number) => Yaml.stringify({ k: value }).slice('k: '.length, -1));
const askedKey = remembered(keyByCdk8s);
let knownForms: boolean | undefined;

/**
 * A text as cdk8s writes it behind a key or as an item, with its further lines at an indentation that is not empty;
 * undefined where the cdk8s that is there has other forms than any so far.
 */
export function textValue(text: string, indent: string): string | undefined {
  if (isPlain(text)) return text;
  if (!hasKnownForms()) return undefined;
  return formOf(text, indent) ?? askedValue(text).replace(/\n {2}/g, `\n${indent}`);
}

/** A text as cdk8s writes it before a colon; undefined where it cannot stand there, or forms are not known. */
export function textKey(key: string): string | undefined {
  if (isPlain(key)) return key;
  if (!hasKnownForms()) return undefined;
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

/** Whether cdk8s writes a text in such a way that a line of one space is another one when it is read. */
export function losesSpace(text: string): boolean {
  const written = askedValue(text);
  return written.startsWith('"') && ESCAPED_TWICE.test(written);
}

/** Looked at where the first text is met that is not plain. */
function hasKnownForms(): boolean {
  return knownForms ??= Yaml.stringify({ texts: SAMPLES }) === `texts:\n${SAMPLES.map(sampleItem).join('')}`;
}

function sampleItem(text: string): string {
  return `  - ${formOf(text, '    ')}\n`;
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
