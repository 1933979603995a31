/** What moves the cursor of a terminal, breaks a line, or turns the direction of what is written after it. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const MAX_VALUE_LENGTH = 100;
/** What YAML would read as something else than a text. */
const LIKE_ANOTHER_TYPE = /^(|~|null|true|false|yes|no|on|off|[-+]?[.\d][\d_.]*(e[-+]?\d+)?|0x[\da-f]+)$/i;

/** The text in one line, as a terminal may have it: manifests of strangers may hold anything, names of files too. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, ' ');
}

/** The same of several lines. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** JSON in which such characters are escaped, which means the same. */
export function printableJson(json: string): string {
  return json.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => (
    Array.from({ length: character.length }, (_, index) => (
      `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`
    )).join('')
  ));
}

/** A value of a manifest, in one line and not too long. */
export function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value) ?? String(value);
  return printable(text.length <= MAX_VALUE_LENGTH ? text : `${text.slice(0, MAX_VALUE_LENGTH)}...`);
}

/** The same of what stands in a manifest; a text that looks like a number or such keeps its quotes. */
export function shownValue(value: unknown): string {
  return typeof value === 'string' && LIKE_ANOTHER_TYPE.test(value) ? JSON.stringify(value) : valueText(value);
}
