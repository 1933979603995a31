import { ShellReader, ShellToken } from './shell-reader';

/** Words that stand before a command and are none. */
const KEYWORDS = new Set([
  'if', 'elif', 'while', 'until', '!', 'then', 'else', 'do', '{', 'time', 'done', 'fi', '}', 'esac',
]);
/** Keywords after which the shell looks at how a command ended. */
const CONDITIONS = new Set(['if', 'elif', 'while', 'until', '!']);
const ASSIGNMENT = /^\w+\+?=/;
const REDIRECTION = /^\d?[<>]/;
const MAX_DEPTH = 5;

/** Commands that are joined by `&&` and `||`: the shell goes on behind them whatever became of them. */
export interface ShellStatement {
  /** Each is a list of commands that are joined by `|`, and a command is a list of words. */
  readonly pipelines: readonly (readonly (readonly string[])[])[];
  /** Whether the shell does something else where it fails. */
  readonly isChecked: boolean;
  /** Whether it stands in a substitution, so that what follows it is not what runs after it. */
  readonly isInner: boolean;
}

/** The statements of a shell script, in the order in which they are written; functions and loops are not unfolded. */
export function readShell(text: string): ShellStatement[] {
  return statementsIn(text, 0);
}

function statementsIn(text: string, depth: number): ShellStatement[] {
  const { tokens, substitutions } = new ShellReader(text).read();
  const isInner = depth > 0;
  const own = splitAt(tokens, new Set([';', '&', '\n', '(', ')']))
    .map((part) => statementOf(part, isInner)).filter(({ pipelines }) => pipelines.length > 0);
  const inner = depth < MAX_DEPTH ? substitutions.flatMap((one) => statementsIn(one, depth + 1)) : [];
  return [...inner, ...own];
}

function statementOf(tokens: readonly ShellToken[], isInner: boolean): ShellStatement {
  const pipelines = splitAt(tokens, new Set(['&&', '||']))
    .map((part) => splitAt(part, new Set(['|', '|&'])).map(commandOf).filter((words) => words.length > 0))
    .filter((pipeline) => pipeline.length > 0);
  const isChecked = tokens.some(({ text, isOperator }) => isOperator ? text === '||' : CONDITIONS.has(text));
  return { pipelines, isChecked, isInner };
}

/** The words of a command, without what stands before it; empty where it only sets variables. */
function commandOf(tokens: readonly ShellToken[]): string[] {
  const words = tokens.map(({ text }) => text);
  const start = words.findIndex((word) => !KEYWORDS.has(word) && !ASSIGNMENT.test(word));
  return start === -1 || REDIRECTION.test(words[start]) ? [] : words.slice(start);
}

function splitAt(tokens: readonly ShellToken[], operators: ReadonlySet<string>): ShellToken[][] {
  const parts: ShellToken[][] = [[]];
  for (const token of tokens) {
    if (token.isOperator && operators.has(token.text)) parts.push([]);
    else parts[parts.length - 1].push(token);
  }
  return parts;
}
