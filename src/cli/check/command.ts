import * as fs from 'fs';
import { locateResults } from './locate';
import { runNotes } from './notes';
import { Progress } from './progress';
import { judge } from '../../checks/judging/judge';
import { splitOwned } from '../../checks/judging/owned-objects';
import { isFailure } from '../../checks/judging/readiness';
import { WAIVER_CHECKS } from '../../checks/judging/waiver-checks';
import { evidenceResults } from '../../checks/loading/evidence';
import { readPaths } from '../../checks/loading/files';
import { unreadableResults } from '../../checks/loading/unreadable';
import { readWaivers } from '../../checks/loading/waiver-file';
import { Cluster } from '../../checks/model/cluster';
import { Severity } from '../../checks/model/severity';
import { Colors } from '../../report/colors';
import { jsonReport } from '../../report/json-report';
import { makeReport, Report } from '../../report/report';
import { textReport } from '../../report/text-report';
import { chooseChecks, CheckSelection } from '../check-selection';

/** What the command is told. */
export interface CheckOptions extends CheckSelection {
  /** Files, folders, or `-` for what comes in. */
  readonly paths: readonly string[];
  /** Globs of what is left out of folders. */
  readonly exclude: readonly string[];
  /** A file with what is waived, beside those that stand in the folders. */
  readonly waivers?: string;
  readonly format: 'text' | 'json';
  /** File for the report; it goes out where there is none. */
  readonly output?: string;
  /** The least severity that makes the command fail. */
  readonly failOn: Severity;
  readonly minor: number;
  /** The day on which waivers are judged, as `YYYY-MM-DD`. */
  readonly asOf: string;
  /** A file with what people attest. */
  readonly evidence?: string;
  /** Leaves nothing out: each finding in full; for machines, what passed and what does not apply too. */
  readonly isAll: boolean;
  /** Shows every box of the launch checklist. */
  readonly areBoxesShown: boolean;
  readonly isColored: boolean;
}

const VERDICTS = ['Ready.', 'Not ready.', 'Not ready: something could not be judged.'];

/** Judges manifests and reports; the exit code is 0 where they are ready, 1 where not, 2 where that cannot be told. */
export function check(options: CheckOptions, print: (text: string) => void): number {
  const report = judgePaths(options);
  const code = exitCode(report, options.failOn);
  if (options.output === undefined) write(report, options, { code, print });
  else writeFile(options.output, (toFile) => write(report, options, { code, print: toFile }));
  return code;
}

function judgePaths(options: CheckOptions): Report {
  const { paths, exclude, minor, asOf } = options;
  const { known, chosen } = chooseChecks(options);
  const progress = new Progress(process.stderr);
  const { manifests, unreadable, skipped, waivers } = readPaths(paths, {
    exclude, onFile: (done, files) => progress.say(() => `read ${done} of ${files} files`),
  });
  const named = options.waivers === undefined ? undefined : readWaivers(options.waivers);
  const { judged, owned } = splitOwned(manifests);
  const results = judge(new Cluster(judged, minor), {
    checks: chosen,
    knownIds: new Set([...known, ...WAIVER_CHECKS].map(({ id }) => id)),
    asOf,
    written: [...waivers, ...named?.waivers ?? []],
    onCheck: (done, checks) => progress.say(() => `judged ${judged.length} objects by ${done} of ${checks} checks`),
  });
  progress.end();
  const attested = options.evidence === undefined ? [] : evidenceResults(options.evidence, asOf);
  const all = [...unreadableResults([...unreadable, ...named?.unreadable ?? []]), ...results, ...attested];
  const notes = runNotes({ owned: owned.length, skipped, minor });
  return makeReport({
    manifests: judged, checks: chosen, results: locateResults(all), owned: owned.length, skipped, notes,
  });
}

function write(report: Report, options: CheckOptions, { code, print }: Writing): void {
  const { format, isAll, areBoxesShown, failOn, isColored, output } = options;
  if (format === 'json') {
    for (const part of jsonReport(report, { isAll })) print(part);
    return;
  }
  const colors = new Colors(isColored && output === undefined);
  for (const part of textReport(report, { colors, failOn, isAll, areBoxesShown })) print(part);
  if (report.manifests.length > 0) print(`${VERDICTS[code]}\n`);
}

/** Where the report goes, and what is said of it at its end. */
interface Writing {
  readonly code: 0 | 1 | 2;
  print(text: string): void;
}

function writeFile(file: string, act: (print: (text: string) => void) => void): void {
  const descriptor = fs.openSync(file, 'w');
  try {
    act((text) => fs.writeSync(descriptor, text));
  } finally {
    fs.closeSync(descriptor);
  }
}

function exitCode({ manifests, total, results }: Report, failOn: Severity): 0 | 1 | 2 {
  if (total.error > 0 || manifests.length === 0) return 2;
  return results.some((result) => isFailure(result, failOn)) ? 1 : 0;
}
