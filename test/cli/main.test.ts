import { spawnSync } from 'child_process';
import * as path from 'path';

const EXAMPLES = path.resolve(__dirname, '../../examples');
/** The compiled program, as users run it. */
const MAIN = path.resolve(__dirname, '../../lib/cli/main.js');

function preflight(...args: string[]) {
  return spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' });
}

describe('preflight', () => {
  it('says what it can do', () => {
    const { status, stdout } = preflight('--help');
    expect(stdout).toContain('preflight check [PATH...|-]');
    expect(status).toBe(0);
  });

  it('says its version', () => {
    expect(preflight('--version').stdout).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  });

  it.each([
    [[], 'preflight: name a command, check, list, explain, dry-run, completion; see preflight --help\n'],
    [['chek'], 'preflight: there is no command "chek"; did you mean check?\n'],
    [['judge'], 'preflight: name a command, check, list, explain, dry-run, completion; see preflight --help\n'],
    [['check', EXAMPLES, '--evidence', 'nope.yaml'],
      'preflight: --evidence nope.yaml: there is no such file or folder\n'],
    [['check', EXAMPLES, '--waivers', 'nope.yaml'],
      'preflight: --waivers nope.yaml: there is no such file or folder\n'],
    [['check', EXAMPLES, '--only', 'has-owner-label', '--output', '/nonexistent/x'],
      'preflight: --output /nonexistent/x cannot be written: there is no such file or folder\n'],
    [['check'], 'preflight: name files or folders, or - for what comes in; see preflight --help\n'],
    [['explain'], 'preflight: name one check, such as has-cpu-limit; see preflight list\n'],
    [['check', '.', '--output'], "preflight: Option '--output <value>' argument missing\n"],
  ])('says in one line what is wrong with %p', (args, message) => {
    const { status, stderr } = preflight(...args);
    expect(stderr).toBe(message);
    expect(status).toBe(2);
  });

  it.each([
    ['>/dev/full', 'preflight: standard output cannot be written: no space is left\n'],
    ['>/dev/full 2>/dev/full', ''],
  ])('says in one line that what it prints has no room in %j', (redirection, problem) => {
    const { status, stderr } = spawnSync('sh', ['-c', `${process.execPath} ${MAIN} --help ${redirection}`]);
    expect(stderr.toString()).toBe(problem);
    expect(status).toBe(2);
  });

  it.each([
    ['monitoring-stack/expected', 0], ['', 1],
  ])('ends quietly where nobody reads on, with its verdict: %j', (folder, code) => {
    const check = [MAIN, 'check', path.join(EXAMPLES, folder), '--format', 'json', '--all'];
    const command = `${process.execPath} ${check.join(' ')} | head -n 1; exit "\${PIPESTATUS[0]}"`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
    expect(stdout.split('\n')).toHaveLength(2);
    expect([status, stderr]).toEqual([code, '']);
  });

  it('judges what comes in', () => {
    const spec = '{hostPID: true, containers: [{name: web}]}';
    const input = `{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: ${spec}}`;
    const command = [MAIN, 'check', '-', '--only', 'pod-security-host-namespaces'];
    const { status, stdout } = spawnSync(process.execPath, command, { input, encoding: 'utf8' });
    expect(stdout).toContain('  Pod web  -:1\n    has hostPID true\n');
    expect(status).toBe(1);
  });
});
