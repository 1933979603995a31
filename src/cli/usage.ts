import {
  CHECK_OPTIONS, CommandOption, CommandOptions, COMPLETION_OPTIONS, DRY_RUN_OPTIONS, EXPLAIN_OPTIONS, LIST_OPTIONS,
  SHELLS,
} from './options';

const COLUMN = 31;

/** What --help prints. */
export const USAGE = [
  ...described('preflight check [PATH...|-] judges manifests by the readiness checklist', CHECK_OPTIONS),
  '',
  ...described('preflight list lists all checks by the box that they tick', LIST_OPTIONS),
  '',
  ...described('preflight explain ID says why a check is there, and what to do', EXPLAIN_OPTIONS),
  '',
  'preflight dry-run PATH... asks a cluster, through kubectl, whether it would take every object: server-side, with',
  ...described('strict field validation, keeping nothing but namespaces that it is asked to create', DRY_RUN_OPTIONS),
  '',
  ...described(
    `preflight completion ${SHELLS.join('|')} prints a script that completes what is typed`, COMPLETION_OPTIONS,
  ),
  '',
  'preflight --version says which version this is.',
  'Exit codes: 0 ready or admitted, 1 not, 2 could not be judged.',
].join('\n');

function described(summary: string, options: CommandOptions): string[] {
  return [summary, ...Object.entries(options).map(([name, option]) => optionLine(name, option))];
}

function optionLine(name: string, { value, help, default: usual }: CommandOption): string {
  const written = value === undefined ? `--${name}` : `--${name} ${value}`;
  return `  ${written.padEnd(COLUMN)}${help}${typeof usual === 'string' ? ` (${usual})` : ''}`;
}
