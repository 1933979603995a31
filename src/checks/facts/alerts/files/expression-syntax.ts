/** As much as is asked of the grammar, which is as large as its peers: three dozens of kilobytes. */
interface Grammar {
  readonly parser: { parse(text: string): { cursor(): Cursor } };
}

interface Cursor {
  readonly from: number;
  readonly type: { readonly isError: boolean };
  next(): boolean;
}

/** Longer ones than anybody writes would take their time. */
const LONGEST = 20_000;
const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|#.*/gs;
/** What is filled in later, and what others than Prometheus read. */
const OF_OTHERS = [
  /[|$]|\{\{|<</,
  /\b(?:default|if|ifnot|keep_metric_names|limit|with)\b/i,
  /\{[^{}]*\bor\b/i,
  /![=~]\s*$/,
];
/** What Prometheus takes and its grammar does not. */
const BEYOND_THE_GRAMMAR = [
  /\d\.(?!\d)/,
  /\b0x[\da-f]*_/i,
  /\boffset\b(?!\s*[-+]?\s?\d+[a-z])/i,
  /\b(?:by|without|on|ignoring|group_left|group_right)\s?\([^():]{0,200}:/i,
];
/** Functions differ from program to program, and from one release to the next. */
const CALL = /[\w:]\s?$/;

/**
 * Where a text ceases to be PromQL; undefined where it is, or where nobody can tell.
 *
 * What the grammar takes may still be refused, such as the rate of an instant vector: it knows no types.
 */
export function syntaxErrorAt(expr: string): number | undefined {
  if (expr.length > LONGEST || isDoubtful(expr)) return undefined;
  const place = firstError(expr);
  const isCall = place !== undefined && expr[place] === '(' && CALL.test(expr.slice(Math.max(0, place - 2), place));
  return isCall ? undefined : place;
}

function isDoubtful(expr: string): boolean {
  const code = expr.replace(QUOTED, '""');
  return [...OF_OTHERS, ...BEYOND_THE_GRAMMAR].some((pattern) => pattern.test(code));
}

function firstError(expr: string): number | undefined {
  // Loaded where there are rules.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { parser } = require('@prometheus-io/lezer-promql') as Grammar;
  const cursor = parser.parse(expr).cursor();
  do {
    if (cursor.type.isError) return cursor.from;
  } while (cursor.next());
  return undefined;
}
