import { valuesOfPattern } from './label-patterns';
import { seriesMatchersIn } from './series-matchers';

/** Names of series, and bounds of histograms, say nothing of what a rule is about. */
const NO_SUBJECT: ReadonlySet<string> = new Set(['__name__', 'le']);
const SELECTED = /(?<![\w:])([a-z_:][\w:]*)\s*\{/gi;

type Values = ReadonlyMap<string, ReadonlySet<string>>;

/** What an expression is about. */
export interface Subjects {
  /** The values that it asks of each label, of those that it names. */
  readonly asked: Values;
  /** The values that it wants none of. */
  readonly excluded: Values;
  /** The series of which it asks for labels. */
  readonly series: ReadonlySet<string>;
}

/**
 * What the selectors of an expression are about, as far as they name it.
 *
 * Of two patterns nobody can tell whether they match the same: those that are written otherwise are two values.
 */
export function subjectsOf(expr: string): Subjects {
  const [asked, excluded] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
  for (const { label, operator, value } of seriesMatchersIn(expr)) {
    if (NO_SUBJECT.has(label)) continue;
    const values = operator.startsWith('!') ? excluded : asked;
    const known = values.get(label) ?? new Set<string>();
    (operator.endsWith('~') ? valuesOfPattern(value) ?? [value] : [value]).forEach((one) => known.add(one));
    values.set(label, known);
  }
  return { asked, excluded, series: new Set([...expr.matchAll(SELECTED)].map(([, name]) => name)) };
}

/** Whether the results of both can never have the same labels, or nobody can tell: they are of different series. */
export function subjectsDiffer(left: Subjects, right: Subjects): boolean {
  if (isLeftOut(left, right) || isLeftOut(right, left) || areUnlike(left, right)) return true;
  return [...left.asked].some(([label, values]) => {
    const others = right.asked.get(label);
    return others !== undefined && ![...values].some((value) => others.has(value));
  });
}

/** Whether one wants none of all that the other asks for. */
function isLeftOut({ asked }: Subjects, { excluded }: Subjects): boolean {
  return [...asked].some(([label, values]) => {
    const none = excluded.get(label);
    return none !== undefined && [...values].every((value) => none.has(value));
  });
}

function areUnlike(left: Subjects, right: Subjects): boolean {
  const isAnything = left.asked.size === 0 || right.asked.size === 0;
  return !isAnything && !areJoint(left.asked, right.asked) && !areJoint(left.series, right.series);
}

function areJoint(left: ReadonlySet<string> | Values, right: ReadonlySet<string> | Values): boolean {
  return [...left.keys()].some((one) => right.has(one));
}
