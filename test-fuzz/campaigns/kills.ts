import * as path from 'path';
import { setTimeout } from 'timers/promises';
import { Random } from '../../test/support/random';
import { Campaign, Fault } from '../campaign';
import { cleanFiles, differenceOf, expectSame, expectWhole, Files, filesOf } from '../synth/output';
import { Ending, SynthProcess } from '../synth/synth-process';
import { synthesize, Version } from '../synth/versions';

const WITHOUT_END = 1_000_000;
const MAX_DELAY_MILLISECONDS = 120;
/** What the operating system says, and a program should not repeat without its own words. */
const RAW_ERROR = /\b(ENOENT|EEXIST|ENOTEMPTY|EBUSY|EPERM|EISDIR|ENOTDIR)\b|TypeError|RangeError/;
const HOUSE_ERROR = /^Error: \[[^\]]+\] '[^']+' must .+, got .+; .+$/m;

/** Processes that are killed while they write, and two that write at once. */
export const KILLS: Campaign = {
  name: 'kills',
  what: 'synthesis killed at any moment, and two of them at once in one folder',
  share: 3,
  isTimed: false,
  run: (random, { folder }) => (random.oneIn(3) ? writeAtOnce : killOne)(random, folder),
};

async function killOne(random: Random, folder: string): Promise<void> {
  const [target, type] = [path.join(folder, 'dist'), random.below(3)];
  const versions = ['a', 'b'].map((letter) => versionOf(random, letter, type));
  const whole = versions.map((version) => cleanFiles(version, path.join(folder, version.letter)));
  synthesize(versions[0], target);
  const rounds = 1 + random.below(3);
  for (let round = 0; round < rounds; round += 1) {
    const running = new SynthProcess({ versions, times: WITHOUT_END, folder: target });
    await running.ready;
    await setTimeout(random.below(MAX_DELAY_MILLISECONDS));
    running.kill();
    const { said } = await running.ended;
    if (said !== '') throw new Fault(`a run after a kill failed: ${said.slice(0, 500)}`);
    expectWhole(filesOf(target), whole);
  }
  const last = versionOf(random, 'c', type);
  synthesize(last, target);
  expectSame(filesOf(target), cleanFiles(last, path.join(folder, 'c')));
}

async function writeAtOnce(random: Random, folder: string): Promise<void> {
  const target = path.join(folder, 'dist');
  const versions = ['a', 'b'].map((letter) => versionOf(random, letter, 0));
  const clean = versions.map((version) => cleanFiles(version, path.join(folder, version.letter)));
  const times = 1 + random.below(5);
  const running = versions.map((version) => new SynthProcess({ versions: [version], times, folder: target }));
  const endings = await Promise.all(running.map(({ ended }) => ended));
  for (const ending of endings) expectClear(ending);
  if (endings.every(({ code }) => code !== 0)) throw new Fault('neither of two runs at once ended well');
  expectOneOf(filesOf(target), clean.filter((_, index) => endings[index].code === 0));
}

function expectClear({ code, said }: Ending): void {
  if (code === 0 || (HOUSE_ERROR.test(said) && !RAW_ERROR.test(said))) return;
  throw new Fault(`a run beside another one failed: ${said.slice(0, 500)}`);
}

/** That of a run that ended well, and not a part of each. */
function expectOneOf(found: Files, versions: readonly Files[]): void {
  const problems = versions.map((version) => differenceOf(found, version));
  if (problems.every((problem) => problem !== undefined)) {
    throw new Fault(`the folder is that of no run: ${problems.join('; ')}`);
  }
}

function versionOf(random: Random, letter: string, type: number): Version {
  return { letter, charts: 1 + random.below(60), length: random.pick([10, 3_000, 60_000]), type };
}
