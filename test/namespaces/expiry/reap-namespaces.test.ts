import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { EXPIRY_SCRIPTS } from '../../../src/namespaces/expiry/embedded-scripts';

const WARN_SECONDS = '259200';
const TOLD = 'pr-told 1 20200101000000 29990101000000';
const DUE = 'pr-due 2 20200101000000 20200104000000';

/** Has the script talk to a kubectl that only writes down what it was asked, and counts the seconds that it took. */
describe('what a namespace reaper asks of kubectl', () => {
  let folder: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-reaping-'));
    tool('kubectl', [
      'case "$*" in',
      '  *"get configmap"*) printf "7\\n"; cat "$FOLDER/memory"; exit ;;',
      '  *"get namespaces"*) cat "$FOLDER/list"; exit ;;',
      '  *"--patch-file"*) cp "$FOLDER/patch" "$FOLDER/remembered" ;;',
      'esac',
      'echo "$*" >>"$FOLDER/asked"',
      'case "$*" in *create*|*delete*) echo >>"$FOLDER/calls" ;; esac',
    ]);
    tool('date', [
      'case "$*" in +%s) echo $((1900000000 + 200 * $(wc -l <"$FOLDER/calls"))); exit ;; esac',
      'exec /bin/date "$@"',
    ]);
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it('writes what it told of under a name of its own, which Flux leaves alone', () => {
    expect(run(['pr-new 3 1 "2020-01-01"'], []).status).toBe(0);

    expect(asked('patch')).toEqual([expect.stringContaining(' --field-manager namespace-reaper ')]);
    expect(remembered()).toEqual({ 'pr-new': expect.stringMatching(/^3 20200101000000 2\d{13}$/) });
  });

  it('remembers in time, deletes before it tells again, and leaves the rest to the next run', () => {
    const { status, stderr } = run([
      'pr-told 1 1 "2020-01-01"', 'pr-bad 4 1 "soon"', 'pr-far 6 1 "2999-01-01"', 'pr-due 2 9 "2020-01-01"',
      'pr-new 3 1 "2020-01-01"',
    ], [DUE, 'pr-gone 8 20200101000000 20200104000000', TOLD]);

    expect([status, stderr]).toEqual([1, 'left pr-new to the next run\n']);
    expect(asked('delete')).toEqual([expect.stringContaining('/namespaces/pr-due ')]);
    expect(asked('create')).toHaveLength(1);
    expect(Object.keys(remembered())).toEqual(['pr-told', 'pr-due']);
  });

  it('still knows what it told of where it had no time to look at it', () => {
    const { stderr } = run(['pr-due 2 9 "2020-01-01"', 'pr-told 1 1 "2020-01-01"', 'pr-late 5 1 "2020-01-01"'], [
      DUE, TOLD, 'pr-late 5 20200101000000 20200104000000',
    ]);

    expect(stderr).toBe('left pr-told to the next run\nleft pr-late to the next run\n');
    expect(fs.existsSync(path.join(folder, 'remembered'))).toBe(false);
  });

  function run(namespaces: readonly string[], memory: readonly string[]) {
    write('list', namespaces);
    write('memory', memory);
    write('calls', []);
    const script = EXPIRY_SCRIPTS['reap-namespaces.sh'].replace(/\/(?:scripts|tmp)\//g, () => `${folder}/`);
    return spawnSync('/bin/sh', ['-c', script], {
      encoding: 'utf8',
      env: {
        FOLDER: folder,
        PATH: `${folder}/bin:${process.env.PATH}`,
        BUSY_SECONDS: '300',
        KEPT_NAMESPACES: 'default',
        NAMESPACE: 'cleaning',
        RHYTHM_SECONDS: '3600',
        WARN_SECONDS,
        WARNINGS: 'reaper-warnings',
      },
    });
  }

  function asked(verb: string): string[] {
    return fs.readFileSync(path.join(folder, 'asked'), 'utf8').split('\n').filter((line) => line.includes(` ${verb} `));
  }

  function remembered(): Record<string, string> {
    const patch = JSON.parse(fs.readFileSync(path.join(folder, 'remembered'), 'utf8'));
    return patch.find(({ path: where }: { path: string }) => where === '/data').value;
  }

  function write(name: string, lines: readonly string[]): void {
    fs.writeFileSync(path.join(folder, name), lines.map((line) => `${line}\n`).join(''));
  }

  function tool(name: string, lines: readonly string[]): void {
    fs.mkdirSync(path.join(folder, 'bin'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'bin', name), ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o755 });
  }
});
