import { linesHaveSecretForm } from './secret-forms';
import { SecretName, secretNameOf } from './secret-names';
import { isSecretInFile, isSecretValue, looksRandom } from './secret-values';

const VALUE = /("[^"]{0,200}"|'[^']{0,200}'|[^\s"'`;|&<>-][^\s"'`;|&<>]{0,200})/.source;
/** A flag of a command in a script, with its value in the same word or in the next one. */
const FLAG = new RegExp(`(?:^|[\\s;&|(])--?([A-Za-z][\\w.-]{2,100})(?:=|[ \\t]{1,10})${VALUE}`, 'g');
const ASSIGNMENT = new RegExp(`(?:^|[\\s;&|(=,"'])([A-Za-z_][\\w.]{2,100})=${VALUE}`, 'g');
const FLAG_ALONE = /^--?([A-Za-z][\w.-]{2,100})$/;
/** A user of HTTP with its password; a number is that of a group. */
const USER = /\bcurl\b[^\n]{0,500}[ \t](?:-u|--user)[ \t=]["']?[^\s:"'$]{1,100}:(?!\d+\b)[^\s:"'$`<{]{1,100}/;

/** The flags and variables to which a command line gives a secret as text. */
export function secretsInCommand(words: readonly string[]): string[] {
  const pairs = words.flatMap((word, index) => {
    const [, flag] = FLAG_ALONE.exec(word) ?? [];
    const next = words[index + 1] ?? '-';
    // A value may stand in the word behind its flag, and a whole script in one word.
    if (flag !== undefined) return next.startsWith('-') ? [] : [[flag, next]];
    return [...word.matchAll(FLAG), ...word.matchAll(ASSIGNMENT)].map(([, name, value]) => [name, bare(value)]);
  });
  const named = pairs.filter(([name, value]) => isSecretFor(name, value)).map(([name]) => name);
  const hasForm = words.some((word) => linesHaveSecretForm(word)) || USER.test(words.join(' '));
  return [...new Set([...named, ...(hasForm ? ['what it calls'] : [])])];
}

/** What is called a token on a command line is often the name of one. */
function isSecretFor(name: string, value: string): boolean {
  const kind = secretNameOf(name);
  if (kind === SecretName.LIKELY) return looksRandom(value) && isSecretValue(kind, value);
  return kind !== undefined && isSecretInFile(kind, value);
}

function bare(value: string): string {
  return value.replace(/^["']|["']$/g, '');
}
