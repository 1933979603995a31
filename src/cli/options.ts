import { SEVERITIES } from '../checks/model/severities';
import { Severity } from '../checks/model/severity';
import { DEFAULT_MINOR } from '../internal/kubernetes-version';

/** An option as `util.parseArgs` reads it and as --help shows it. */
export interface CommandOption {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  readonly default?: string | boolean;
  /** What stands for its value in --help. */
  readonly value?: string;
  readonly help: string;
}

/** The options of a command, by their names. */
export type CommandOptions = Readonly<Record<string, CommandOption>>;

/** What the report of `preflight check` may be written as. */
export const REPORT_FORMATS = ['text', 'json', 'sarif', 'junit', 'markdown', 'html'] as const;

export type ReportFormat = typeof REPORT_FORMATS[number];

export const LIST_FORMATS = ['text', 'json'] as const;

const CHECKS = {
  type: 'string', multiple: true, value: 'PACKAGE', help: 'a package that exports checks of your own; may be repeated',
} as const;

export const CHECK_OPTIONS = {
  'format': {
    type: 'string', default: 'text', value: 'FORMAT', help: REPORT_FORMATS.join(', ').replace(/, (\w+)$/, ' or $1'),
  },
  'output': { type: 'string', value: 'FILE', help: 'write the report to a file' },
  'report': {
    type: 'string', multiple: true, value: 'FORMAT=FILE', help: 'write it in another format too; may be repeated',
  },
  'fail-on': {
    type: 'string',
    default: Severity.CRITICAL as string,
    value: 'SEVERITY',
    help: `the least severity that counts: ${SEVERITIES.join(', ').replace(/, (\w+)$/, ' or $1')}`,
  },
  'kubernetes-version': {
    type: 'string',
    default: `1.${DEFAULT_MINOR}`,
    value: 'MINOR',
    help: 'the oldest minor that the manifests must run on',
  },
  'registry': {
    type: 'string',
    multiple: true,
    value: 'HOST[/PATH]',
    help: 'where images may come from, such as ghcr.io/acme; may be repeated',
  },
  'exclude': {
    type: 'string', multiple: true, value: 'GLOB', help: 'leave out files and folders that match; may be repeated',
  },
  'only': { type: 'string', multiple: true, value: 'IDS', help: 'judge by these checks only; several by commas' },
  'skip': { type: 'string', multiple: true, value: 'IDS', help: 'judge without these checks; several by commas' },
  'checks': CHECKS,
  'as-of': { type: 'string', value: 'YYYY-MM-DD', help: 'the day on which waivers are judged (today)' },
  'evidence': { type: 'string', value: 'FILE', help: 'what people attest where manifests cannot show it' },
  'waivers': { type: 'string', value: 'FILE', help: 'what is waived, beside each preflight.yaml of a folder' },
  'baseline': { type: 'string', value: 'FILE', help: 'what is known does not count; what is mended leaves the file' },
  'write-baseline': { type: 'boolean', default: false, help: 'write what fails now to the file of --baseline' },
  'all': {
    type: 'boolean',
    default: false,
    help: 'show each finding in full; JSON holds what passed and what does not apply too',
  },
  'boxes': { type: 'boolean', default: false, help: 'show each box of the launch checklist' },
} as const satisfies CommandOptions;

export const LIST_OPTIONS = {
  format: { type: 'string', default: 'text', value: LIST_FORMATS.join('|'), help: 'text, or JSON for machines' },
  checks: CHECKS,
} as const satisfies CommandOptions;

export const EXPLAIN_OPTIONS = { checks: CHECKS } as const satisfies CommandOptions;

export const DRY_RUN_OPTIONS = {
  'kubeconfig': { type: 'string', value: 'FILE', help: 'which clusters there are (that of kubectl)' },
  'context': { type: 'string', value: 'NAME', help: 'which cluster to ask (that of kubectl)' },
  'create-namespaces': { type: 'boolean', default: false, help: 'create the namespaces among the manifests first' },
} as const satisfies CommandOptions;

/** The shells that complete what is typed. */
export const SHELLS = ['bash', 'zsh'] as const;

export type Shell = typeof SHELLS[number];

export const COMPLETION_OPTIONS = {} as const satisfies CommandOptions;

/** The options of each command. */
export const COMMAND_OPTIONS = {
  'check': CHECK_OPTIONS,
  'list': LIST_OPTIONS,
  'explain': EXPLAIN_OPTIONS,
  'dry-run': DRY_RUN_OPTIONS,
  'completion': COMPLETION_OPTIONS,
} as const satisfies Record<string, CommandOptions>;

export type Command = keyof typeof COMMAND_OPTIONS;
