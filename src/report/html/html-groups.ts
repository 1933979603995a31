import { CheckDescription, Result } from '../../checks/model/result';
import { SEVERITIES } from '../../checks/model/severities';
import { groupBy } from '../../checks/model/values/group-by';
import { CheckFindings, findingsByCheck } from '../finding-order';
import { subjectsOf } from '../object-names';
import { Report } from '../report';

/** More would make the page slow to open. */
const MAX_RESULTS = 10_000;
const LEAST_OF_EACH = 10;

/** What of one check a page shows together. */
export interface CheckGroup {
  readonly check: CheckDescription;
  readonly isError: boolean;
  /** Whether the baseline has some of it. */
  readonly isKnown: boolean;
  /** What failed or is in error, then what is waived; as much of it as there is room for. */
  readonly shown: readonly Result[];
  /** How many there are of it, the others included. */
  readonly findings: number;
  readonly waived: number;
  readonly objects: number;
}

/** By check, what is new first, then worst first; of too many, a few of each check, and the worst of the others. */
export function checkGroups(report: Report): CheckGroup[] {
  const groups = [...wrongGroups(report), ...waivedGroups(report)];
  const rooms = roomsOf(groups.map(({ shown }) => shown.length));
  return groups.map((group, index) => ({ ...group, shown: group.shown.slice(0, rooms[index]) }));
}

/** How many findings the page does not show. */
export function leftOut(groups: readonly CheckGroup[]): number {
  return groups.reduce((sum, { findings, shown }) => sum + findings - shown.length, 0);
}

function wrongGroups(report: Report): CheckGroup[] {
  const waived = waivedByCheck(report);
  const untold = report.untold.filter(({ status }) => status !== 'waived');
  const groups = findingsByCheck(report.results, untold).map((findings) => (
    groupOf(findings, findings.isError ? [] : waived.get(findings.check.id) ?? [], report)
  ));
  return newFirst(groups, ({ shown }) => shown.some(isNew));
}

/** What the baseline has is not what somebody looks for first. */
function newFirst<T>(items: readonly T[], isFirst: (item: T) => boolean): T[] {
  return [...items.filter(isFirst), ...items.filter((item) => !isFirst(item))];
}

function isNew({ status, isKnown }: Result): boolean {
  return status !== 'waived' && isKnown !== true;
}

/** Those of checks that fail nowhere else. */
function waivedGroups(report: Report): CheckGroup[] {
  const failing = new Set(report.results.filter(({ status }) => status === 'failed').map(({ check }) => check.id));
  const groups = [...waivedByCheck(report)].filter(([id]) => !failing.has(id)).map(([, waived]) => groupOf({
    check: waived[0].check, isError: false, results: [], subjects: [], more: { findings: 0, objects: 0 },
  }, waived, report));
  return SEVERITIES.flatMap((severity) => groups.filter(({ check }) => check.severity === severity));
}

function waivedByCheck({ results }: Report): ReadonlyMap<string, Result[]> {
  return groupBy(results.filter(({ status }) => status === 'waived'), ({ check }) => [check.id]);
}

function groupOf(findings: CheckFindings, waived: readonly Result[], { untold }: Report): CheckGroup {
  const { check, isError, results, more } = findings;
  const moreWaived = isError ? undefined : untold.find((one) => one.status === 'waived' && one.check.id === check.id);
  const shown = [...newFirst(results, isNew), ...waived];
  const allWaived = waived.length + (moreWaived?.findings ?? 0);
  return {
    check,
    isError,
    isKnown: results.some((result) => result.isKnown === true),
    shown,
    findings: results.length + more.findings + allWaived,
    waived: allWaived,
    objects: subjectsOf(shown).length + more.objects + (moreWaived?.objects ?? 0),
  };
}

/** How many of each there is room for: a few of every one, and of the others the worst. */
function roomsOf(lengths: readonly number[]): number[] {
  const least = lengths.map((length) => Math.min(length, LEAST_OF_EACH));
  let left = Math.max(0, MAX_RESULTS - least.reduce((sum, count) => sum + count, 0));
  return lengths.map((length, index) => {
    const more = Math.min(length - least[index], left);
    left -= more;
    return least[index] + more;
  });
}
