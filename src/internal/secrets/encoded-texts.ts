const ENCODED = /(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/]{16,}={0,2}(?![A-Za-z0-9+/=_-])/g;
/** Ends of lines within one encoded text, as `base64` writes it. */
const WRAPPED = /^[A-Za-z0-9+/\s]{60,}(?:=[=\s]*)?$/;
const SEXTETS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const SAMPLE = 200;
const UNPRINTABLE = /[^\t\n\r\x20-\x7e\u00a0-\uffff]/;

/** What stands in a text in Base64, and is text itself; together no longer than the text. */
export function decodedTextsIn(text: string): string[] {
  if (WRAPPED.test(text)) return [text.replace(/\s+/g, '')].flatMap(decoded);
  return (text.match(ENCODED) ?? []).flatMap(decoded);
}

/** The text, in a list; an empty one where it is none. */
export function decoded(encoded: string): string[] {
  if (!beginsAsText(encoded)) return [];
  const beginning = Buffer.from(encoded.slice(0, SAMPLE), 'base64').toString('utf8').slice(0, -1);
  if (beginning.length < 6 || UNPRINTABLE.test(beginning)) return [];
  return [Buffer.from(encoded, 'base64').toString('utf8')];
}

/** Most of what looks like it is none, which three bytes say without decoding the rest. */
function beginsAsText(encoded: string): boolean {
  const number = [0, 1, 2, 3].reduce((sum, index) => sum * 64 + SEXTETS.indexOf(encoded[index]), 0);
  const bytes = [Math.floor(number / 0x10000), Math.floor(number / 0x100) % 0x100, number % 0x100];
  return bytes.every((byte) => byte >= 0x20 && byte !== 0x7f || byte >= 9 && byte <= 13);
}
