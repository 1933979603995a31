import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { SHELLS } from '../src/cli/options';

const MAIN = path.resolve(__dirname, '../lib/cli/main.js');
const HOME = '\u0001';
const END = '\u0005';
const PROGRAMS = { bash: 'bash --norc --noprofile -i', zsh: 'zsh -f -i' };
const COMPINIT = 'autoload -U compinit; compinit -u -D; bindkey -e';
/** What is typed, and what becomes of it. */
const LINES = [
  ['exp\t', 'explain'],
  ['explain has-cpu-li\t', 'explain has-cpu-limit'],
  ['explain sho\t', 'explain sho'],
  ['check sho\t', 'check shop.yaml'],
  ['check --fail-on cr\t', 'check --fail-on critical'],
  ['check --fail-on=cr\t', 'check --fail-on=critical'],
  ['check --kubernetes-version 1.3\t0', 'check --kubernetes-version 1.30'],
  ['check --only has-cpu-li\t', 'check --only has-cpu-limit'],
  ['check --skip=has-cpu-limit,has-owner-la\t', 'check --skip=has-cpu-limit,has-owner-label'],
  ['check --report sari\tsho\t', 'check --report sarif=shop.yaml'],
  ['check --report=sari\tsho\t', 'check --report=sarif=shop.yaml'],
  ['check --output sho\t', 'check --output shop.yaml'],
  ['check --format mark\tsho\t', 'check --format markdown shop.yaml'],
  ['check --registry sho\t', 'check --registry sho'],
  ['list --format j\t', 'list --format json'],
  ['list --boxe\t', 'list --boxe'],
  ['dry-run --create\tsho\t', 'dry-run --create-namespaces shop.yaml'],
  ['completion ba\t', 'completion bash'],
] as const;

let folder: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'completion-'));
  fs.writeFileSync(path.join(folder, 'shop.yaml'), '');
  fs.mkdirSync(path.join(folder, 'functions'));
  for (const shell of SHELLS) {
    const { stdout } = spawnSync(process.execPath, [MAIN, 'completion', shell], { encoding: 'utf8' });
    fs.writeFileSync(path.join(folder, `completion.${shell}`), stdout);
    fs.writeFileSync(path.join(folder, 'functions', shell === 'zsh' ? '_preflight' : 'other'), stdout);
  }
});

afterAll(() => fs.rmSync(folder, { recursive: true }));

describe.each([
  ['bash', 'bash', 'source ./completion.bash'],
  ['zsh', 'zsh', `${COMPINIT}; source ./completion.zsh`],
  ['zsh, which finds it itself', 'zsh', `fpath=($PWD/functions $fpath); ${COMPINIT}`],
] as const)('completion in %s', (_, shell, start) => {
  it('makes of what is typed what preflight takes', () => {
    const typed = LINES.map(([keys]) => `preflight ${keys}`);
    expect(completedLines(PROGRAMS[shell], [start, ...typed])).toEqual(LINES.map(([, line]) => `preflight ${line}`));
  });
});

describe('completion in bash', () => {
  it.each([
    [[''], ['check', 'list', 'explain', 'dry-run', 'completion', '--help', '--version']],
    [['check', '--fail-on', ''], ['critical', 'warning', 'advice']],
    [['check', '--fail-on', '='], ['critical', 'warning', 'advice']],
    [['check', '--fail-on', '=', 'w'], ['warning']],
    [['check', '--only', 'has-cpu-limit,namespace-enf'], ['has-cpu-limit,namespace-enforces-restricted']],
    [['check', '--registry', ''], []],
    [['dry-run', '--'], ['--kubeconfig', '--context', '--create-namespaces', '--help']],
    [['list', ''], []],
  ])('offers for %j just %j', (words, replies) => {
    expect(repliesTo(words)).toEqual(replies);
  });

  it('is a script that shellcheck has nothing to say of', () => {
    const args = ['--shell=bash', 'completion.bash'];
    const { error, stdout } = spawnSync('shellcheck', args, { cwd: folder, encoding: 'utf8' });
    expect([error, stdout]).toEqual([undefined, '']);
  });
});

/** What stands in each line when its keys were pressed at a terminal, after a first command. */
function completedLines(program: string, [start, ...typed]: readonly string[]): string[] {
  const shown = typed.map((keys) => `${keys}${HOME}printf '<%s>\\n' "${END}"`);
  const input = ['stty columns 300', start, ...shown, 'exit', ''].join('\n');
  const { error, stdout } = spawnSync('script', ['--quiet', '--return', '--command', program, '/dev/null'], {
    input, cwd: folder, encoding: 'utf8', env: { ...process.env, TERM: 'dumb', HOME: folder },
  });
  if (error !== undefined) throw error;
  return [...stdout.matchAll(/^<(.*?) ?>\r?$/gm)].map(([, line]) => line);
}

/** What bash would choose from, asked as it asks. */
function repliesTo(words: readonly string[]): string[] {
  const program = `source ./completion.bash; COMP_WORDS=(preflight "$@"); COMP_CWORD=$#
    _preflight preflight "\${!#}" "\${COMP_WORDS[COMP_CWORD-1]}"; printf '%s\n' "\${COMPREPLY[@]}"`;
  const { stdout } = spawnSync('bash', ['-c', program, 'bash', ...words], { cwd: folder, encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line !== '');
}
