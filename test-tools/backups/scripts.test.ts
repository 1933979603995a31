import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

const FOLDER = path.resolve(__dirname, '../../src/backup/scripts');
const SCRIPTS = fs.readdirSync(FOLDER).filter((name) => name.endsWith('.sh'));

describe('the scripts of backups', () => {
  it.each(SCRIPTS)('shellcheck has nothing to say of %s', (name) => {
    const args = ['--external-sources', '--source-path=SCRIPTDIR', name];
    const { error, stdout, stderr } = spawnSync('shellcheck', args, { cwd: FOLDER, encoding: 'utf8' });
    if (error !== undefined) throw error;
    expect(stdout + stderr).toBe('');
  });

  it('shellcheck would have something to say', () => {
    const { stdout } = spawnSync('shellcheck', ['--shell=sh', '-'], { input: 'rm -rf $folder/*\n', encoding: 'utf8' });
    expect(stdout).toContain('SC2086');
  });
});
