import * as fs from 'fs';
import { locateResults } from './locate';
import { Progress } from './progress';
import { judge } from '../../checks/judging/judge';
import { isFailure } from '../../checks/judging/readiness';
import { WAIVER_CHECKS } from '../../checks/judging/waiver-checks';
import { evidenceResults } from '../../checks/loading/evidence';
import { readPaths } from '../../checks/loading/files';
import { unreadableResults } from '../../checks/loading/unreadable';
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
  /** Shows what passed and what does not apply too. */
  readonly isAll: boolean;
  readonly isColored: boolean;
}

const VERDICTS = ['Ready.', 'Not ready.', 'Not ready: something could not be judged.'];

/** Judges manifests and reports; the exit code is 0 where they are ready, 1 where not, 2 where that cannot be told. */
export function check(options: CheckOptions, print: (text: string) => void): number {
  const { known, chosen } = chooseChecks(options);
  const progress = new Progress(process.stderr);
  const { manifests, unreadable } = readPaths(options.paths, (done, files) => {
    progress.say(() => `read ${done} of ${files} files`);
  });
  const knownIds = new Set([...known, ...WAIVER_CHECKS].map(({ id }) => id));
  const results = judge(new Cluster(manifests, options.minor), {
    checks: chosen,
    knownIds,
    asOf: options.asOf,
    onCheck: (done, checks) => progress.say(() => `judged ${manifests.length} objects by ${done} of ${checks} checks`),
  });
  progress.end();
  const attested = options.evidence === undefined ? [] : evidenceResults(options.evidence, options.asOf);
  const all = locateResults([...unreadableResults(unreadable), ...results, ...attested]);
  const report = makeReport({ manifests, checks: chosen, results: all });
  const code = exitCode(report, options.failOn);
  if (options.output === undefined) write(report, options, { code, print });
  else writeFile(options.output, (toFile) => write(report, options, { code, print: toFile }));
  return code;
}

function write(report: Report, { format, isAll, isColored, output }: CheckOptions, { code, print }: Writing): void {
  if (format === 'json') {
    for (const part of jsonReport(report, { isAll })) print(part);
    return;
  }
  for (const part of textReport(report, new Colors(isColored && output === undefined))) print(part);
  print(`${VERDICTS[code]}\n`);
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
