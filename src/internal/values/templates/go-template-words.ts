const TOKEN = /"(?:[^"\\\n]|\\[^\n])*"|`[^`]*`|'(?:[^'\\\n]|\\[^\n])*'|[()|,]|:?=|[^\s()|,"'`:=]+|:/g;
const QUOTED = /^["`]/;
/** What begins a command anew. */
const ENDS_COMMAND = /^(?:[|,]|:?=)$/;
/** What stands before a command. */
const KEYWORD = /^(?:-|if|else|with|range)$/;
const ESCAPE = /\\(.)/g;
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
/** Those of Go, of Sprig, of External Secrets and of Vault that look for a text, or speak of one. */
const LOOKS_FOR = new RegExp('^(?:' + [
  'index', 'slice', 'get', 'hasKey', 'pluck', 'pick', 'omit', 'unset', 'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'contains',
  'hasPrefix', 'hasSuffix', 'trimPrefix', 'trimSuffix', 'trimAll', 'replace', 'split', 'splitn', 'splitList', 'join',
  '(?:must)?[rR]egex\\w*', 'date', 'dateInZone', 'dateModify', 'toDate', 'filterPEM', 'filterCertChain', 'required',
  'fail', 'template', 'include', 'define', 'block', 'secret', 'key', 'keyOrDefault', 'env', 'datasource', 'typeIs',
  'kindIs', 'getSecretKey', 'fromSecret', 'pkiCert', 'jwkPublicKeyPem', 'jwkPrivateKeyPem',
].join('|') + ')$');
/** The keys that it digs for come before what it takes where it finds none. */
const DIGS = 'dig';

/** The texts that stand in an action. */
export interface LiteralsOfAction {
  /** What it may write. */
  readonly given: readonly string[];
  /** What it goes by. */
  readonly sought: readonly string[];
}

/** Tells the texts in an action of a Go template, such as the alternative of a default, by what they are for. */
export function literalsOfAction(action: string): LiteralsOfAction {
  const [given, sought]: [string[], string[]] = [[], []];
  const heads = [''];
  const tokens = action.match(TOKEN) ?? [];
  tokens.forEach((token, index) => {
    if (!QUOTED.test(token)) {
      readOn(heads, token);
      return;
    }
    const head = heads[heads.length - 1];
    const isKey = head === DIGS && QUOTED.test(tokens[index + 1] ?? '');
    (isKey || LOOKS_FOR.test(head) ? sought : given).push(textOf(token));
  });
  return { given, sought };
}

/** Keeps what the commands begin with that have not ended, one in another. */
function readOn(heads: string[], token: string): void {
  const last = heads.length - 1;
  if (token === '(') heads.push('');
  else if (token === ')') heads.pop();
  else if (ENDS_COMMAND.test(token)) heads[last] = '';
  else if (heads[last] === '' && !KEYWORD.test(token)) heads[last] = token;
}

function textOf(quoted: string): string {
  const text = quoted.slice(1, -1);
  return quoted.startsWith('"') ? text.replace(ESCAPE, (_, sign: string) => ESCAPED[sign] ?? sign) : text;
}
