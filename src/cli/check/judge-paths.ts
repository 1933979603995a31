import { locateResults } from './locate';
import { findingsIn, RunFacts, runNotes } from './notes';
import { Progress } from './progress';
import { unknownKinds } from '../../checks/facts/validity/known-kinds';
import { judge } from '../../checks/judging/judge';
import { splitOwned } from '../../checks/judging/owned-objects';
import { Tally } from '../../checks/judging/tally';
import { STDIN } from '../../checks/loading/bounded-text';
import { evidenceResults } from '../../checks/loading/evidence';
import { Reading, readPaths } from '../../checks/loading/files';
import { SKIP_REASONS } from '../../checks/loading/skipped';
import { unreadableResults } from '../../checks/loading/unreadable';
import { readWaivers } from '../../checks/loading/waiver-file';
import { Cluster } from '../../checks/model/cluster';
import { ENGINE_CHECKS } from '../../checks/model/engine/engine-checks';
import { Result } from '../../checks/model/result';
import { Severity } from '../../checks/model/severity';
import { maskedPath } from '../../internal/secrets/masked-text';
import { makeReport, Report } from '../../report/report';
import { chooseChecks, CheckSelection } from '../check-selection';
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
  /** Leaves nothing out; else what passed is counted alone. */
  readonly isAll: boolean;
}

/** Reads manifests and puts the checks to them. */
export function judgePaths(options: JudgedPaths): Report {
  const { paths, exclude, minor, registries, asOf } = options;
  const { known, chosen } = chooseChecks(options);
  const progress = new Progress(statusLine);
  const reading = withNamedWaivers(options.waivers, readPaths(paths, {
    exclude, onFile: (done, files) => progress.say(() => `read ${done} of ${files} files`),
  }));
  const { judged, owned } = splitOwned(reading.manifests);
  const tally = options.isAll ? undefined : new Tally();
  const results = judge(new Cluster(judged, minor, [...registries]), {
    checks: chosen,
    knownIds: new Set([...known, ...ENGINE_CHECKS].map(({ id }) => id)),
    asOf,
    written: reading.waivers,
    tally,
    onCheck: (done, checks) => progress.say(() => `judged ${judged.length} objects by ${done} of ${checks} checks`),
  });
  progress.end();
  const attested = options.evidence === undefined ? [] : evidenceResults(options.evidence, asOf);
  // What the engine itself says is left out by name alone.
  const all = locateResults([...unreadableResults(reading.unreadable), ...results, ...attested])
    .filter(({ check }) => !options.skip.includes(check.id));
  const untold = tally?.untold() ?? [];
  const run = { ...reading, ...waivedIn(reading, all, tally), owned: owned.length, minor, judged: judged.length };
  const remarks = remarksOn({ ...run, untold, unknownKinds: unknownKinds(judged, minor) });
  return makeReport({ manifests: judged, checks: chosen, results: all, tally, ...choiceOf(options), ...remarks });
}

function waivedIn({ waivers }: Reading, results: readonly Result[], tally: Tally | undefined) {
  const isCritical = ({ status, check }: Pick<Result, 'status' | 'check'>) => (
    status === 'waived' && check.severity === Severity.CRITICAL
  );
  return {
    waiverFiles: [...new Set(waivers.map(({ file }) => file))],
    waivedCritical: results.filter(isCritical).length + findingsIn((tally?.untold() ?? []).filter(isCritical)),
    waivedByTool: waivedByTool(results, tally),
  };
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

function remarksOn(run: RunFacts) {
  const skipped = run.skipped.map(({ file, reason }) => ({ file: maskedPath(file), reason: SKIP_REASONS[reason] }));
  return { owned: run.owned, skipped, notes: runNotes(run) };
}
