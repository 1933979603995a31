import { fileAddress } from './file-address';
import { judgePaths, JudgedPaths } from './judge-paths';
import { writeOutput } from './output-file';
import { ReportFile } from './report-files';
import { isFailure } from '../../checks/judging/readiness';
import { Severity } from '../../checks/model/severity';
import { Colors } from '../../report/colors';
import { htmlReport } from '../../report/html/html-report';
import { jsonReport } from '../../report/json-report';
import { junitReport } from '../../report/junit/junit-report';
import { markdownReport } from '../../report/markdown/markdown-report';
import { Report } from '../../report/report';
import { sarifReport } from '../../report/sarif/sarif-report';
import { textReport } from '../../report/text-report';
import { ReportFormat } from '../options';
import { TOOL } from '../own-package';

/** What the command is told. */
export interface CheckOptions extends JudgedPaths {
  readonly format: ReportFormat;
  /** File for the report; it goes out where there is none. */
  readonly output?: string;
  /** Files for the same report in other formats. */
  readonly reports: readonly ReportFile[];
  /** The least severity that makes the command fail. */
  readonly failOn: Severity;
  /** Leaves nothing out: each finding in full; for machines, what passed and what does not apply too. */
  readonly isAll: boolean;
  /** Shows every box of the launch checklist. */
  readonly areBoxesShown: boolean;
  readonly isColored: boolean;
}

/** By exit code. */
export const VERDICTS = ['Ready.', 'Not ready.', 'Not ready: something could not be judged.'];

/** Each format that the report may be written in. */
const WRITERS: Readonly<Record<ReportFormat, (report: Report, options: WritingOptions) => Iterable<string>>> = {
  text: textWithVerdict,
  json: jsonReport,
  sarif: (report, { isAll }) => sarifReport(report, { isAll, tool: TOOL, addressOf: fileAddress }),
  junit: (report, { isAll }) => junitReport(report, { isAll, tool: TOOL }),
  markdown: markdownReport,
  html: (report, { failOn }) => htmlReport(report, { failOn, tool: TOOL }),
};

/** Judges manifests and reports; the exit code is 0 where they are ready, 1 where not, 2 where that cannot be told. */
export function check(options: CheckOptions, print: (text: string) => void): number {
  const report = judgePaths(options);
  const { format, output, reports, isAll, areBoxesShown, failOn, isColored } = options;
  const code = exitCode(report, failOn);
  const plain = { isAll, areBoxesShown, failOn, isColored: false, code };
  for (const { format: other, file } of reports) {
    writeOutput({ option: '--report', file }, (toFile) => write(WRITERS[other](report, plain), toFile));
  }
  if (output === undefined) write(WRITERS[format](report, { ...plain, isColored }), print);
  else writeOutput({ option: '--output', file: output }, (toFile) => write(WRITERS[format](report, plain), toFile));
  return code;
}

/** 0 where what was judged is ready, 1 where it is not, 2 where that cannot be told. */
export function exitCode({ manifests, total, results }: Report, failOn: Severity): 0 | 1 | 2 {
  if (total.error > 0 || manifests.length === 0) return 2;
  return results.some((result) => isFailure(result, failOn)) ? 1 : 0;
}

/** How a format is written. */
interface WritingOptions extends Pick<CheckOptions, 'failOn' | 'isAll' | 'areBoxesShown' | 'isColored'> {
  readonly code: 0 | 1 | 2;
}

function write(parts: Iterable<string>, print: (text: string) => void): void {
  for (const part of parts) print(part);
}

function* textWithVerdict(report: Report, { code, isColored, ...options }: WritingOptions): Generator<string> {
  yield* textReport(report, { ...options, colors: new Colors(isColored) });
  if (report.manifests.length > 0) yield `${VERDICTS[code]}\n`;
}
