import { createHash } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { load } from 'js-yaml';

/** A value that looks like a secret, where it would stand. */
export interface FakeSecret {
  readonly place: string;
  readonly name: string;
  readonly value: string;
  /** A command line, which has no name. */
  readonly words?: readonly string[];
}

const FILE = path.join(__dirname, '../../data/secrets/fakes.yaml');
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const SMALL = CAPITALS.toLowerCase();
const DIGITS = '0123456789';
const ALPHABETS: Readonly<Record<string, string>> = {
  alnum: CAPITALS + SMALL + DIGITS,
  letters: CAPITALS + SMALL,
  upper: `${CAPITALS}234567`,
  digits: DIGITS,
  lower: SMALL + DIGITS,
  hex: '0123456789abcdef',
  HEX: '0123456789ABCDEF',
  base64: `${CAPITALS}${SMALL}${DIGITS}+/`,
  base64url: `${CAPITALS}${SMALL}${DIGITS}-_`,
};

/** All fakes, the same in each run. */
export function readFakes(): FakeSecret[] {
  return readOrders().map((order, index) => fakeOf(order, `${order.place} ${index}`));
}

/** What fakes are made of: the same place, name and form for values without number. */
export function readOrders(): FakeSecret[] {
  const places = load(fs.readFileSync(FILE, 'utf8')) as Record<string, Partial<FakeSecret>[]>;
  return Object.entries(places).flatMap(([place, fakes]) => (
    fakes.map(({ name = '', value = '', words }) => ({ place, name, value, words }))
  ));
}

/** A fake with other characters for each seed. */
export function fakeOf({ place, name, value, words }: FakeSecret, seed: string): FakeSecret {
  const made = (text: string) => filledIn(text, seed);
  return { place, name, value: made(value), words: words?.map(made) };
}

function filledIn(text: string, seed: string): string {
  let count = 0;
  return text.replace(/<<([^<>"]*)>>/g, (_, order: string) => madeBy(order, `${seed} ${count += 1}`));
}

function madeBy(order: string, seed: string): string {
  if (order === '') return '';
  if (order.startsWith('base64 of ')) return encoded(order.slice('base64 of '.length));
  if (order === 'uuid') return characters('hex', 32, seed).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const [alphabet, length] = order.split(' ');
  return characters(alphabet, Number(length), seed);
}

/** A mark within a text keeps it from being one here. */
function encoded(text: string): string {
  return Buffer.from(text.replaceAll('~', '')).toString('base64');
}

/** Characters as a generator of tokens would give them, the same for the same seed. */
function characters(alphabet: string, length: number, seed: string): string {
  const all = ALPHABETS[alphabet];
  const bytes = Array.from({ length: Math.ceil(length / 32) }, (_, part) => (
    createHash('sha256').update(`${seed} ${part}`).digest()
  ));
  return [...Buffer.concat(bytes).subarray(0, length)].map((byte) => all[byte % all.length]).join('');
}
