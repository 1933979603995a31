import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { runCheck, runDryRun, runExplain, runList } from '../../src/cli/commands';
import { printError, statusLine } from '../../src/cli/output';
import { UNSEEN } from '../support/errors';

/** What clears a screen, begins a line, turns its direction and is half of a character. */
const HOSTILE = '\u001b[2J\u009b1A\u2028\u202e\ud800\r\nREADY: forged';
const IN_YAML = JSON.stringify(HOSTILE);
const FORGED = /^\s*(READY|preflight: READY)/m;
const LONGEST = 2500;
const OTHERS = ['sarif', 'junit', 'markdown', 'html'].map((format): [string, string[]] => (
  [format, ['--format', format]]
));

let shown = '';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'output-'));

beforeEach(() => {
  shown = '';
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      shown += String(text);
      return true;
    });
  }
});
afterEach(() => { jest.restoreAllMocks(); });
afterAll(() => { fs.rmSync(folder, { recursive: true }); });

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return file;
}

/** What a terminal has of it; paths of this machine apart. */
async function run(act: () => unknown): Promise<string> {
  try {
    await act();
  } catch (error) {
    printError(error);
  }
  return shown.replaceAll(folder, '');
}

describe('what is printed', () => {
  const objects = [
    `{apiVersion: v1, kind: Pod, metadata: {name: ${IN_YAML}, namespace: ${IN_YAML}, labels: {${IN_YAML}: a}}, `
      + `spec: {hostNetwork: true, containers: [{name: ${IN_YAML}, image: ${IN_YAML}}]}}`,
    `{apiVersion: ${IN_YAML}, kind: ${IN_YAML}, metadata: {name: a}}`,
    `{apiVersion: example.com/v1, kind: ${IN_YAML}, metadata: {name: a}}`,
    `{apiVersion: v1, kind: ConfigMap, metadata: {name: a, annotations: {preflight/waive.x: ${IN_YAML}}}}`,
    `[${IN_YAML}`,
    `*${HOSTILE}`,
  ].join('\n---\n');

  it.each([
    ['text', []], ['all of it as text', ['--all', '--boxes']], ['JSON', ['--format', 'json', '--all']], ...OTHERS,
  ])('of a hostile manifest as %s can be seen', async (_, options) => {
    const file = write('hostile.yaml', objects);
    const text = await run(() => runCheck([file, ...options]));
    expect(text).toContain('\\u001b[2J');
    expect(text).not.toMatch(UNSEEN);
    expect(text).not.toMatch(/^\s*READY: forged/m);
    // What is written to a file is shown by somebody, too.
    const output = path.join(folder, 'report');
    runCheck([file, ...options, '--output', output]);
    expect(fs.readFileSync(output, 'utf8')).toBe(shown);
  });

  it.each([
    ['a path', () => runCheck([HOSTILE])],
    ['the name of a file', () => runCheck([write(HOSTILE.replace('/', ''), 'a: [')])],
    ['an id', () => runCheck(['.', '--only', HOSTILE])],
    ['a glob', () => runCheck(['.', '--exclude', `[z-a]${HOSTILE}`])],
    ['a file', () => runCheck([write('a.yaml', 'a: 1'), '--evidence', HOSTILE])],
    ['an output', () => runCheck([write('b.yaml', 'a: 1'), '--output', `/nowhere/${HOSTILE}`])],
    ['a day', () => runCheck(['.', '--as-of', HOSTILE])],
    ['an option', () => runList([`--${HOSTILE}`])],
    ['a long value', () => runList(['--format', HOSTILE + 'x'.repeat(100_000)])],
    ['a package', () => runList(['--checks', `./${HOSTILE}`])],
    ['a check', () => runExplain([HOSTILE])],
    ['a folder', () => runDryRun([HOSTILE])],
    ['a file that is none', () => runDryRun([write('c.yaml', `*${HOSTILE}`)])],
    ['what is no error', () => { throw HOSTILE; }],
  ])('of %s can be seen, is not long and forges no line', async (_, act) => {
    const text = await run(act);
    expect(text).not.toBe('');
    expect(text).not.toMatch(UNSEEN);
    expect(text).not.toMatch(FORGED);
    expect(text.length).toBeLessThan(LONGEST);
  });

  it('while somebody waits can be seen, but for what clears the line', () => {
    statusLine.show(HOSTILE);
    statusLine.clear();
    expect(shown).toMatch(/^\r\u001b\[K.+\r\u001b\[K$/);
    expect(shown.replaceAll('\r\u001b[K', '')).not.toMatch(UNSEEN);
  });
});

describe('a file that is called as a token', () => {
  const TOKEN = `gh${'p_'}0123456789abcdefghijklmnopqrstuvwxyzAB`;

  it.each([['text', []], ['all of it as text', ['--all']], ['JSON', ['--format', 'json', '--all']], ...OTHERS])(
    'is shown without it, below its folder: %s', async (_, options) => {
      const dist = path.join(folder, 'named');
      fs.mkdirSync(dist, { recursive: true });
      const pod = '{apiVersion: v1, kind: Pod, metadata: {name: a}}\n---\n- 1\n';
      fs.writeFileSync(path.join(dist, `${TOKEN}.yaml`), pod);
      fs.writeFileSync(path.join(dist, `${TOKEN}.txt.yaml`), 'a: 1\n');
      const text = await run(() => runCheck([dist, ...options]));
      expect(text.replace(/%(?:20|2C|5[BD])/g, decodeURIComponent)).toContain('/named/[a GitHub token, which is not shown]');
      expect(text).not.toContain(TOKEN);
    },
  );
});

describe('an output that has no room', () => {
  it('is named in one line', async () => {
    const file = write('d.yaml', '{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}');
    expect(await run(() => runCheck([file, '--output', '/dev/full'])))
      .toBe('preflight: --output /dev/full cannot be written: no space is left\n');
  });
});
