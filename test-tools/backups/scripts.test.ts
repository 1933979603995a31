import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

const BACKUP = path.resolve(__dirname, '../../src/backup');
const SCRIPTS = ['etcd', 'postgres', 'store'].map((kind) => `${kind}/scripts`).flatMap((folder) => (
  fs.readdirSync(path.join(BACKUP, folder)).filter((name) => name.endsWith('.sh')).map((name) => `${folder}/${name}`)
));
/** Where a job finds the script that the others source. */
const SOURCED = path.join(BACKUP, 'store/scripts');

describe('the scripts of backups', () => {
  it.each(SCRIPTS)('shellcheck has nothing to say of %s', (name) => {
    const args = ['--external-sources', `--source-path=${SOURCED}`, name];
    const { error, stdout, stderr } = spawnSync('shellcheck', args, { cwd: BACKUP, encoding: 'utf8' });
    if (error !== undefined) throw error;
    expect(stdout + stderr).toBe('');
  });

  it('shellcheck would have something to say', () => {
    const { stdout } = spawnSync('shellcheck', ['--shell=sh', '-'], { input: 'rm -rf $folder/*\n', encoding: 'utf8' });
    expect(stdout).toContain('SC2086');
  });
});
