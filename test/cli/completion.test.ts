import { CHECKS } from '../../src/checks/catalogue';
import { ENGINE_CHECKS } from '../../src/checks/model/engine/engine-checks';
import { runCompletion } from '../../src/cli/commands';
import { COMMAND_OPTIONS, CommandOptions, REPORT_FORMATS, SHELLS } from '../../src/cli/options';
import { messageOf } from '../support/errors';

const IDS = [...CHECKS, ...ENGINE_CHECKS].map(({ id }) => id);
const COMMANDS = Object.entries<CommandOptions>(COMMAND_OPTIONS);
/** What --help calls values that nobody can guess. */
const FREE_VALUES = ['HOST[/PATH]', 'NAME', 'YYYY-MM-DD'];

describe.each(SHELLS)('preflight completion %s', (shell) => {
  const script = printed(shell);

  it('has each command, and each option of it at its place', () => {
    const parts = script.split(/^ {2}(?=[\w-]+\)$)/m).slice(1);
    expect(parts.map((part) => part.split(')')[0])).toEqual(COMMANDS.map(([name]) => name));
    const missing = COMMANDS.flatMap(([name, options], index) => (
      Object.keys(options).filter((option) => !new RegExp(`--${option}(?![\\w-])`).test(parts[index]))
        .map((option) => `${name} --${option}`)
    ));
    expect(missing).toEqual([]);
  });

  it('has each check and each format', () => {
    const words = new Set(script.split(/[^\w-]+/));
    expect([...IDS, ...REPORT_FORMATS].filter((word) => !words.has(word))).toEqual([]);
  });

  it('is the same each time', () => {
    expect(printed(shell)).toBe(script);
  });
});

describe('what is completed', () => {
  it('means nothing to a shell', () => {
    const names = COMMANDS.flatMap(([name, options]) => [name, ...Object.keys(options)]);
    expect([...IDS, ...names, ...REPORT_FORMATS].filter((word) => !/^[a-z][a-z0-9-]*$/.test(word))).toEqual([]);
  });

  it('is known of the value of each option, or said to be unknown', () => {
    const script = printed('bash');
    const values = new Map(COMMANDS.flatMap(([, options]) => Object.entries(options).map(([name, { value }]) => [
      value, name,
    ] as const)));
    values.delete(undefined);
    const free = [...values].filter(([, name]) => script.includes(` --${name}) _preflight_reply -W '' `));
    expect(free.map(([value]) => value).sort()).toEqual([...FREE_VALUES].sort());
  });
});

describe('preflight completion', () => {
  it.each([
    [[], 'name one shell, bash or zsh; see preflight --help'],
    [['bash', 'zsh'], 'name one shell, bash or zsh; see preflight --help'],
    [['fish'], 'the shell must be bash or zsh, got "fish"'],
    [['--all'], "Unknown option '--all'. To specify a positional argument starting with a '-', place it at the end of "
      + 'the command after \'--\', as in \'-- "--all"'],
  ])('refuses %j', (args, message) => {
    expect(messageOf(() => runCompletion(args))).toBe(message);
  });
});

function printed(shell: string): string {
  let out = '';
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  runCompletion([shell]);
  spy.mockRestore();
  return out;
}
