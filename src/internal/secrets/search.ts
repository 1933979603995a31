import { unshown } from './masked-text';
import type * as Commands from './secret-commands';
import { namedSecret } from './secret-kinds';
import type * as Texts from './secret-texts';
import { Place } from './secret-values';

/** A value that is no secret but under a name that says so. Most are such. */
const SHORT_WORD = /^[\w./-]{0,15}$/;

/* eslint-disable @typescript-eslint/no-require-imports */
let texts: typeof Texts | undefined;
let commands: typeof Commands | undefined;

/** As `secret-texts` has it. The forms of secrets are many, and loaded when a longer text is first searched. */
export function secretInPair(name: string, value: string, place = Place.ENVIRONMENT): string | undefined {
  if (SHORT_WORD.test(value)) return namedSecret(name, value, place);
  texts ??= require('./secret-texts') as typeof Texts;
  return texts.secretInPair(name, value, place);
}

/** As `secret-texts` has it, and as late. */
export function secretsInFile(fileName: string, text: string, place = Place.ENVIRONMENT): Texts.SecretInText[] {
  texts ??= require('./secret-texts') as typeof Texts;
  return texts.secretsInFile(fileName, text, place);
}

/** A text, or where it holds a secret, what that is. */
export function withoutSecret(text: string): string {
  const kind = secretInPair('', text, Place.FIELD);
  return kind === undefined ? text : unshown(kind);
}

/** As `secret-commands` has it, and as late: the secrets themselves, for those alone who keep them from being shown. */
export function textsGivenIn(words: readonly string[]): string[] {
  commands ??= require('./secret-commands') as typeof Commands;
  return commands.textsGivenIn(words);
}

/** As `secret-commands` has it, and as late. */
export function secretsInCommand(words: readonly string[]): Commands.SecretInCommand[] {
  commands ??= require('./secret-commands') as typeof Commands;
  return commands.secretsInCommand(words);
}
