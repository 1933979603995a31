import { valuesOfPattern } from './label-patterns';
import { seriesMatchersIn } from './series-matchers';

/** Names of series, and bounds of histograms, say nothing of what a rule is about. */
const NO_SUBJECT: ReadonlySet<string> = new Set(['__name__', 'le']);

/** The values that an expression asks of each label, of those that it names. */
export type Subjects = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What the selectors of an expression are about, as far as they name it.
 *
 * Of two patterns nobody can tell whether they match the same: those that are written otherwise are two values.
 */
export function subjectsOf(expr: string): Subjects {
  const subjects = new Map<string, Set<string>>();
  for (const { label, operator, value } of seriesMatchersIn(expr)) {
    if (operator.startsWith('!') || NO_SUBJECT.has(label)) continue;
    const known = subjects.get(label) ?? new Set<string>();
    (operator === '=' ? [value] : valuesOfPattern(value) ?? [value]).forEach((one) => known.add(one));
    subjects.set(label, known);
  }
  return subjects;
}

/** Whether some label can never have the same value in both. */
export function subjectsDiffer(left: Subjects, right: Subjects): boolean {
  return [...left].some(([label, values]) => {
    const others = right.get(label);
    return others !== undefined && ![...values].some((value) => others.has(value));
  });
}
