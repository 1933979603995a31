import * as fs from 'fs';
import * as path from 'path';
import { Batch, runChild } from './child';
import { Figures } from './figures';
import { KeptFaults } from './kept-faults';
import { CaseFault, Order } from './order';
import { Campaign } from '../campaign';

/** A fresh process for so many cases, so that the memory of a process is that of few. */
const BATCH = 4_000;

/** How long, and how much of it. */
export interface SoakOptions {
  readonly seed: number;
  readonly seconds: number;
  /** The number of the first case. */
  readonly first: number;
  /** How many cases at most. */
  readonly cases: number;
  readonly workers: number;
  /** A folder where the inputs of faults are kept. */
  readonly faults: string;
  /** A folder where cases are run. */
  readonly work: string;
  /** How many seconds a case may leave without an answer. */
  readonly patience: number;
  print(line: string): void;
}

/** Runs cases of a campaign in several processes, until the time is over or enough were run. */
export async function soak(campaign: Campaign, options: SoakOptions): Promise<Figures> {
  const run = new Soak(campaign, options);
  await Promise.all(Array.from({ length: options.workers }, (_, lane) => run.work(String(lane))));
  return run.figures;
}

class Soak {
  public readonly figures: Figures;
  private readonly kept: KeptFaults;
  private readonly deadline: number;
  private readonly last: number;
  private next: number;

  constructor(private readonly campaign: Campaign, private readonly options: SoakOptions) {
    const { seed, seconds, first, cases, faults } = options;
    this.figures = new Figures(campaign, seed);
    this.kept = new KeptFaults(faults, campaign.name, seed);
    this.deadline = Date.now() + seconds * 1000;
    this.next = first;
    this.last = first + cases;
  }

  public async work(lane: string): Promise<void> {
    while (this.next < this.last && Date.now() < this.deadline) {
      const first = this.next;
      const end = first + Math.min(BATCH, Math.ceil((this.last - first) / this.options.workers));
      this.next = end;
      await this.runBatch(first, end, lane);
    }
  }

  private async runBatch(first: number, end: number, lane: string): Promise<void> {
    for (let at = first; at < end && Date.now() < this.deadline;) {
      const batch = await this.runCases({ first: at, count: end - at, deadline: this.deadline }, lane);
      this.figures.add(at, batch);
      at = batch.next;
      if (batch.doubtful !== undefined) await this.runAlone(batch.doubtful, lane);
    }
  }

  /** What those before it had left is not there then. Until it is run, however long its process takes to start. */
  private async runAlone(index: number, lane: string): Promise<void> {
    const { faults } = await this.runCases({ first: index, count: 1, deadline: Number.MAX_SAFE_INTEGER }, lane);
    this.figures.faults.push(...faults);
  }

  private async runCases(cases: Pick<Order, 'first' | 'count' | 'deadline'>, lane: string): Promise<Batch> {
    const { seed, patience } = this.options;
    const folder = path.join(this.options.work, lane);
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true });
    const progress = path.join(folder, 'case');
    const batch = await runChild({ ...cases, campaign: this.campaign.name, seed, folder, progress, patience });
    for (const fault of batch.faults) this.keep(fault, inputOf(fault, folder));
    fs.rmSync(folder, { recursive: true, force: true });
    return batch;
  }

  private keep(fault: CaseFault, input: string): void {
    const target = this.kept.take(fault, input);
    if (target === undefined) return;
    const message = fault.message.split('\n')[0].slice(0, 200);
    this.options.print(`  fault in case ${fault.index}: ${JSON.stringify(message)}; kept in ${target}`);
  }
}

/** That of a case which ended its process is where it ran. */
function inputOf({ index }: CaseFault, folder: string): string {
  const input = path.join(folder, String(index));
  return fs.existsSync(input) ? input : path.join(folder, 'running');
}
