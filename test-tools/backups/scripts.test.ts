import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

const SOURCE = path.resolve(__dirname, '../../src');
const FOLDERS = [
  'backup/drills/cluster', 'backup/etcd', 'backup/postgres', 'backup/store', 'backup/volumes', 'namespaces/expiry',
];
const SCRIPTS = FOLDERS.map((folder) => `${folder}/scripts`).flatMap((folder) => (
  fs.readdirSync(path.join(SOURCE, folder)).filter((name) => name.endsWith('.sh')).map((name) => `${folder}/${name}`)
));
/** Where a job finds the scripts that the others source. */
const SOURCED = ['backup/store', 'backup/drills/cluster'].map((folder) => path.join(SOURCE, folder, 'scripts'));

describe('the scripts of jobs', () => {
  it.each(SCRIPTS)('shellcheck has nothing to say of %s', (name) => {
    const args = ['--external-sources', `--source-path=${SOURCED.join(':')}`, name];
    const { error, stdout, stderr } = spawnSync('shellcheck', args, { cwd: SOURCE, encoding: 'utf8' });
    if (error !== undefined) throw error;
    expect(stdout + stderr).toBe('');
  });

  it('shellcheck would have something to say', () => {
    const { stdout } = spawnSync('shellcheck', ['--shell=sh', '-'], { input: 'rm -rf $folder/*\n', encoding: 'utf8' });
    expect(stdout).toContain('SC2086');
  });
});
