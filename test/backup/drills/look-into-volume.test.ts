import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { CLUSTER_SCRIPTS } from '../../../src/backup/drills/cluster/embedded-scripts';

/** Has the command that looks at restored volumes look at a folder. */
describe('what looks at a restored volume by default', () => {
  let folder: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-volume-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const look = () => {
    const script = CLUSTER_SCRIPTS['look-into-volume.sh'].replace('/volume', folder);
    const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', script], { encoding: 'utf8' });
    return { status, stdout, stderr };
  };

  it('lists what is at its top', () => {
    fs.mkdirSync(path.join(folder, 'pgdata'));
    fs.writeFileSync(path.join(folder, '$(touch x) a b'), '');

    expect(look()).toEqual({ status: 0, stdout: './$(touch x) a b\n./pgdata\n', stderr: '' });
  });

  it('fails where there is nothing, or only what the file system makes', () => {
    expect(look()).toEqual({ status: 1, stdout: '', stderr: 'the volume is empty\n' });
    fs.mkdirSync(path.join(folder, 'lost+found'));
    expect(look()).toEqual({ status: 1, stdout: '', stderr: 'the volume is empty\n' });
  });
});
