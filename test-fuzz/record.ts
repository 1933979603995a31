import { CAMPAIGNS } from './campaigns';
import { FuzzOptions } from './options';
import { Figures } from './running/figures';
import { readBlock, recordBlock } from '../test/support/project/recorded-block';

const HEADER = [
  '| campaign | what it puts to the test | cases | faults | slowest | slowest large one, for 40 kB | peak memory |',
  '| --- | --- | ---: | ---: | ---: | ---: | ---: |',
];

/** Writes what a soak found into docs/proofs.md. */
export function recordFigures(all: readonly Figures[], options: FuzzOptions): void {
  const { seed, minutes, campaigns, isBelow } = options;
  const rows = all.map(({ campaign: { name, what }, cases, faults, slowest, slowestLarge, peakMemory }) => {
    const large = slowestLarge.seconds === 0 ? '' : `${slowestLarge.seconds.toFixed(2)} s`;
    const numbers = [cases, faults.length, `${slowest.seconds.toFixed(2)} s`, large, `${peakMemory} MiB`];
    return `| \`${name}\` | ${what} | ${numbers.join(' | ')} |`;
  });
  const total = all.reduce((sum, { cases }) => sum + cases, 0);
  const skipped = all.flatMap((figures) => [...figures.skipped].map(([why, count]) => `${count} skipped: ${why}`));
  const only = campaigns === CAMPAIGNS ? '' : ` --only ${campaigns.map(({ name }) => name).join()}`;
  const lines = [
    ...(isBelow ? [...readBlock('soak'), ''] : []),
    `\`npm run fuzz -- --seed ${seed} --minutes ${minutes}${only}\`, Node ${process.version}: ${total} cases.`,
    '', ...HEADER, ...rows, ...(skipped.length === 0 ? [] : ['', `${skipped.join('; ')}.`]),
  ];
  recordBlock('soak', lines);
}
