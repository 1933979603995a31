/** Files with what people read, in one language or another: a password there is the word. */
const LANGUAGES = [
  'ar', 'bg', 'ca', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fi', 'fr', 'he', 'hi', 'hr', 'hu', 'it', 'ja', 'ko',
  'lt', 'lv', 'nb', 'nl', 'pl', 'pt', 'ro', 'ru', 'sk', 'sl', 'sr', 'sv', 'th', 'tr', 'uk', 'vi', 'zh',
].join('|');
const TRANSLATIONS = new RegExp([
  '(?:^|[._-])(?:messages|translations?|i18n|l10n|locales?|languages?|strings)(?:[._-]|$)',
  `(?:^|[._-])(?:${LANGUAGES})(?:[_-][a-z]{2})?\\.(?:properties|json|ya?ml|po|ftl|xlf|arb)$`,
].join('|'), 'i');
/** Files of programs, where a name stands for its value. */
const PROGRAM = /\.(?:py|js|mjs|cjs|jsx|ts|tsx|rb|go|lua|php|groovy|java|kt|kts|scala|rs|cs|pl|jsonnet|libsonnet|rego|sql)$/i;
const SCRIPT = /\.(?:sh|bash|zsh|ksh|command)$/i;
const INTERPRETER = /^#![ \t]{0,5}\/\S{0,60}\b(?:ba|z|k|da)?sh\b/;

/** Whether people read what stands in the file. */
export function isTranslation(fileName: string): boolean {
  return TRANSLATIONS.test(fileName);
}

/** Whether it is a program, and a value without quotes the name of a variable. */
export function isProgram(fileName: string): boolean {
  return PROGRAM.test(fileName);
}

/** Whether its lines are commands. */
export function isScript(fileName: string, text: string): boolean {
  return SCRIPT.test(fileName) || INTERPRETER.test(text);
}
