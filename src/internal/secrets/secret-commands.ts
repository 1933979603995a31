import { decodedTextsIn } from './encoded-texts';
import { knownSecretIn } from './known-formats';
import { NamedSecret, namedSecretIn, namedSecretsIn } from './named-values';
import { isPlaceholder } from './placeholders';
import { Place } from './secret-values';
import { unnamedSecretIn, unnamedTextIn } from './unnamed-values';

const ARGUMENT = /["']?([^\s"'|;&<>-][^\s"'|;&<>]{0,200})["']?/.source;
const LONGEST_COMMAND = 400;
const WHOLE_VALUE = /^[^\s"']+/;
const VALUE_OF_FLAG = /^.+?(?=["']?$)/s;
const END_OF_COMMAND = /[\n;]|&&|\|\|/g;

/** Programs, and what they take as a password behind a flag of one letter or behind none. */
interface PasswordArgument {
  readonly program: RegExp;
  readonly password: RegExp;
}

const FLAG = (flag: string) => `[ \\t]-${flag}[ \\t]{1,5}${ARGUMENT}`;
const ATTACHED = (flag: string) => `[ \\t]-${flag}${ARGUMENT}`;
const WORDS = (count: string) => `(?:\\S{1,100}[ \\t]{1,5}){${count}}`;
const PIPED_LOGIN = /[ \t]{1,5}["']?[\w.-]{1,60}:([^\s"'|]{1,200})["']?[ \t]{0,5}\|[ \t]{0,5}(?:sudo[ \t]{1,5})?chpasswd/;
const PIPED = /[ \t]{1,5}["']?([^\s"'|]{1,200})["']?[ \t]{0,5}\|.*?(?:--stdin|--password-stdin|-pass stdin)/;
/** A user of HTTP with its password; a number is that of a group. */
const HTTP_USER = /[ \t](?:-u|-a|--user)[ \t=][ \t]{0,5}["']?[^\s:"'$]{1,100}:(?!\d+\b)([^\s:"']{1,100})/;

const PASSWORD_ARGUMENTS: readonly PasswordArgument[] = [
  argument('curl|etcdctl|https?', HTTP_USER.source),
  argument('mysql|mysqldump|mysqladmin|mysqlcheck|mysqlshow|mysqlsh|mariadb(?:-\\w{1,10})?|7za?', ATTACHED('p')),
  argument('sshpass', `[ \\t]-p[ \\t]{0,5}${ARGUMENT}`),
  argument('redis-cli', FLAG('a')),
  argument('ldap(?:search|add|modify|delete|passwd|whoami|modrdn|compare)', FLAG('w')),
  argument('docker|podman|nerdctl|buildah|skopeo|helm|oras|crane|az|oc', `\\blogin\\b.*?${FLAG('p')}`),
  argument('mongo(?:sh|dump|restore|import|export)?|cqlsh|rabbitmqadmin|influx', FLAG('p')),
  argument('sqlcmd|bcp|mosquitto_(?:pub|sub)|unzip|zip', FLAG('P')),
  argument('rabbitmqctl', `\\b(?:add_user|change_password)[ \\t]{1,5}${WORDS('1')}${ARGUMENT}`),
  argument('htpasswd', `[ \\t]-\\w{0,5}b\\w{0,5}[ \\t]{1,5}${WORDS('1,2')}${ARGUMENT}[ \\t]{0,5}(?:$|[|>])`),
  argument('vault', `^vault[ \\t]{1,5}login[ \\t]{1,5}(?![a-z-])${ARGUMENT}`),
  argument('mc', `\\b(?:alias[ \\t]{1,5}set|host[ \\t]{1,5}add)[ \\t]{1,5}${WORDS('3')}${ARGUMENT}`),
  argument('openssl', FLAG('k')),
  argument('openssl|keytool|gpg|jarsigner', '-pass(?:in|out)?[ \\t=]{1,5}["\']?pass:([^\\s"\']{1,200})'),
  argument('smbclient', '[ \\t]-U[ \\t]{0,5}["\']?[\\w\\\\.-]{1,60}%([^\\s"\']{1,100})'),
  argument('echo|printf', PIPED_LOGIN.source),
  argument('echo|printf', PIPED.source),
  argument('aws', `\\baws_secret_access_key[ \\t]{1,5}${ARGUMENT}`),
];
const PROGRAMS = [...new Set(PASSWORD_ARGUMENTS.map(({ program }) => program.source.slice(1)))];
const PROGRAM = new RegExp(`(?<![\\w.-])(?:${PROGRAMS.join('|')})`, 'g');

/** A secret in a command line: the flag or variable where it has a name, and its kind. */
export interface SecretInCommand {
  readonly name?: string;
  readonly kind: string;
}

const IN_COMMAND = { place: Place.LINE, isCommand: true };

/** The secrets that a command line holds as text. */
export function secretsInCommand(words: readonly string[]): SecretInCommand[] {
  const names = new Map(namedSecretsOf(words).map(({ name, kind }) => [name, kind]));
  if (names.size > 0) return [...names].map(([name, kind]) => ({ name, kind }));
  const line = words.join(' ');
  const kind = knownSecretIn(line) ?? secretGivenIn(line) ?? unnamedSecretIn(line)
    ?? decodedTextsIn(line).map((text) => knownSecretIn(text) ?? namedSecretIn(text, IN_COMMAND)).find(isKind);
  return kind === undefined ? [] : [{ kind }];
}

/** The passwords and such that a command line holds, for those alone who keep them from being shown. */
export function textsGivenIn(words: readonly string[]): string[] {
  const named = flagsOf(words).flatMap((text) => [...namedSecretsIn(text, IN_COMMAND)].flatMap(({ value }) => (
    [value, ...wholeValuesOf(value, text)]
  )));
  return [...named, ...passwordsGivenIn(words.join(' ')), ...unnamedTextIn(words.join(' '))];
}

/** Where no shell reads a word, the value goes on behind what would end it there. */
function wholeValuesOf(value: string, text: string): string[] {
  if (text.length > LONGEST_COMMAND) return [];
  return (text.startsWith('-') ? VALUE_OF_FLAG : WHOLE_VALUE).exec(text.slice(text.indexOf(value))) ?? [];
}

function namedSecretsOf(words: readonly string[]): NamedSecret[] {
  return flagsOf(words).flatMap((text) => [...namedSecretsIn(text, IN_COMMAND)]);
}

/** A value may stand in the word behind its flag, and a whole script in one word. */
function flagsOf(words: readonly string[]): string[] {
  return words.map((word, index) => {
    const next = words[index + 1] ?? '-';
    const isFlag = /^--?[A-Za-z][\w.-]*$/.test(word) && !next.startsWith('-');
    return isFlag ? `${word}=${quoted(next)}` : word;
  });
}

/** The kind of a secret that a script gives to a program without a name; undefined where it gives none. */
export function secretGivenIn(script: string): string | undefined {
  for (const _ of passwordsGivenIn(script)) return 'a password';
  return undefined;
}

function* passwordsGivenIn(script: string): Generator<string> {
  let next = 0;
  for (let found = programFrom(script, next); found !== null; found = programFrom(script, next)) {
    const command = commandAt(script, found.index);
    for (const one of PASSWORD_ARGUMENTS) {
      const password = passwordIn(one, command);
      if (password !== undefined) yield password;
    }
    // What is in one command is searched once.
    next = found.index + Math.max(command.length, found[0].length);
  }
}

/** Another script may be searched before the next one is asked for. */
function programFrom(script: string, index: number): RegExpExecArray | null {
  PROGRAM.lastIndex = index;
  return PROGRAM.exec(script);
}

function commandAt(script: string, index: number): string {
  const text = script.slice(index, index + LONGEST_COMMAND);
  END_OF_COMMAND.lastIndex = 0;
  const end = END_OF_COMMAND.exec(text);
  return end === null ? text : text.slice(0, end.index);
}

function passwordIn({ program, password }: PasswordArgument, command: string): string | undefined {
  const value = program.test(command) ? password.exec(command)?.[1] : undefined;
  return value === undefined || isPlaceholder(value) ? undefined : value;
}

function argument(programs: string, password: string): PasswordArgument {
  return { program: new RegExp(`^(?:${programs})(?=[ \\t])`), password: new RegExp(password) };
}

function isKind(kind: string | undefined): kind is string {
  return kind !== undefined;
}

function quoted(word: string): string {
  return /^["']/.test(word) || word.includes('"') ? word : `"${word}"`;
}
