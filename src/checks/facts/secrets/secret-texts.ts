import { hasSecretForm, linesHaveSecretForm } from './secret-forms';
import { secretNameOf } from './secret-names';
import { isSecretInFile, isSecretValue } from './secret-values';

const LINE = new RegExp([
  /^[ \t]{0,100}(?:export[ \t]{1,20}|-[ \t]{1,20})?["']?([\w.-]{1,100})["']?/,
  /[ \t]{0,20}[:=][ \t]{0,20}["']?([^\s"'(),;]{1,200})["']?,?[ \t]{0,20}$/,
].map(({ source }) => source).join(''));

/** Files with what people read, in one language or another: a password there is the word. */
const LANGUAGES = [
  'ar', 'bg', 'ca', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fi', 'fr', 'he', 'hi', 'hr', 'hu', 'it', 'ja', 'ko',
  'lt', 'lv', 'nb', 'nl', 'pl', 'pt', 'ro', 'ru', 'sk', 'sl', 'sr', 'sv', 'th', 'tr', 'uk', 'vi', 'zh',
].join('|');
const TRANSLATIONS = new RegExp([
  '(^|[._-])(messages|translations?|i18n|l10n|locales?|languages?|strings)([._-]|$)',
  `(^|[._-])(${LANGUAGES})([_-][a-z]{2})?\\.(properties|json|ya?ml|po|ftl|xlf|arb)$`,
].join('|'), 'i');
/** Files of programs, where a name stands for its value. */
const PROGRAM = /\.(py|js|mjs|ts|rb|go|lua|php|groovy|java|kt)$/i;

/** Whether a pair of an environment, or of a ConfigMap that becomes one, holds a secret. */
export function isSecretPair(name: string, value: string): boolean {
  const hasForm = value.includes('\n') ? linesHaveSecretForm : hasSecretForm;
  if (hasForm(value)) return true;
  const kind = secretNameOf(name);
  return kind !== undefined && !value.includes('\n') && isSecretValue(kind, value.trim());
}

/** Whether a text with many lines, such as a file of settings, holds a secret. */
export function holdsSecret(text: string, fileName = ''): boolean {
  if (linesHaveSecretForm(text)) return true;
  return !TRANSLATIONS.test(fileName) && text.split(/\r?\n/).some((line) => isSecretLine(line, fileName));
}

function isSecretLine(line: string, fileName: string): boolean {
  const [, name = '', value = ''] = LINE.exec(line) ?? [];
  const kind = secretNameOf(name);
  if (kind === undefined || PROGRAM.test(fileName) && value === name) return false;
  return isSecretInFile(kind, value);
}
