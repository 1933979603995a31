import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { FuzzOptions, readOptions } from './options';
import { recordFigures } from './record';
import { Figures } from './running/figures';
import { rehearse } from './running/rehearsal';
import { soak, SoakOptions } from './running/soak';

const FAULTS = path.resolve(__dirname, '../tmp/fuzz');
/** A place in memory, where there is one: cases write and remove more than they compute. */
const MEMORY = '/dev/shm';
const PATIENCE_SECONDS = 30;

async function main(args: string[]): Promise<void> {
  const options = readOptions(args);
  const { seed, minutes, workers, only } = options;
  const work = workFolder();
  console.log(`seed ${seed}, ${minutes} minutes, ${workers} processes at once; faults are kept in ${FAULTS}`);
  if (only === undefined) {
    await rehearse(soakOptions(options, work));
    console.log('faults that were planted are seen');
  }
  const all = await runAll(options, work);
  const faults = all.reduce((sum, figures) => sum + figures.faults.length, 0);
  console.log(`${all.reduce((sum, { cases }) => sum + cases, 0)} cases, ${faults} faults, seed ${seed}`);
  if (options.isRecorded) recordFigures(all, options);
  process.exitCode = faults === 0 ? 0 : 1;
}

/** Goes with the process, however that is ended by a person. */
function workFolder(): string {
  const folder = fs.mkdtempSync(path.join(fs.existsSync(MEMORY) ? MEMORY : os.tmpdir(), 'preflight-fuzz-'));
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(2));
  return folder;
}

async function runAll(options: FuzzOptions, work: string): Promise<Figures[]> {
  const { campaigns, minutes } = options;
  const all: Figures[] = [];
  let seconds = minutes * 60;
  let shares = campaigns.reduce((sum, { share }) => sum + share, 0);
  for (const campaign of campaigns) {
    const start = performance.now();
    const part = seconds * campaign.share / shares;
    console.log(`${campaign.name}: ${(part / 60).toFixed(1)} minutes at most`);
    const figures = await soak(campaign, { ...soakOptions(options, work), seconds: part });
    console.log(figures.line);
    for (const [reason, count] of figures.skipped) console.log(`  ${count} skipped: ${reason}`);
    all.push(figures);
    // What one leaves of its time, the others have.
    seconds -= (performance.now() - start) / 1000;
    shares -= campaign.share;
  }
  return all;
}

function soakOptions({ seed, cases, only, workers }: FuzzOptions, work: string): Omit<SoakOptions, 'seconds'> {
  const extent = only === undefined ? { first: 0, cases, workers } : { first: only, cases: 1, workers: 1 };
  return { ...extent, seed, work, faults: FAULTS, patience: PATIENCE_SECONDS, print: console.log };
}

void main(process.argv.slice(2));
