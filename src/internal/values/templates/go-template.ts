const OPENING = '{{';
const CLOSING = '}}';
/** What a block begins with. */
const BEGINS = /^(?:if|with|range|define|block)\b/;
const ELSE = /^else\b/;
const END = /^end$/;
const WITH_ELSE = ['if', 'with', 'range'];
const COMMENT = /^(?:-\s)?\/\*/;
/** As many characters may stand before a comment. */
const LONGEST_START = 4;
/** What is quoted as a whole, and the signs that say where something begins or ends. */
const TOKEN = /"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'|`[^`]*`|\}\}|\{\{|["'`()]/g;
/** What is quoted as a whole, and parentheses. */
const GOES_ON = /^(?:[()]|[^{}][^]+)$/;
const QUOTE = /^["'`]$/;
const DEPTHS: Readonly<Record<string, number>> = { '(': 1, ')': -1 };
const TRIMMED_START = /^-\s+/;
const TRIMMED_END = /\s-$/;

/** What stands between two pairs of braces, without them. */
interface Action {
  readonly text: string;
  /** Behind its braces. */
  readonly end: number;
}

/** What a template is made of. */
export interface GoTemplatePart {
  readonly kind: 'plain' | 'action' | 'comment';
  /** Without braces. */
  readonly text: string;
}

/** What a template that can be read is made of, from its beginning; what nothing ends counts as plain text. */
export function goTemplateParts(text: string): GoTemplatePart[] {
  const parts: GoTemplatePart[] = [];
  let end = 0;
  for (let start = text.indexOf(OPENING); start >= 0; start = text.indexOf(OPENING, end)) {
    const action = actionFrom(text, start + OPENING.length);
    if (typeof action === 'string') break;
    parts.push({ kind: 'plain', text: text.slice(end, start) });
    parts.push({ kind: COMMENT.test(action.text) ? 'comment' : 'action', text: action.text });
    ({ end } = action);
  }
  return [...parts, { kind: 'plain', text: text.slice(end) }];
}

/**
 * What keeps a template of Go from being read: braces, quotes, parentheses or blocks that nothing ends; undefined where
 * nothing does. Functions and fields are those of who reads it.
 *
 * @see https://pkg.go.dev/text/template
 */
export function goTemplateProblem(text: string): string | undefined {
  const open: string[] = [];
  for (let start = text.indexOf(OPENING); start >= 0;) {
    const action = actionFrom(text, start + OPENING.length);
    if (typeof action === 'string') return action;
    const problem = problemOf(action.text, open);
    if (problem !== undefined) return problem;
    start = text.indexOf(OPENING, action.end);
  }
  return open.length === 0 ? undefined : `{{ ${open.at(-1)} }} without {{ end }}`;
}

/** One action, or what is wrong with it. */
function actionFrom(text: string, start: number): Action | string {
  if (COMMENT.test(text.slice(start, start + LONGEST_START))) return commentFrom(text, start);
  let depth = 0;
  TOKEN.lastIndex = start;
  for (let token = TOKEN.exec(text); token !== null; token = TOKEN.exec(text)) {
    const [sign] = token;
    if (sign === CLOSING && depth === 0) return { text: text.slice(start, token.index), end: TOKEN.lastIndex };
    depth += DEPTHS[sign] ?? 0;
    if (depth < 0 || !GOES_ON.test(sign)) return problemAt(sign, depth);
  }
  return problemAt(CLOSING, depth);
}

/** Why an action does not end there. */
function problemAt(sign: string, depth: number): string {
  if (QUOTE.test(sign)) return `a quote ${sign} that nothing ends`;
  if (depth < 0) return 'a ) that ends nothing';
  return depth > 0 ? 'a ( that nothing ends' : '{{ that nothing ends';
}

function commentFrom(text: string, start: number): Action | string {
  const end = text.indexOf('*/', start);
  const closing = end < 0 ? end : text.indexOf(CLOSING, end);
  if (closing < 0) return 'a comment that nothing ends';
  return { text: text.slice(start, closing), end: closing + CLOSING.length };
}

/** What is wrong with an action behind those that have begun a block. */
function problemOf(written: string, open: string[]): string | undefined {
  const action = written.replace(TRIMMED_START, '').replace(TRIMMED_END, '').trim();
  if (action === '') return 'an action without a word';
  const [keyword] = BEGINS.exec(action) ?? [];
  if (keyword !== undefined) open.push(keyword);
  else if (END.test(action)) return open.pop() === undefined ? '{{ end }} that ends nothing' : undefined;
  else if (ELSE.test(action) && !WITH_ELSE.includes(open.at(-1) ?? '')) return '{{ else }} of nothing';
  return undefined;
}
