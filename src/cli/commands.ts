import { parseArgs } from 'util';
import { BaselineOptions } from './check/baseline/baseline-run';
import { check } from './check/command';
import { reportFiles } from './check/report-files';
import { completionScript } from './completion/command';
import { dryRun } from './dry-run/command';
import { explainCheck } from './explain/command';
import { judgedDay } from './judged-day';
import { knownPages } from './known-pages';
import { listChecks } from './list/command';
import { oneOf } from './one-of';
import { minorOf, registriesOf } from './option-values';
import {
  CHECK_OPTIONS, COMPLETION_OPTIONS, DRY_RUN_OPTIONS, EXPLAIN_OPTIONS, LIST_FORMATS, LIST_OPTIONS, REPORT_FORMATS,
  SHELLS,
} from './options';
import { isColored, print, printLine } from './output';
import { CHECK_IDS } from '../checks/check-ids';
import { ENGINE_CHECKS } from '../checks/model/engine/engine-checks';
import { SEVERITIES } from '../checks/model/severities';

/** `preflight check`. */
export function runCheck(args: string[]): number {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: CHECK_OPTIONS });
  if (positionals.length === 0) throw new Error('name files or folders, or - for what comes in; see preflight --help');
  return check({
    paths: positionals,
    exclude: values.exclude ?? [],
    waivers: values.waivers,
    packages: values.checks ?? [],
    only: listOf(values.only),
    skip: listOf(values.skip),
    format: oneOf('--format', values.format, REPORT_FORMATS),
    output: values.output,
    reports: reportFiles(values.report, values.output),
    failOn: oneOf('--fail-on', values['fail-on'], SEVERITIES),
    minor: minorOf('--kubernetes-version', values['kubernetes-version']),
    registries: registriesOf('--registry', values.registry),
    asOf: judgedDay(values['as-of'], process.env.SOURCE_DATE_EPOCH),
    evidence: values.evidence,
    baseline: baselineOf(values),
    isAll: values.all,
    areBoxesShown: values.boxes,
    isColored: isColored(),
  }, print);
}

/** `preflight list`. */
export function runList(args: string[]): number {
  const { checks, format } = parseArgs({ args, options: LIST_OPTIONS }).values;
  print(`${listChecks(knownPages(checks), oneOf('--format', format, LIST_FORMATS))}\n`);
  return 0;
}

/** `preflight explain`. */
export function runExplain(args: string[]): number {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: EXPLAIN_OPTIONS });
  if (positionals.length !== 1) throw new Error('name one check, such as has-cpu-limit; see preflight list');
  print(`${explainCheck(knownPages(values.checks), positionals[0])}\n`);
  return 0;
}

/** `preflight dry-run`. */
export async function runDryRun(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: DRY_RUN_OPTIONS });
  if (positionals.length === 0) throw new Error('name files or folders; see preflight --help');
  const { kubeconfig, context, 'create-namespaces': createNamespaces } = values;
  const options = { paths: positionals, kubeconfig, context, createNamespaces };
  return dryRun(options, printLine);
}

/** `preflight completion`. */
export function runCompletion(args: string[]): number {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: COMPLETION_OPTIONS });
  if (positionals.length !== 1) throw new Error(`name one shell, ${SHELLS.join(' or ')}; see preflight --help`);
  const ids = [...CHECK_IDS, ...ENGINE_CHECKS.map(({ id }) => id)].sort();
  print(completionScript(oneOf('the shell', positionals[0], SHELLS), ids));
  return 0;
}

/** What is written by a selection of checks would lack what the others find. */
function baselineOf(
  values: { 'baseline'?: string; 'write-baseline': boolean; 'only'?: string[]; 'skip'?: string[] },
): BaselineOptions | undefined {
  const { baseline: file, 'write-baseline': isWritten } = values;
  if (!isWritten) return file === undefined ? undefined : { file, use: 'shrink' };
  if (file === undefined) throw new Error('--write-baseline needs a file; name it by --baseline FILE');
  if (values.only === undefined && values.skip === undefined) return { file, use: 'write' };
  throw new Error('--write-baseline takes what all checks find; leave out --only and --skip');
}

/** An option that may be repeated, or hold several by commas. */
function listOf(values: string[] = []): string[] {
  return values.flatMap((value) => value.split(',')).map((value) => value.trim()).filter((value) => value !== '');
}
