import { ADDRESS_FORMATS } from './formats/addresses';
import { CLOUD_FORMATS } from './formats/clouds';
import { CODE_HOST_FORMATS } from './formats/code-hosts';
import { INFRASTRUCTURE_FORMATS } from './formats/infrastructure';
import { KEY_FORMATS } from './formats/keys';
import { LANGUAGE_MODEL_FORMATS } from './formats/language-models';
import { MAIL_FORMATS } from './formats/mail';
import { MESSENGER_FORMATS } from './formats/messengers';
import { OBSERVABILITY_FORMATS } from './formats/observability';
import { PACKAGE_REGISTRY_FORMATS } from './formats/package-registries';
import { PASSWORD_HASH_FORMATS } from './formats/password-hashes';
import { PAYMENT_FORMATS } from './formats/payments';
import { WEB_TOKEN_FORMATS } from './formats/web-tokens';
import { SecretFormat } from './secret-format';

/** What secrets look like. What says most of itself comes first. */
export const SECRET_FORMATS: readonly SecretFormat[] = [
  ...KEY_FORMATS, ...CLOUD_FORMATS, ...CODE_HOST_FORMATS, ...PACKAGE_REGISTRY_FORMATS, ...MESSENGER_FORMATS,
  ...PAYMENT_FORMATS, ...MAIL_FORMATS, ...LANGUAGE_MODEL_FORMATS, ...OBSERVABILITY_FORMATS, ...INFRASTRUCTURE_FORMATS,
  ...PASSWORD_HASH_FORMATS, ...WEB_TOKEN_FORMATS, ...ADDRESS_FORMATS,
];

const COMMENT = /^[ \t]{0,100}(?:#|\/\/|;|--[ \t])/;
const LONGEST_LINE = 500;
/** What stands in a comment as an example more often than not. */
const EXAMPLES = new Set(ADDRESS_FORMATS);

/** A format with one of its marks. */
interface Marked {
  readonly mark: string;
  readonly format: SecretFormat;
}

const MARKED: readonly Marked[] = SECRET_FORMATS.flatMap((format) => format.marks.map((mark) => ({ mark, format })));
/** By the two characters that marks begin with. */
const BY_BEGINNING = new Map<string, Marked[]>();
for (const marked of MARKED) {
  const beginning = marked.mark.slice(0, 2);
  BY_BEGINNING.set(beginning, [...BY_BEGINNING.get(beginning) ?? [], marked]);
}
/**
 * Any mark. Most begin words that are too long for those of a language, which is asked first: it says no the fastest.
 * JSON writes ends of lines as letters, behind which a word begins.
 */
const MARK = new RegExp([
  `(?:(?<![A-Za-z0-9])|(?<=\\\\[nrt]))(?:(?=[\\w.$:~/+=@%-]{16})(?:${anyOf(isWord)})|${anyOf(isPhrase)})`,
  anyOf(({ format }) => format.isWithinWords === true),
].join('|'), 'g');

/** A secret within a text that is known by its form; what follows in the same word may be part of it. */
export interface KnownSecret {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** The kind of the first secret in a text that is known by its form; undefined where there is none. */
export function knownSecretIn(text: string): string | undefined {
  return knownSecretFrom(text, 0)?.kind;
}

/** The first secret that is known by its form, from a place of the text on. */
export function knownSecretFrom(text: string, index: number): KnownSecret | undefined {
  MARK.lastIndex = index;
  for (let found = MARK.exec(text); found !== null; found = MARK.exec(text)) {
    const start = found.index;
    const secret = secretAt(text, start);
    if (secret !== undefined) return secret;
    // Another mark may begin within this one.
    MARK.lastIndex = start + 1;
  }
  return undefined;
}

function secretAt(text: string, start: number): KnownSecret | undefined {
  for (const { mark, format } of BY_BEGINNING.get(text.slice(start, start + 2)) ?? []) {
    const end = text.startsWith(mark, start) ? endOf(text, start, format) : undefined;
    if (end !== undefined) return { kind: format.kind, start, end };
  }
  return undefined;
}

function endOf(text: string, start: number, format: SecretFormat): number | undefined {
  const { form, isSecret } = format;
  form.lastIndex = start;
  const match = form.exec(text);
  if (match === null || isSecret?.(match) === false) return undefined;
  return EXAMPLES.has(format) && isInComment(text, start) ? undefined : start + match[0].length;
}

function isInComment(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - LONGEST_LINE), index);
  const start = before.lastIndexOf('\n') + 1;
  // What begins far before says nothing of its line; a text of one line is no comment.
  return (start > 0 || index < LONGEST_LINE && text.includes('\n')) && COMMENT.test(before.slice(start));
}

function isWord({ mark, format }: Marked): boolean {
  return format.isWithinWords !== true && !mark.includes(' ');
}

function isPhrase({ mark, format }: Marked): boolean {
  return format.isWithinWords !== true && mark.includes(' ');
}

/** Texts by their first characters, so that few are tried where most begin otherwise. */
function anyOf(isOne: (marked: Marked) => boolean): string {
  const endings = new Map<string, string[]>();
  for (const { mark } of MARKED.filter(isOne)) {
    endings.set(mark[0], [...endings.get(mark[0]) ?? [], escaped(mark.slice(1))]);
  }
  return [...endings].map(([first, rests]) => `${escaped(first)}(?:${[...new Set(rests)].join('|')})`).join('|');
}

function escaped(text: string): string {
  return text.replace(/[$()*+./?[\\\]^{|}]/g, '\\$&');
}
