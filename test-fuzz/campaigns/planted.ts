import * as fs from 'fs';
import * as path from 'path';
import { Campaign, Fault } from '../campaign';

/** Faults that are there on purpose, each with what is to be said of it: what finds none of them finds nothing. */
export const PLANTED_FAULTS: readonly { readonly said: RegExp; act(folder: string): void }[] = [
  {
    said: /^something is wrong$/,
    act: (folder) => {
      fs.writeFileSync(path.join(folder, 'input'), 'kept');
      throw new Fault('something is wrong');
    },
  },
  { said: /^it threw TypeError/, act: () => (undefined as unknown as () => void)() },
  { said: /^it took \d/, act: () => work(1_100) },
  { said: /^it did not answer/, act: () => work(Infinity) },
  {
    said: /^it needed \d+ MiB$/,
    // Outside of the heap, which has a limit of its own.
    act: () => Buffer.alloc(700 * 1024 * 1024, 1),
  },
  { said: /^the process ended by .*heap/s, act: fillHeap },
  { said: /^the process ended by 7/, act: () => process.exit(7) },
];

/** One case of each. */
export const PLANTED: Campaign = {
  name: 'planted',
  what: 'faults that are there on purpose',
  share: 0,
  isTimed: true,
  run: (_, { index, folder }) => PLANTED_FAULTS[index].act(folder),
};

/** Of a processor, however busy the machine is. */
function work(milliseconds: number): void {
  const used = () => Object.values(process.cpuUsage()).reduce((sum, microseconds) => sum + microseconds, 0);
  for (const end = used() + milliseconds * 1000; used() < end;);
}

function fillHeap(): void {
  for (const kept: number[][] = []; ;) kept.push(new Array<number>(1_000_000).fill(kept.length));
}
