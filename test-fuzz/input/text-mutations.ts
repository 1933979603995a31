import { DOCUMENTS } from './corpus';
import { HOSTILE_KEYS, longText, UNPRINTABLE } from './hostile-values';
import { Random } from '../../test/support/random';

type Mutation = (text: string, random: Random) => string;

const SIGNS = [...' \t\n:-#&*!|>?@%`\'"[]{},\\~=+<.$0aZ', '\r', ...UNPRINTABLE];

/** What stands where a value is meant. */
const SCALARS = [
  '*a', '&a', '&a x', '*gone', '!!binary "////"', '!!binary x', '!!int x', '!!float .nan', '!!str', '!!map []',
  '!!set {a}',
  '!!timestamp 2026-01-01', '!!python/object/apply:os.system [id]', '!<tag:yaml.org,2002:js/function> "x"', '!t x',
  '|', '>', '|9', '|-+', '>-\n', '"', '\'', '"\\ud800"', '"\\u202e"', '"\\x00"', '"\\uDC00\\uD800"', '[', '{', ']', '}',
  '[[[[', '{{ .Values.x }}', '{{- end }}', '{a: {b: {c', '? a', '- - - x', '<<', '{<<: *a}', '---', '...', '%YAML 9.9',
  '1e999', '-.inf', '.nan', '0x', '0b2', '0o777', '99999999999999999999999', '1_0_0', '1:2:3', '"\t"', '', '~',
];
const LINES = [
  '---', '--- ', '---\t# x', '...', '%YAML 1.1', '%TAG ! tag:x,2000:', '<<: *a', '<<: [*a, *a]', 'a: &a {b: *a}',
  '? [a]', '? {a: b}\n: c', '- x', '\t- x', 'kind: List', 'items: null', 'items: [null, 1, [], {kind: Pod}]',
  'apiVersion: []',
  '{"apiVersion": "v1", "kind": "Pod"}', '{"a": 1}{"b": 2}', '// comment', '/* x */', '{{ if x }}', '{{ }}', '[]',
  'x', '"unclosed', '__proto__: {kind: Pod}', '__proto__: 1', 'constructor: {prototype: {kind: Pod}}', '\ufeff',
  '# \u202e',
];

const MUTATIONS: readonly Mutation[] = [
  (text, random) => spliced(text, random.below(text.length + 1), { removed: 1, added: random.pick(SIGNS) }),
  (text, random) => spliced(text, random.below(text.length + 1), { removed: 0, added: random.pick(SIGNS) }),
  (text, random) => spliced(text, random.below(text.length + 1), { removed: random.below(40), added: '' }),
  (text, random) => text.slice(0, random.below(text.length + 1)),
  chunkAgain,
  (text, random) => withValue(text, random, random.pick(SCALARS)),
  (text, random) => onLine(text, random, (line) => line.replace(/[\w./-]+:/, `${random.pick(HOSTILE_KEYS)}:`)),
  (text, random) => onLine(text, random, (line) => `${line}\n${indentOf(line)}${random.pick(LINES)}`),
  (text, random) => onLine(text, random, (line) => random.pick([' ', '  ', '\t', '    ']) + line),
  (text, random) => onLine(text, random, (line) => line.replace(/^ {1,2}/, '')),
  (text, random) => onLine(text, random, (line) => `${line}\n${line}`),
  (text, random) => onLine(text, random, () => random.pick(random.pick(DOCUMENTS).split('\n'))),
  (text) => text.replace(/\n/g, '\r\n'),
  (text, random) => `${random.pick(LINES)}\n${text}`,
  (text, random) => `${text}\n---\n${random.pick(DOCUMENTS)}`,
  withAnchor,
];

/** The text with some changes, none of which asks whether YAML comes out. */
export function mutatedText(original: string, random: Random): string {
  let text = original;
  const count = 1 + random.below(4);
  for (let done = 0; done < count; done += 1) text = random.pick(MUTATIONS)(text, random);
  return random.oneIn(40) ? grown(text, random) : text;
}

/** Bytes that are no UTF-8 here and there, or the bytes of other encodings. */
export function mutatedBytes(text: string, random: Random): Buffer {
  if (random.oneIn(4)) return Buffer.from(`\ufeff${text}`, random.pick(['utf16le', 'latin1'] as const));
  const bytes = Buffer.from(text);
  const count = 1 + random.below(4);
  for (let done = 0; done < count && bytes.length > 0; done += 1) {
    bytes[random.below(bytes.length)] = random.pick([0, 0x80, 0xbf, 0xc0, 0xed, 0xf4, 0xf8, 0xfe, 0xff]);
  }
  return bytes;
}

/** Deep, wide or long, at a place where a value stands. */
function grown(text: string, random: Random): string {
  const times = random.pick([30, 300, 3_000, 20_000]);
  const value = random.pick([
    () => '['.repeat(times), () => '{a: '.repeat(times), () => `${'['.repeat(times)}${']'.repeat(times)}`,
    () => '- '.repeat(times), () => '9'.repeat(times), () => longText(random, times), () => '&a '.repeat(times),
    () => `[${'x, '.repeat(times)}]`, () => `{${random.times(times, () => `k${random.below(1e6)}: 1`).join()}}`,
    () => `"${'\\u202e'.repeat(times)}"`, () => `|\n${`${' '.repeat(20)}x\n`.repeat(Math.min(times, 3_000))}`,
  ])();
  return withValue(text, random, value);
}

/** Aliases of aliases, as they grow fastest, beside what is there. */
function withAnchor(text: string, random: Random): string {
  const [levels, width] = [1 + random.below(9), 1 + random.below(12)];
  const first = random.pick(['x', '{kind: Pod, apiVersion: v1}']);
  const definitions = Array.from({ length: levels }, (_, level) => {
    const item = level === 0 ? first : `*l${level - 1}`;
    return `  - &l${level} [${Array(width).fill(item).join()}]\n`;
  });
  const use = random.pick([`*l${levels - 1}`, `{<<: *l${levels - 1}}`, '*l0']);
  return `anchors:\n${definitions.join('')}${withValue(text, random, use)}`;
}

/** Another value on one of the lines, if that has one. */
function withValue(text: string, random: Random, value: string): string {
  return onLine(text, random, (line) => line.replace(/(: |- ).*/, (_, start: string) => start + value));
}

function chunkAgain(text: string, random: Random): string {
  const start = random.below(text.length + 1);
  const chunk = text.slice(start, start + random.below(300));
  return spliced(text, random.below(text.length + 1), { removed: 0, added: chunk.repeat(1 + random.below(4)) });
}

function spliced(text: string, at: number, { removed, added }: { removed: number; added: string }): string {
  return text.slice(0, at) + added + text.slice(at + removed);
}

function onLine(text: string, random: Random, act: (line: string) => string): string {
  const lines = text.split('\n');
  const index = random.below(lines.length);
  lines[index] = act(lines[index]);
  return lines.join('\n');
}

function indentOf(line: string): string {
  return /^ */.exec(line)![0];
}
