import { execFile, spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { whileLocked } from '../../../src/app/storage/folder-lock';
import { OutputFolder } from '../../../src/app/storage/output-folder';
import { runningProcess } from '../../../src/app/storage/running-process';
import { messageOf } from '../../support/errors';
import { inFolder } from '../../support/system/folders';

const { id, place, start } = runningProcess(process.pid);
const parent = runningProcess(process.ppid);
const ENDED = spawnSync('true').pid;

describe('whileLocked', () => {
  it('has a lock of the process while it does something, and none afterwards, whatever comes of it', () => {
    inFolder((folder) => {
      const output = new OutputFolder(folder);
      expect(whileLocked(output, () => fs.readdirSync(folder))).toEqual([`.preflight-lock-${id}-${place}-${start}`]);
      expect(() => whileLocked(output, () => { throw new Error('its own'); })).toThrow('its own');
      expect(fs.readdirSync(folder)).toEqual([]);
    });
  });

  it.each([
    ['of a process that has ended', `${ENDED}-${place}-${start}`],
    ['of one whose number another process has now', `${id}-${place}-00000000`],
  ])('removes a lock %s', (_, mark) => {
    inFolder((folder) => {
      fs.writeFileSync(path.join(folder, `.preflight-lock-${mark}`), '');
      expect(whileLocked(new OutputFolder(folder), () => fs.readdirSync(folder), 0))
        .toEqual([`.preflight-lock-${id}-${place}-${start}`]);
      expect(fs.readdirSync(folder)).toEqual([]);
    });
  });

  it.each([
    ['another process', `${parent.id}-${place}-${parent.start}`, `${parent.id}`],
    ['another thread', `${id}-${place}-${start}`, `${id}`],
    ['a process of elsewhere', `${ENDED}-00000000-${start}`, `${ENDED} of another machine or container`],
  ])('says who writes the folder where that is %s, and does nothing', (_, mark, holder) => {
    inFolder((folder) => {
      const lock = `.preflight-lock-${mark}`;
      fs.writeFileSync(path.join(folder, lock), '');
      const action = jest.fn();
      expect(messageOf(() => whileLocked(new OutputFolder(folder), action, 2)).replaceAll(folder, 'dist'))
        .toBe(`[App] 'outdir' must be written by one process at a time, and process ${holder} holds dist/${lock}, `
          + 'got "dist"; wait until it has ended, or remove that file if it is no such run any more');
      expect(action).not.toHaveBeenCalled();
      expect(fs.readdirSync(folder)).toEqual([lock]);
    });
  });

  it('goes on as soon as nobody else writes the folder', () => {
    inFolder((folder) => {
      const lock = path.join(folder, `.preflight-lock-${parent.id}-${place}-${parent.start}`);
      fs.writeFileSync(lock, '');
      execFile('sh', ['-c', 'sleep 0.1; rm "$0"', lock]);
      expect(whileLocked(new OutputFolder(folder), () => fs.readdirSync(folder))).toHaveLength(1);
    });
  });
});
