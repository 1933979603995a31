import * as fs from 'fs';
import * as path from 'path';
import { Random } from '../../test/support/random';
import { Campaign, Fault } from '../campaign';
import { GROUPS } from '../input/corpus';
import { expectSafe } from '../judged';
import { CommandEnd, preflight } from '../machine/command';
import { makeReadOnly, onSmallDisk } from '../machine/small-disk';
import { cleanFiles, expectSame, expectWhole, filesOf } from '../synth/output';
import { SynthProcess } from '../synth/synth-process';
import { synthesize } from '../synth/versions';

type DiskCase = (random: Random, folder: string) => Promise<void>;

const FULL = '/dev/full';
const HOUSE_ERROR = /^Error: \[[^\]]+\] '[^']+' must .+, got .+; .+$/m;

/** Devices that take nothing, and readers who have seen enough. */
export const DISKS: Campaign = {
  name: 'disks',
  what: 'full and read-only disks, and closed pipes, under reports and manifests',
  share: 1,
  isTimed: false,
  run: (random, { folder }) => random.pick(CASES)(random, folder),
};

const CASES: readonly DiskCase[] = [
  async (random, folder) => expectOneLine(await preflight([...reportArgs(random, folder), '--output', FULL], {
    stdout: 'ignore', stderr: 'pipe',
  })),
  (random, folder) => withFull(async (full) => (
    expectOneLine(await preflight(reportArgs(random, folder), { stdout: full, stderr: 'pipe' }))
  )),
  (random, folder) => withFull(async (full) => {
    const { code } = await preflight(reportArgs(random, folder), { stdout: full, stderr: full });
    if (code === 0 || code === null) throw new Fault(`the exit code is ${code} although nothing was written`);
  }),
  async (random, folder) => {
    const readBytes = random.pick([0, 1, 100, 70_000, 200_000]);
    const { code, said } = await preflight(reportArgs(random, folder), { stdout: 'pipe', stderr: 'pipe', readBytes });
    if (code === null || code > 2 || said !== '') throw new Fault(`a closed pipe ends in ${code}: ${said}`);
  },
  async (random, folder) => {
    const output = random.pick([folder, path.join(folder, 'gone', 'report'), path.join(folder, 'x'.repeat(300))]);
    expectOneLine(await preflight([...reportArgs(random, folder), '--output', output], {
      stdout: 'ignore', stderr: 'pipe',
    }));
  },
  synthesizeOnFullDisk,
  synthesizeReadOnly,
];

function reportArgs(random: Random, folder: string): string[] {
  const file = path.join(folder, 'input.yaml');
  fs.writeFileSync(file, random.times(1 + random.below(40), () => random.pick(GROUPS)).join('\n---\n'));
  return ['check', file, '--format', random.pick(['text', 'json']), ...(random.oneIn(2) ? ['--all'] : [])];
}

async function withFull(use: (descriptor: number) => Promise<void>): Promise<void> {
  const descriptor = fs.openSync(FULL, 'w');
  try {
    await use(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

function expectOneLine({ code, said }: CommandEnd): void {
  if (code === 0 || code === null) throw new Fault(`the exit code is ${code} although nothing was written`);
  expectSafe(said);
  if (!/^preflight: .+\n$/.test(said)) throw new Fault(`it does not say in one line what is wrong: ${said.slice(0, 500)}`);
}

/** What was there stays, each file as a whole, and the run after it mends what is left. */
function synthesizeOnFullDisk(random: Random, folder: string): Promise<void> {
  const [target, elsewhere] = ['dist', 'clean'].map((name) => makeFolder(folder, name));
  const old = { letter: 'a', charts: 1 + random.below(20), length: 3_000, type: 0 };
  const large = { letter: 'b', charts: 1 + random.below(200), length: 5_000, type: 0 };
  const clean = cleanFiles(old, elsewhere);
  const disk = { kibibytes: 256, folder: target };
  return onSmallDisk(disk, async () => {
    synthesize(old, target);
    const end = await new SynthProcess({ versions: [large], times: 1, folder: target }).ended;
    const found = filesOf(target);
    const whole = cleanFiles(large, makeFolder(folder, 'large'));
    if (end.code === 0) expectSame(found, whole);
    else expectHouseError(end.said);
    expectWhole(found, [clean, whole]);
    synthesize(old, target);
    expectSame(filesOf(target), clean);
  });
}

function synthesizeReadOnly(random: Random, folder: string): Promise<void> {
  const target = makeFolder(folder, 'dist');
  const disk = { kibibytes: 1024, folder: target };
  const version = { charts: 1 + random.below(5), length: 100, type: random.below(3) };
  return onSmallDisk(disk, async () => {
    synthesize({ ...version, letter: 'a' }, target);
    const before = filesOf(target);
    makeReadOnly(disk);
    const { code, said } = await new SynthProcess({
      versions: [{ ...version, letter: 'b' }], times: 1, folder: target,
    }).ended;
    if (code === 0) throw new Fault('nothing was written, and it ended well');
    expectHouseError(said);
    expectSame(filesOf(target), before);
  });
}

function expectHouseError(said: string): void {
  if (!HOUSE_ERROR.test(said)) throw new Fault(`no disk to write to is said so: ${said.slice(0, 500)}`);
}

function makeFolder(folder: string, name: string): string {
  const made = path.join(folder, name);
  fs.mkdirSync(made);
  return made;
}
