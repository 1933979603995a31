import * as path from 'path';
import { oneOf } from '../one-of';
import { REPORT_FORMATS, ReportFormat } from '../options';

/** A file that the report is written to. */
export interface ReportFile {
  readonly format: ReportFormat;
  readonly file: string;
}

/** The files of `--report`; each has to be another one, and none that of `--output`. */
export function reportFiles(values: readonly string[] = [], output?: string): ReportFile[] {
  const files = values.map(readReportFile);
  const all = [...(output === undefined ? [] : [output]), ...files.map(({ file }) => file)];
  const twice = all.find((file, index) => all.findIndex((one) => path.resolve(one) === path.resolve(file)) < index);
  if (twice === undefined) return files;
  throw new Error(`--report would write ${JSON.stringify(twice)} twice; name another file for each format`);
}

function readReportFile(value: string): ReportFile {
  const end = value.indexOf('=');
  const file = value.slice(end + 1);
  if (end < 0 || file === '') {
    throw new Error(`--report must be FORMAT=FILE such as sarif=report.sarif, got ${JSON.stringify(value)}`);
  }
  return { format: oneOf('the format of --report', value.slice(0, end), REPORT_FORMATS), file };
}
