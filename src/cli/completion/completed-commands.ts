import { SEVERITIES } from '../../checks/model/severities';
import { NEWEST_MINOR, OLDEST_JUDGED_MINOR } from '../../internal/kubernetes-version';
import { Command, COMMAND_OPTIONS, CommandOption, CommandOptions, REPORT_FORMATS, SHELLS } from '../options';

/** What may stand at a place. */
export type Completion =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** A word and, behind `=`, a file. */
  | { readonly kind: 'words=file'; readonly words: readonly string[] }
  /** The id of a check, or several by commas. */
  | { readonly kind: 'id' | 'ids' }
  | { readonly kind: 'files' }
  /** What nobody can guess, or nothing at all. */
  | { readonly kind: 'none' };

/** An option that a shell completes. */
export interface CompletedOption {
  /** With its dashes. */
  readonly name: string;
  readonly help: string;
  readonly isRepeated: boolean;
  /** What its value is called; none where it takes none. */
  readonly value?: string;
  readonly completion: Completion;
}

/** A command that a shell completes. */
export interface CompletedCommand {
  readonly name: string;
  readonly options: readonly CompletedOption[];
  /** What stands beside the options. */
  readonly operands: Completion;
}

const OPERANDS: Readonly<Record<Command, Completion>> = {
  'check': { kind: 'files' },
  'list': { kind: 'none' },
  'explain': { kind: 'id' },
  'dry-run': { kind: 'files' },
  'completion': { kind: 'words', words: SHELLS },
};

/** By what --help calls the values of options. */
const VALUES: Readonly<Record<string, Completion>> = {
  'FILE': { kind: 'files' },
  'FORMAT': { kind: 'words', words: REPORT_FORMATS },
  'FORMAT=FILE': { kind: 'words=file', words: REPORT_FORMATS },
  'GLOB': { kind: 'files' },
  'IDS': { kind: 'ids' },
  'MINOR': { kind: 'words', words: judgedMinors() },
  'PACKAGE': { kind: 'files' },
  'SEVERITY': { kind: 'words', words: SEVERITIES },
};

/** Everything that can be completed, as the tables of the options say it. */
export function completedCommands(): CompletedCommand[] {
  return Object.entries<CommandOptions>(COMMAND_OPTIONS).map(([name, options]) => ({
    name,
    options: Object.entries(options).map(completedOption),
    operands: OPERANDS[name as Command],
  }));
}

function completedOption([name, { help, value, multiple = false }]: [string, CommandOption]): CompletedOption {
  return { name: `--${name}`, help, isRepeated: multiple, value, completion: completionOf(value) };
}

function completionOf(value = ''): Completion {
  if (value.includes('|')) return { kind: 'words', words: value.split('|') };
  return Object.hasOwn(VALUES, value) ? VALUES[value] : { kind: 'none' };
}

function judgedMinors(): string[] {
  const length = NEWEST_MINOR - OLDEST_JUDGED_MINOR + 1;
  return Array.from({ length }, (_, index) => `1.${OLDEST_JUDGED_MINOR + index}`);
}
