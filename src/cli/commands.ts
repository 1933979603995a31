import { parseArgs } from 'util';
import { check } from './check/command';
import { reportFiles } from './check/report-files';
import { dryRun } from './dry-run/command';
import { explainCheck } from './explain/command';
import { judgedDay } from './judged-day';
import { knownPages } from './known-pages';
import { listChecks } from './list/command';
import { oneOf } from './one-of';
import { CHECK_OPTIONS, DRY_RUN_OPTIONS, EXPLAIN_OPTIONS, LIST_FORMATS, LIST_OPTIONS, REPORT_FORMATS } from './options';
import { isColored, print, printLine } from './output';
import { SEVERITIES } from '../checks/model/severities';
import { isImagePrefix } from '../internal/images/registry-prefixes';
import { NEWEST_MINOR, OLDEST_JUDGED_MINOR } from '../internal/kubernetes-version';

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
    minor: minorOf(values['kubernetes-version']),
    registries: registriesOf(values.registry),
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

/** What is written by a selection of checks would lack what the others find. */
function baselineOf(
  values: { 'baseline'?: string; 'write-baseline': boolean; 'only'?: string[]; 'skip'?: string[] },
) {
  const { baseline: file, 'write-baseline': isWritten } = values;
  if (!isWritten) return file === undefined ? undefined : { file, isWritten };
  if (file === undefined) throw new Error('--write-baseline needs a file; name it by --baseline FILE');
  if (values.only === undefined && values.skip === undefined) return { file, isWritten };
  throw new Error('--write-baseline takes what all checks find; leave out --only and --skip');
}

/** An option that may be repeated, or hold several by commas. */
function listOf(values: string[] = []): string[] {
  return values.flatMap((value) => value.split(',')).map((value) => value.trim()).filter((value) => value !== '');
}

/** Registries, or longer prefixes of images. */
function registriesOf(values: string[] = []): string[] {
  const wrong = values.find((value) => !isImagePrefix(value));
  if (wrong === undefined) return values;
  throw new Error(`--registry must be the beginning of images, got ${JSON.stringify(wrong)}; `
    + 'write ghcr.io or ghcr.io/acme, without a scheme and without a slash at the end');
}

/** A version as clusters say it, such as `v1.30.4-gke.100`. */
function minorOf(version: string): number {
  const minor = Number(/^v?1\.(\d+)(\.\d+)?([-+].*)?$/.exec(version)?.[1]);
  if (isJudged(minor)) return minor;
  const range = `1.${OLDEST_JUDGED_MINOR} to 1.${NEWEST_MINOR}`;
  throw new Error(`--kubernetes-version must be from ${range}, got ${JSON.stringify(version)}${remedyOf(minor)}`);
}

function isJudged(minor: number): boolean {
  return minor >= OLDEST_JUDGED_MINOR && minor <= NEWEST_MINOR;
}

function remedyOf(minor: number): string {
  if (minor > NEWEST_MINOR) return `; judge by 1.${NEWEST_MINOR}, the newest that is known`;
  // A file of YAML that gives the version as a number makes 1.3 of 1.30.
  return isJudged(minor * 10) ? `; write '1.${minor}0' as text: a number loses the zero at its end` : '';
}
