import type { Tally, Untold } from '../checks/judging/tally';
import { BOXES } from '../checks/model/boxes';
import { ICheck } from '../checks/model/check';
import { WAIVER_CHECKS } from '../checks/model/engine/waiver-checks';
import { Manifest } from '../checks/model/manifest';
import { CheckDescription, Counts, zeroCounts, Result, STATUSES } from '../checks/model/result';
import { maskedPath } from '../internal/secrets/masked-text';

/** Of the JSON report; a field that goes or changes its meaning makes it a new one. */
export const REPORT_VERSION = 1;

/** A file that was passed by, and why. */
export interface SkippedFile {
  readonly file: string;
  readonly reason: string;
}

/** What became of every check at every object. */
export interface Report {
  readonly manifests: readonly Manifest[];
  readonly checks: readonly CheckDescription[];
  readonly results: readonly Result[];
  /** What is counted, and not among the results. */
  readonly untold: readonly Untold[];
  readonly total: Counts;
  readonly byCheck: ReadonlyMap<string, Counts>;
  readonly byBox: ReadonlyMap<string, Counts>;
  /** How many objects were not judged, because a controller made them of others that were. */
  readonly owned: number;
  readonly skipped: readonly SkippedFile[];
  /** What else is to be known of the run, a line each. */
  readonly notes: readonly string[];
  /** What was named to be read; none where it came from a program. */
  readonly paths: readonly string[];
  /** Whether some checks were left out, so that what passed says little of a box. */
  readonly isSelection: boolean;
  /** Whether what failed was compared with a baseline. */
  readonly hasBaseline: boolean;
  /** How much of what failed the baseline has, by check. */
  readonly knownByCheck: ReadonlyMap<string, number>;
}

/** What a report is made of. */
export interface ReportParts {
  readonly manifests: readonly Manifest[];
  readonly checks: readonly ICheck[];
  readonly results: readonly Result[];
  readonly owned?: number;
  readonly skipped?: readonly SkippedFile[];
  readonly notes?: readonly string[];
  readonly paths?: readonly string[];
  readonly isSelection?: boolean;
  readonly hasBaseline?: boolean;
  /** What is not among the results. */
  readonly tally?: Tally;
}

const NO_REMARKS = { owned: 0, skipped: [], notes: [], isSelection: false, hasBaseline: false } as const;

/** Counts all results, and what did not apply: each object that a check said nothing of. */
export function makeReport(parts: ReportParts): Report {
  const { manifests, checks, results, tally, paths = [], ...others } = parts;
  const remarks = { ...NO_REMARKS, ...others, paths: paths.map(maskedPath) };
  const descriptions = describeChecks(checks, results);
  const byCheck = new Map(descriptions.map(({ id }) => [id, zeroCounts()]));
  const spokenOf = countObjects(results);
  const untold = tally?.untold() ?? [];
  for (const { check, status } of results) countsOf(byCheck, check.id)[status] += 1;
  for (const { check, status, findings } of untold) countsOf(byCheck, check.id)[status] += findings;
  if (tally !== undefined) addTally(tally, byCheck, spokenOf);
  for (const { id } of descriptions) countsOf(byCheck, id).notApplicable += manifests.length - (spokenOf.get(id) ?? 0);
  const byBox = new Map(BOXES.map(({ id }) => [id, zeroCounts()]));
  const total = zeroCounts();
  for (const { id, box } of descriptions) {
    add(countsOf(byBox, box), countsOf(byCheck, id));
    add(total, countsOf(byCheck, id));
  }
  const knownByCheck = countKnown(results);
  return { ...remarks, manifests, checks: descriptions, results, untold, total, byCheck, byBox, knownByCheck };
}

function addTally(tally: Tally, byCheck: Map<string, Counts>, spokenOf: Map<string, number>): void {
  for (const [id, counts] of byCheck) {
    counts.passed += tally.passedOf(id);
    spokenOf.set(id, tally.objectsOf(id) ?? spokenOf.get(id) ?? 0);
  }
}

/** Those that were asked for, those about waivers, and whatever else has a result. */
function describeChecks(checks: readonly ICheck[], results: readonly Result[]): CheckDescription[] {
  const byId = new Map<string, CheckDescription>();
  const all = [...checks, ...WAIVER_CHECKS, ...results.map((result) => result.check)];
  all.forEach((check) => byId.set(check.id, check));
  return [...byId.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
}

function countKnown(results: readonly Result[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { check: { id }, isKnown } of results) if (isKnown) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** How much of what failed the baseline has. */
export function knownIn({ knownByCheck }: Report): number {
  return [...knownByCheck.values()].reduce((sum, count) => sum + count, 0);
}

function add(sum: Counts, more: Counts): void {
  for (const status of STATUSES) sum[status] += more[status];
}

function countsOf(map: Map<string, Counts>, key: string): Counts {
  let counts = map.get(key);
  if (counts === undefined) map.set(key, counts = zeroCounts());
  return counts;
}

/** Of how many objects each check spoke; what it says of one stands together. */
function countObjects(results: readonly Result[]): Map<string, number> {
  const last = new Map<string, Manifest>();
  const counts = new Map<string, number>();
  for (const { check: { id }, manifest } of results) {
    if (manifest === undefined || last.get(id) === manifest) continue;
    last.set(id, manifest);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
