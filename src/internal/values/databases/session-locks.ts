/** What takes a lock that ends with the session that took it. */
const LOCKS: readonly { readonly pattern: RegExp; readonly name: string }[] = [
  {
    pattern: /\bflush\s+(local\s+|no_write_to_binlog\s+)?tables?\b[^;]{0,200}\bwith\s+read\s+lock\b/gi,
    name: 'FLUSH TABLES WITH READ LOCK',
  },
  {
    pattern: /\bflush\s+(local\s+|no_write_to_binlog\s+)?tables?\b[^;]{0,200}\bfor\s+export\b/gi,
    name: 'FLUSH TABLES FOR EXPORT',
  },
  { pattern: /\block\s+(tables?\s+\S|instance\s+for\s+backup\b)/gi, name: 'LOCK' },
  { pattern: /\bpg_(start_backup|backup_start)\b/gi, name: 'pg_backup_start' },
];

const SHELL = /(?:^|\/)(?:sh|bash|ash|dash|ksh|zsh|su)$/;
const HEREDOC = /<<-?\s{0,9}["']?(\w{1,40})/g;
/** A session that goes on while the command ends, or that waits for what else is written to it. */
const OUTLIVES = /(?:^|[^&>])&(?![&>\d])|[)}]\s{0,9}\|/;
/** Options behind which the same session is told more. */
const MORE = /^(?:-c|-e|-f|--command|--execute|--file)(?:=|$)/;
/** Statements that need no lock: nothing is kept consistent by one that is held for them only. */
const IDLE = /^(?:unlock|commit|end|rollback|exit|quit|\\q|(?:system|\\!)\s+sync|select\s+[^;]{0,40}pg_(?:backup_stop|stop_backup))\b/i;

/**
 * The lock that a command takes for as long as its session lasts, as people call it, and that nothing comes of:
 * undefined where it takes none, where the session does its work under it, and where the session outlives the command.
 */
export function sessionLockOf(command: readonly string[]): string | undefined {
  return LOCKS.find(({ pattern }) => command.some((argument, index) => (
    [...argument.matchAll(pattern)].some((match) => isLast(command, index, match))
  )))?.name;
}

function isLast(command: readonly string[], place: number, match: RegExpMatchArray): boolean {
  const argument = command[place];
  const [start, behind] = [match.index!, match.index! + match[0].length];
  const isScript = command.length === 1 || SHELL.test(command[0]);
  const end = isScript ? endOfSession(argument, start) : argument.length;
  if (isScript && OUTLIVES.test(argument.slice(end))) return false;
  const others = isScript ? [] : command.slice(place + 1);
  if (others.some((other) => MORE.test(other))) return false;
  const statements = argument.slice(behind, end).split(';').slice(1).map((statement) => statement.trim());
  return statements.every((statement) => statement === '' || IDLE.test(statement));
}

/** Where the quotes, or the lines, end that hold what a session is told. */
function endOfSession(script: string, start: number): number {
  const quote = quoteAround(script, start);
  if (quote !== undefined) return endOf(script.indexOf(quote, start), script);
  const [, word] = [...script.slice(0, start).matchAll(HEREDOC)].pop() ?? [];
  return word === undefined ? script.length : endOf(script.indexOf(`\n${word}`, start), script);
}

function endOf(index: number, script: string): number {
  return index < 0 ? script.length : index;
}

function quoteAround(script: string, until: number): string | undefined {
  let quote: string | undefined;
  for (let index = 0; index < until; index++) {
    const letter = script[index];
    if (letter === '\\' && quote !== "'") index++;
    else if (letter === quote) quote = undefined;
    else if (quote === undefined && (letter === '"' || letter === "'")) quote = letter;
  }
  return quote;
}
