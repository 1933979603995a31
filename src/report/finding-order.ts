import { subjectsOf } from './object-names';
import type { Untold } from '../checks/judging/tally';
import { CheckDescription, Result } from '../checks/model/result';
import { SEVERITIES } from '../checks/model/severities';
import { Severity } from '../checks/model/severity';
import { groupBy } from '../checks/model/values/group-by';

/** Boxes by how sure the outage is: what an API server refuses, then what is not there, or cannot be reached. */
const SUREST_BOXES: readonly (readonly string[])[] = [
  ['valid-manifests'],
  ['references', 'network-policies', 'encrypted-traffic', 'health-checks'],
];

/** What failed of one check, or could not be judged. */
export interface CheckFindings {
  readonly check: CheckDescription;
  readonly isError: boolean;
  readonly results: readonly Result[];
  /** One result of each object, or of each file where no object could be read. */
  readonly subjects: readonly Result[];
  /** What is counted beside them. */
  readonly more: Pick<Untold, 'findings' | 'objects'>;
}

const NO_MORE = { findings: 0, objects: 0 } as const;

/** What failed or is in error and the baseline does not have, by check, and what it has. */
export function newAndKnown(results: readonly Result[], untold: readonly Untold[] = []) {
  const isNew = ({ isKnown }: Result) => isKnown !== true;
  return {
    new: findingsByCheck(results.filter(isNew), untold),
    known: findingsByCheck(results.filter((result) => !isNew(result))),
  };
}

/**
 * What failed or is in error by check: what could not be judged first, for it may hide anything, then the worst. Among
 * equals is first what more objects have.
 */
export function findingsByCheck(results: readonly Result[], untold: readonly Untold[] = []): CheckFindings[] {
  const more = new Map(untold.map((one) => [keyOf(one), one]));
  const wrong = results.filter(({ status }) => status === 'failed' || status === 'error');
  const groups = [...groupBy(wrong, (result) => [keyOf(result)])].map(([key, same]) => ({
    check: same[0].check,
    isError: same[0].status === 'error',
    results: same,
    subjects: subjectsOf(same),
    more: more.get(key) ?? NO_MORE,
  }));
  return groups.sort((left, right) => (
    rank(left) - rank(right) || doubt(left) - doubt(right) || objectsOf(right) - objectsOf(left)
      || (left.check.id < right.check.id ? -1 : 1)
  ));
}

/** How often the check found something. */
export function countOf({ results, more }: CheckFindings): number {
  return results.length + more.findings;
}

/** At how many objects. */
export function objectsOf({ subjects, more }: CheckFindings): number {
  return subjects.length + more.objects;
}

function keyOf({ check, status }: Pick<Result, 'check' | 'status'>): string {
  return `${status} ${check.id}`;
}

function rank({ check, isError }: CheckFindings): number {
  return isError ? -1 : SEVERITIES.indexOf(check.severity);
}

/** How far a critical finding is from a sure outage. */
function doubt({ check: { severity, box }, isError }: CheckFindings): number {
  if (isError || severity !== Severity.CRITICAL) return 0;
  const index = SUREST_BOXES.findIndex((boxes) => boxes.includes(box));
  return index < 0 ? SUREST_BOXES.length : index;
}
