import { BaselineOptions, BaselineRun, JudgedRun, MarkedResults } from './baseline/baseline-run';
import { locateResults } from './locate';
import { RunFacts, runNotes } from './notes';
import { Progress } from './progress';
import { unknownKinds } from '../../checks/facts/validity/known-kinds';
import { judge } from '../../checks/judging/judge';
import { Ownership, splitOwned } from '../../checks/judging/owned-objects';
import { MOST_TOLD, Tally, Untold } from '../../checks/judging/tally';
import { STDIN } from '../../checks/loading/bounded-text';
import { evidenceResults } from '../../checks/loading/evidence';
import { Reading, readPaths } from '../../checks/loading/files';
import { SKIP_REASONS } from '../../checks/loading/skipped';
import { unreadableResults } from '../../checks/loading/unreadable';
import { readWaivers } from '../../checks/loading/waiver-file';
import { Cluster } from '../../checks/model/cluster';
import { ENGINE_CHECKS } from '../../checks/model/engine/engine-checks';
import { WAIVER_CHECKS } from '../../checks/model/engine/waiver-checks';
import { Manifest } from '../../checks/model/manifest';
import { Result } from '../../checks/model/result';
import { Severity } from '../../checks/model/severity';
import { maskedPath } from '../../internal/secrets/masked-text';
import { makeReport, Report } from '../../report/report';
import { chooseChecks, CheckSelection, ChosenChecks } from '../check-selection';
import { statusLine } from '../output';

/** What is judged, and by what. */
export interface JudgedPaths extends CheckSelection {
  /** Files, folders, or `-` for what comes in. */
  readonly paths: readonly string[];
  /** Globs of what is left out. */
  readonly exclude: readonly string[];
  /** A file with what is waived, beside those that stand with the manifests. */
  readonly waivers?: string;
  readonly minor: number;
  /** Where images may come from; anywhere where there are none. */
  readonly registries: readonly string[];
  /** The day on which waivers are judged, as `YYYY-MM-DD`. */
  readonly asOf: string;
  /** A file with what people attest. */
  readonly evidence?: string;
  /** What is known already, and how its file is to be treated. */
  readonly baseline?: BaselineOptions;
  /** Leaves nothing out; else what passed is counted alone. */
  readonly isAll: boolean;
}

/** Reads manifests and puts the checks to them. */
export function judgePaths(options: JudgedPaths): Report {
  const checks = chooseChecks(options);
  // Before anything is judged, so that a broken file costs nobody time.
  const baseline = options.baseline && new BaselineRun(options.baseline);
  const progress = new Progress(statusLine);
  const reading = withNamedWaivers(options.waivers, readPaths(options.paths, {
    exclude: options.exclude,
    ownFile: options.baseline?.file,
    onFile: (done, files) => progress.say(() => `read ${done} of ${files} files`),
  }));
  const objects = splitOwned(reading.manifests);
  const tally = options.isAll ? undefined : new Tally(mostToldIn(options));
  const results = judgeObjects(objects.judged, { options, checks, tally, reading, progress });
  progress.end();
  const attested = options.evidence === undefined ? [] : evidenceResults(options.evidence, options.asOf);
  // What the engine itself says is left out by name alone.
  const told = [...unreadableResults(reading.unreadable), ...results, ...attested]
    .filter(({ check }) => !options.skip.includes(check.id));
  const judgement = { options, checks, reading, objects, tally };
  const marked = baseline?.applyTo(judgedRun(judgement, told, attested));
  return reportOf(judgement, locateResults(marked?.results ?? told), marked);
}

/** What the objects are judged by, and who is told how far that is. */
interface Judging {
  readonly options: JudgedPaths;
  readonly checks: ChosenChecks;
  readonly reading: Reading;
  readonly tally?: Tally;
}

