import * as fs from 'fs';
import * as path from 'path';

const FILE = path.resolve(__dirname, '../docs/proofs.md');
const START = '<!-- conformance -->';
const END = '<!-- /conformance -->';
const HEADER = [
  '| Kubernetes | objects created | templates as pods | refusals, warnings, differences | accepted differences |',
  '| --- | --- | --- | --- | --- |',
];

/** What a run found on one minor. */
export interface Proof {
  readonly minor: string;
  readonly version: string;
  readonly objects: number;
  readonly pods: number;
  readonly problems: number;
  readonly accepted: number;
}

/** Writes the figures of a minor into docs/proofs.md; those of other minors stay. */
export function recordProof(proof: Proof): void {
  const text = fs.readFileSync(FILE, 'utf8');
  const [before, rest] = text.split(START);
  const [table, after] = rest.split(END);
  const rows = table.split('\n').filter((line) => /^\| v/.test(line) && !line.startsWith(`| v${proof.minor}.`));
  rows.push(`| ${proof.version} | ${proof.objects} | ${proof.pods} | ${proof.problems} | ${proof.accepted} |`);
  fs.writeFileSync(FILE, `${before}${START}\n\n${[...HEADER, ...rows.sort()].join('\n')}\n\n${END}${after}`);
}
