/** How much further to the right each level stands. */
export const STEP = '  ';

// Such text means itself in every version of YAML and in every place, once the words below are left out. Where an `e`
// stands before digits, cdk8s takes it for a float without digits before them.
const PLAIN = /^(?![eE][-0-9])[A-Za-z](?:[A-Za-z0-9_./:@-]{0,200}[A-Za-z0-9])?$/;
const WORD = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
const LONGEST_WORD = 5;

// Some of these are escaped, and some end a line for some readers.
const UNUSUAL = /[^\t\n\x20-\x7e\u00a1-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;
// Where YAML would see a list, a key, a comment or one of its signs.
const NEEDS_QUOTES = /^[\t ,[\]{}#&*!|>'"%@`]|^[?-](?:[\t ]|$)|:[\t ]|[\t ]#|[\t :]$/;
// All that is a number, a date or a word to some version of YAML, and what begins or ends a document.
const MAY_BE_SPECIAL = new RegExp([
  WORD, /^(?:|~|=|<<)$/, /^[-+.0-9e][-+.:_0-9etz\t ]*$/, /^[-+]?0[xob]/, /^[-+]?\.[in]/, /^(?:---|\.\.\.)/,
].map(({ source }) => source).join('|'), 'i');
const BLANK_LAST_LINE = /\n[\t ]+$/;

/** Texts that are written in different forms, to hold a writer against. */
export const SAMPLES = [
  'two words', '- a', 'a: b', 'a: "b"', 'a: "b\'s"', 'a #b', '#', '{{ a }}', '*.a', 'a: \\"\t\\', '-a', '?a', '/a b/',
  '100m', 'long '.repeat(50).trim(), 'a: '.repeat(100), '\u00e9 \u{1f600}', 'a\nb', 'a\n\n  b\n', 'a: \n\tb\n\n',
  ' a\nb', '\na', '---\na \n', '"a"\n', `# a\n${'long '.repeat(50)}\nb`,
];

/** Whether a text stands for itself, as most do. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text) && (text.length > LONGEST_WORD || !WORD.test(text));
}

/**
 * The form that every version of cdk8s so far gives to a text behind a key or as an item, with its further lines at an
 * indentation that is not empty; undefined where that takes more knowledge of YAML.
 */
export function formOf(text: string, indent: string): string | undefined {
  if (UNUSUAL.test(text)) return undefined;
  return text.includes('\n') ? block(text, indent) : lineForm(text);
}

function lineForm(text: string): string | undefined {
  if (NEEDS_QUOTES.test(text)) return quoted(text);
  return MAY_BE_SPECIAL.test(text) ? undefined : text;
}

function quoted(text: string): string {
  return text.includes('"') && !text.includes("'") ? `'${text}'` : JSON.stringify(text);
}

/** Several lines as they are, unless their end would be lost. */
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