function judgeObjects(judged: Manifest[], { options, checks, tally, reading, progress }: Judging & {
  readonly progress: Progress;
}): Result[] {
  const { minor, registries, asOf } = options;
  return judge(new Cluster(judged, minor, [...registries]), {
    checks: checks.chosen,
    knownIds: new Set([...checks.known, ...ENGINE_CHECKS].map(({ id }) => id)),
    waivable: checks.known,
    asOf,
    written: reading.waivers,
    tally,
    mostTold: mostToldIn(options),
    onCheck: (done, all) => progress.say(() => `judged ${judged.length} objects by ${done} of ${all} checks`),
  });
}

/** What is known is told from what is new one by one. */
function mostToldIn({ baseline }: JudgedPaths): number {
  return baseline === undefined ? MOST_TOLD : Infinity;
}

/** What was judged by what. */
interface Judgement extends Judging {
  readonly objects: Ownership;
}

/** What a baseline is compared with. */
function judgedRun(
  { options, checks, objects }: Judgement, results: readonly Result[], attested: readonly Result[],
): JudgedRun {
  const put = [...checks.chosen, ...WAIVER_CHECKS, ...attested.map(({ check }) => check)];
  return {
    results,
    manifests: objects.judged,
    checkIds: new Set(put.map(({ id }) => id)),
    isSelection: choiceOf(options).isSelection,
    options,
  };
}

function reportOf(
  { options, checks, reading, objects: { judged, owned }, tally }: Judgement,
  results: readonly Result[], marked?: MarkedResults,
): Report {
  const { minor } = options;
  const untold = tally?.untold() ?? [];
  const run = { ...reading, ...waivedIn(reading, results, tally), owned: owned.length, minor, judged: judged.length };
  const remarks = remarksOn({ ...run, untold, unknownKinds: unknownKinds(judged, minor) }, marked?.notes);
  const hasBaseline = marked !== undefined;
  return makeReport({
    manifests: judged, checks: checks.chosen, results, tally, hasBaseline, ...choiceOf(options), ...remarks,
  });
}

function waivedIn({ waivers }: Reading, results: readonly Result[], tally: Tally | undefined) {
  return {
    waiverFiles: [...new Set(waivers.map(({ file }) => file))],
    waivedCritical: waivedCriticalIn(results, tally?.untold() ?? []),
    waivedByTool: waivedByTool(results, tally),
  };
}

/** How many critical findings of each check are waived. */
function waivedCriticalIn(results: readonly Result[], untold: readonly Untold[]): Map<string, number> {
  const counts = new Map<string, number>();
  const add = ({ status, check }: Pick<Result, 'status' | 'check'>, findings: number) => {
    if (status !== 'waived' || check.severity !== Severity.CRITICAL) return;
    counts.set(check.id, (counts.get(check.id) ?? 0) + findings);
  };
  for (const result of results) add(result, 1);
  for (const one of untold) add(one, one.findings);
  return counts;
}

function waivedByTool(results: readonly Result[], tally: Tally | undefined): Map<string, number> {
  const counts = new Map(tally?.untoldByTool());
  for (const { waiver } of results) {
    if (waiver?.tool !== undefined) counts.set(waiver.tool, (counts.get(waiver.tool) ?? 0) + 1);
  }
  return counts;
}

function choiceOf({ paths, only, skip }: JudgedPaths) {
  return {
    paths: paths.map((path) => (path === STDIN ? 'what comes in' : path)),
    isSelection: only.length + skip.length > 0,
  };
}

function withNamedWaivers(file: string | undefined, reading: Reading): Reading {
  if (file === undefined) return reading;
  const { waivers, unreadable } = readWaivers(file);
  return {
    ...reading, waivers: [...reading.waivers, ...waivers], unreadable: [...reading.unreadable, ...unreadable],
  };
}

function remarksOn(run: RunFacts, notes: readonly string[] = []) {
  const skipped = run.skipped.map(({ file, reason }) => ({ file: maskedPath(file), reason: SKIP_REASONS[reason] }));
  return { owned: run.owned, skipped, notes: [...notes, ...runNotes(run)] };
}
