const TOKEN = /"(?:[^"\\\n]|\\[^\n])*"|`[^`]*`|'(?:[^'\\\n]|\\[^\n])*'|[()|,]|:?=|[^\s()|,"'`:=]+|:/g;
const QUOTED = /^["`]/;
/** What begins a command anew. */
const ENDS_COMMAND = /^(?:[|,]|:?=)$/;
/** What stands before a command. */
const KEYWORD = /^(?:-|if|else|with|range)$/;
const ESCAPE = /\\(.)/g;
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
/** Those of Go, of Sprig, of External Secrets and of Vault that look for a text, or speak of one. */
const LOOKS_FOR = anyOf([
  'index', 'get', 'hasKey', 'pluck', 'pick', 'omit', 'unset', 'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'contains',
  'contains(?:All|Any|None|NotAll)', 'in', 'hasPrefix', 'hasSuffix', '(?:must)?[rR]egexMatch', 'date', 'dateInZone',
  'dateModify', 'toDate', 'timestamp', 'required', 'fail', 'template', 'executeTemplate', 'include', 'define', 'block',
  'secrets?', 'key', 'keyExists', 'keyExistsGet', '(?:safe)?(?:[lL]s|[tT]ree)', 'file', 'services?', 'nodes?',
  'connect', 'caLeaf', 'by(?:Key|Tag|Meta)', 'sockaddr', 'nomad\\w+', 'writeToFile', 'plugin', '(?:mustE|e)nv',
  'datasource', 'typeIs', 'kindIs', 'getSecretKey', 'fromSecret', 'pkiCert', 'jwkPublicKeyPem', 'jwkPrivateKeyPem',
  'derivePassword', 'gen(?:CA|SelfSignedCert|SignedCert)\\w*', 'getHostByName',
]);
/** Those that look for the text that comes first, and write what is left of the others, or those instead. */
const LOOKS_FOR_FIRST = anyOf([
  'replace', 'replaceAll', '(?:must)?[rR]egex(?:Replace|Find|Split)\\w*', 'trim(?:Prefix|Suffix|All)', 'split',
  'splitn', 'splitList', 'splitToMap', 'filterPEM', 'filterCertChain', 'keyOrDefault', 'envOrDefault', 'htpasswd',
]);
/** Those that write a text beside others, or a part of one. */
const JOINS = anyOf(['join', 'slice']);
/** The keys that it digs for come before what it takes where it finds none. */
const DIGS = 'dig';

/** The texts that stand in an action. */
export interface LiteralsOfAction {
  /** What it may write as it is. */
  readonly given: readonly string[];
  /** What it may write a part of, or beside others. */
  readonly joined: readonly string[];
  /** What it goes by. */
  readonly sought: readonly string[];
}

/** A command that has not ended. */
interface Command {
  /** What it begins with; empty before that. */
  head: string;
  /** How many arguments there have been. */
  count: number;
}

/** Tells the texts in an action of a Go template, such as the alternative of a default, by what they are for. */
export function literalsOfAction(action: string): LiteralsOfAction {
  const literals: Record<keyof LiteralsOfAction, string[]> = { given: [], joined: [], sought: [] };
  const commands: Command[] = [newCommand()];
  const tokens = tokensOf(action);
  tokens.forEach((token, index) => {
    if (!QUOTED.test(token)) {
      readOn(commands, token);
      return;
    }
    const command = commands[commands.length - 1];
    literals[purposeOf(command, QUOTED.test(tokens[index + 1] ?? ''))].push(textOf(token));
    command.count += 1;
  });
  return literals;
}

/** The text alone that an action writes, whatever happens; undefined where it writes something else. */
export function textOfAction(action: string): string | undefined {
  const tokens = tokensOf(action).filter((token) => token !== '-');
  return tokens.length === 1 && QUOTED.test(tokens[0]) ? textOf(tokens[0]) : undefined;
}

/** Whether an action calls a function. */
export function callsFunction(action: string, name: string): boolean {
  return tokensOf(action).includes(name);
}

function tokensOf(action: string): readonly string[] {
  return action.match(TOKEN) ?? [];
}

function purposeOf({ head, count }: Command, isFollowed: boolean): keyof LiteralsOfAction {
  if (JOINS.test(head)) return 'joined';
  if (LOOKS_FOR_FIRST.test(head)) return count === 0 ? 'sought' : 'joined';
  return head === DIGS && isFollowed || LOOKS_FOR.test(head) ? 'sought' : 'given';
}

/** Keeps the commands that have not ended, one in another. */
function readOn(commands: Command[], token: string): void {
  const command = commands[commands.length - 1];
  if (token === '(') {
    command.count += 1;
    commands.push(newCommand());
  } else if (token === ')') {
    commands.pop();
  } else if (ENDS_COMMAND.test(token)) {
    Object.assign(command, newCommand());
  } else if (command.head !== '') {
    command.count += 1;
  } else if (!KEYWORD.test(token)) {
    command.head = token;
  }
}

function newCommand(): Command {
  return { head: '', count: 0 };
}

function anyOf(names: readonly string[]): RegExp {
  return new RegExp(`^(?:${names.join('|')})$`);
}

function textOf(quoted: string): string {
  const text = quoted.slice(1, -1);
  return quoted.startsWith('"') ? text.replace(ESCAPE, (_, sign: string) => ESCAPED[sign] ?? sign) : text;
}
