import * as fs from 'fs';
import * as path from 'path';

const FILE = path.resolve(__dirname, '../../docs/proofs.md');
const HEADER = ['| fault | noticed by, and when | the plain script of one container |', '| --- | --- | --- |'];

/** What became of one fault. */
export interface FaultRow {
  readonly fault: string;
  /** The job and its step, or why there was nothing to notice. */
  readonly noticed: string;
  readonly plain: string;
}

/** Writes the faults of one kind of backup into docs/proofs.md. */
export function recordFaults(kind: string, rows: readonly FaultRow[]): void {
  const [start, end] = [`<!-- faults: ${kind} -->`, `<!-- /faults: ${kind} -->`];
  const text = fs.readFileSync(FILE, 'utf8');
  const [before, rest] = text.split(start);
  const after = rest.split(end)[1];
  const lines = rows.map(({ fault, noticed, plain }) => `| ${fault} | ${noticed} | ${plain} |`);
  fs.writeFileSync(FILE, `${before}${start}\n\n${[...HEADER, ...lines].join('\n')}\n\n${end}${after}`);
}
