import { synthesize, Version } from './versions';

/** Which versions are written, one after the other, and how many times in all. */
export interface ProgramOrder {
  readonly versions: readonly Version[];
  readonly times: number;
  readonly folder: string;
}

const { versions, times, folder } = JSON.parse(process.argv[2]) as ProgramOrder;
// All of them stand for one program; without a name, no run is told from another one.
process.argv.splice(1);
console.log('ready');
for (let time = 0; time < times; time += 1) synthesize(versions[time % versions.length], folder);
