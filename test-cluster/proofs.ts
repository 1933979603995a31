import * as fs from 'fs';
import * as path from 'path';
import { isRecording, readBlock, recordBlock } from '../test/support/project/recorded-block';

/** What the runs of single minors found, until all have ended: they run side by side. */
const FOUND = path.resolve(__dirname, '../tmp/conformance');
const BLOCK = 'conformance';
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

/** Remembers the figures of a minor until all runs have ended. */
export function recordProof(proof: Proof): void {
  fs.mkdirSync(FOUND, { recursive: true });
  fs.writeFileSync(path.join(FOUND, `${proof.minor}.json`), JSON.stringify(proof));
}

/** Writes the figures into docs/proofs.md when all has run, if they are asked for; those of other minors stay. */
export function writeProofs(): void {
  if (!fs.existsSync(FOUND)) return;
  const proofs = fs.readdirSync(FOUND).map(readProof);
  fs.rmSync(FOUND, { recursive: true });
  if (!isRecording()) return;
  const kept = readBlock(BLOCK).filter((line) => /^\| v/.test(line) && !proofs.some((proof) => isOf(proof, line)));
  const rows = [...kept, ...proofs.map(rowOf)].sort();
  recordBlock(BLOCK, [...HEADER, ...rows]);
}

function readProof(file: string): Proof {
  return JSON.parse(fs.readFileSync(path.join(FOUND, file), 'utf8'));
}

function isOf({ minor }: Proof, line: string): boolean {
  return line.startsWith(`| v${minor}.`);
}

function rowOf({ version, objects, pods, problems, accepted }: Proof): string {
  return `| ${version} | ${objects} | ${pods} | ${problems} | ${accepted} |`;
}
