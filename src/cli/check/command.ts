import { judgePaths, JudgedPaths } from './judge-paths';
import { writeOutput } from './output-file';
import { isFailure } from '../../checks/judging/readiness';
import { Severity } from '../../checks/model/severity';
import { Colors } from '../../report/colors';
import { jsonReport } from '../../report/json-report';
import { Report } from '../../report/report';
import { textReport } from '../../report/text-report';

/** What the command is told. */
export interface CheckOptions extends JudgedPaths {
  readonly format: 'text' | 'json';
  /** File for the report; it goes out where there is none. */
  readonly output?: string;
  /** The least severity that makes the command fail. */
  readonly failOn: Severity;
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
  else writeOutput(options.output, (toFile) => write(report, options, { code, print: toFile }));
  return code;
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

function exitCode({ manifests, total, results }: Report, failOn: Severity): 0 | 1 | 2 {
  if (total.error > 0 || manifests.length === 0) return 2;
  return results.some((result) => isFailure(result, failOn)) ? 1 : 0;
}
