import * as fc from 'fast-check';

/** What YAML 1.1 or 1.2 takes for something else than a string where it stands without quotes. */
export const AMBIGUOUS = [
  'yes', 'no', 'on', 'off', 'y', 'n', 'Y', 'N', 'true', 'False', 'null', 'Null', '~', '', '1e3', '0x10', '010', '12:30',
  '1:2:3', '.5', '1_000', '+1', '-0', '.inf', '-.inf', '.nan', 'NaN', '2024-01-01', '2024-01-01T00:00:00Z', '<<', '=',
];

/** What breaks careless templates, shells and writers of YAML. */
const TRICKY = [
  ' leading', 'trailing ', '\t', 'trailing newline\n', 'two\n\n', '\n', '\n\n\n', 'a\nb', 'a\n  b\n c', 'a\r\nb', '\r',
  '---', '...', '--- a', 'a\n---\nb', '# x', 'a #b', ': ', 'a: b', 'a:', '- ', '- a', '-', '? ', '&a', '*a', '!t',
  '!!int 1',
  '|', '>', '|-\n a', '%', '%YAML 1.1', '@', '`id`', '$(HOME)', '$$(HOME)', '${x}', '{{ .Values.x }}', '{{ }}', '{',
  '[', ',',
  '\'', '"', '\'"\'', '\\', '\\n', '"; rm -rf / #', '__proto__', 'constructor', 'toString', '\u0001', '\u001b[31m',
  '\u{1F600}', 'e\u0301', '\u200b', '\u00a0', '\u202e', '\u{10FFFF}', 'x'.repeat(5000), 'a b: '.repeat(800),
  'l\n'.repeat(500),
];

/** What the YAML reader of Kubernetes refuses, or takes for a line break, where it is not escaped. */
export const UNREADABLE = ['\u007f', '\u0080', '\u0085', '\u009f', '\u2028', '\u2029', '\ufeff', '\ufffe', '\uffff'];
const IS_UNREADABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** No UTF-8 can hold these. */
export const LONE_SURROGATES = ['\ud800', 'a\udc00b', '\udfff\ud800'];

/** Any character but half of a pair: `fc.string` would first make a table of all of them. */
const character = fc.nat({ max: 0x10ffff - 0x800 })
  .map((place) => String.fromCodePoint(place < 0xd800 ? place : place + 0x800));
const anyCharacters = fc.array(character, { maxLength: 20 }).map((characters) => characters.join(''));

/** Any text without NUL that a file can hold and that no reader of YAML stumbles over. */
export const processText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...AMBIGUOUS) },
  { weight: 4, arbitrary: fc.constantFrom(...TRICKY) },
  { weight: 1, arbitrary: anyCharacters.map((text) => strip(text)).filter(isPlainWord) },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...'\n \t:#-\'"\\a0'), maxLength: 12 }).map(untab) },
);

/** Text in which Kubernetes finds no variable. */
export const plainText = processText.map((text) => text.replace(/\$+(?=\()/g, (signs) => signs + '$'.repeat(signs.length % 2)));

/** Text in a file may hold NUL too. */
export const fileText = fc.oneof({ weight: 9, arbitrary: processText }, { weight: 1, arbitrary: fc.constant('a\0b') });

/** One line of text. */
export const lineText = processText.map((text) => text.replace(/[\r\n]/g, ' '));

/** A reason must say something. */
export const reason = processText.map((text) => (text.trim() === '' ? `because${text}` : text));

/** Anything at all, wherever it is given. */
export const anyText = fc.oneof(
  { weight: 4, arbitrary: processText },
  { weight: 1, arbitrary: fc.constantFrom(...LONE_SURROGATES, '\0', 'a\0b') },
);

/** Words such as 0o7, which Go takes for numbers where YAML 1.1 sees none, are refused. */
export function isPlainWord(text: string): boolean {
  return !/^[-+]?_*0_*[oObBxX]/.test(text) && !/^[-+]_/.test(text) && !/^[-+]?\d[\d_]*_/.test(text);
}

function strip(text: string): string {
  return text.replace(IS_UNREADABLE, '').replace(/\0/g, '');
}

/** A block that begins with a tab is a matter of its own. */
function untab(text: string): string {
  return text.replace(/^\s+/, (space) => space.replace(/\t/g, ''));
}

/** What browsers take for an address, with any text behind the host that has no blanks and no fragment. */
export const webAddress = lineText.map((text) => `https://wiki/${text.replace(/[\s#]/g, '')}`);
