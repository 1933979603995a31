import { spawn, spawnSync } from 'child_process';
import { hasEnded, isHere, runningProcess } from '../../../src/app/storage/running-process';

const own = runningProcess(process.pid);

describe('a process', () => {
  it('has not ended while it runs', () => {
    expect([own, runningProcess(process.ppid)].map(hasEnded)).toEqual([false, false]);
    expect(runningProcess(process.pid)).toEqual(own);
  });

  it('has ended where nobody has its number, or another process', () => {
    expect(hasEnded({ ...own, id: spawnSync('true').pid })).toBe(true);
    expect(hasEnded({ ...own, start: runningProcess(process.ppid).start })).toBe(true);
  });

  it('has ended where nobody waited for it', async () => {
    const parent = spawn('sh', ['-c', 'sleep 0.05 & echo $!; exec sleep 3']);
    const id = await new Promise<number>((resolve) => { parent.stdout.once('data', (text) => resolve(Number(text))); });
    while (runningProcess(id).start !== 'ended') await new Promise((resolve) => { setTimeout(resolve, 5); });
    expect(hasEnded({ ...own, id })).toBe(true);
    parent.kill();
  });

  it('may run where nobody here sees it', () => {
    const elsewhere = { ...own, id: spawnSync('true').pid, place: '00000000' };
    expect([own, elsewhere].map(isHere)).toEqual([true, false]);
    expect(hasEnded(elsewhere)).toBe(false);
  });
});
