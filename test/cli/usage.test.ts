import {
  CHECK_OPTIONS, CommandOptions, COMPLETION_OPTIONS, DRY_RUN_OPTIONS, EXPLAIN_OPTIONS, LIST_OPTIONS,
} from '../../src/cli/options';
import { USAGE } from '../../src/cli/usage';

const SECTIONS = USAGE.split('\n\n');

describe('what --help prints', () => {
  it('is short enough to be read', () => {
    expect(USAGE.split('\n').filter((line) => line.length > 120)).toEqual([]);
    expect(USAGE.split('\n').length).toBeLessThan(40);
  });

  it.each<[string, CommandOptions]>([
    ['check [PATH...|-]', CHECK_OPTIONS],
    ['list', LIST_OPTIONS],
    ['explain ID', EXPLAIN_OPTIONS],
    ['dry-run PATH...', DRY_RUN_OPTIONS],
    ['completion bash|zsh', COMPLETION_OPTIONS],
  ])('has each option of %s, in a line with its value and what stands where it is left out', (command, options) => {
    const [section, ...others] = SECTIONS.filter((one) => one.startsWith(`preflight ${command} `));
    expect(others).toEqual([]);
    const lines = section.split('\n').filter((line) => line.startsWith('  --'));
    expect(lines.map((line) => line.trim().split(/\s{2,}/)[0])).toEqual(Object.entries(options).map(([name, { value }]) => (
      value === undefined ? `--${name}` : `--${name} ${value}`
    )));
    const defaults = Object.values(options).map((option) => (
      typeof option.default === 'string' ? ` (${option.default})` : option.help.slice(-5)
    ));
    expect(lines.map((line, index) => line.endsWith(defaults[index]))).toEqual(lines.map(() => true));
  });

  it('is aligned', () => {
    expect(SECTIONS[0].split('\n')).toEqual(expect.arrayContaining([
      '  --output FILE                  write the report to a file',
      '  --report FORMAT=FILE           write it in another format too; may be repeated',
      '  --fail-on SEVERITY             the least severity that counts: critical, warning or advice (critical)',
      '  --kubernetes-version MINOR     the oldest minor that the manifests must run on (1.30)',
      '  --all                          show each finding in full; JSON holds what passed and what does not apply too',
    ]));
  });
});
