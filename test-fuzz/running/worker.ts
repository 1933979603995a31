import * as fs from 'fs';
import * as path from 'path';
import { ChildMessage, Order, Slowest } from './order';
import { Random } from '../../test/support/random';
import { Campaign, Fault, Skipped } from '../campaign';
import { campaignNamed } from '../campaigns';

/** For so many bytes of input, and for less; larger ones have as much more as they are larger. */
const SECONDS = 1;
const BYTES = 40_000;
const MAX_MEBIBYTES = 600;
/** A machine that is busy elsewhere makes a case slow once, and not each time. */
const TRIES_OF_SLOW_CASES = 3;
const PROGRESS_LENGTH = 30;
const STACK_LINES = 8;

/** Runs cases in a process of their own, which may end by them. */
class Worker {
  private readonly campaign: Campaign;
  private readonly progress: number;
  private readonly skipped: Record<string, number> = {};
  private slowest: Slowest;
  private slowestLarge: Slowest;
  private isHeavy = false;
  private begun = 0;

  constructor(private readonly order: Order) {
    this.campaign = campaignNamed(order.campaign);
    this.progress = fs.openSync(order.progress, 'w');
    this.slowest = { seconds: 0, index: order.first };
    this.slowestLarge = this.slowest;
  }

  public async runAll(): Promise<void> {
    const { first, count, deadline } = this.order;
    let index = first;
    for (; index < first + count && Date.now() < deadline && !this.isHeavy; index += 1) {
      await this.runCase(index);
      // The parent may have ended.
      await new Promise(setImmediate);
    }
    const { slowest, slowestLarge, skipped, isHeavy } = this;
    await say({ end: { next: index, slowest, slowestLarge, peakMemory: peakMemory(), skipped, isHeavy } });
  }

  private async runCase(index: number): Promise<void> {
    const folder = path.join(this.order.folder, 'running');
    const message = await this.faultOf(index, folder);
    if (message === undefined) return;
    fs.renameSync(folder, path.join(this.order.folder, String(index)));
    await say({ fault: { index, message } });
  }

  private async faultOf(index: number, folder: string): Promise<string | undefined> {
    try {
      const { seconds, kilobytes } = await this.timeOf(index, folder);
      if (this.campaign.isTimed && seconds > SECONDS) {
        return `it took ${seconds.toFixed(1)} s for each ${BYTES / 1000} kB, and has ${kilobytes} kB`;
      }
      return this.isMemoryLeft() ? undefined : `it needed ${peakMemory()} MiB`;
    } catch (error) {
      if (!(error instanceof Skipped)) return textOf(error);
      this.skipped[error.message] = (this.skipped[error.message] ?? 0) + 1;
      return undefined;
    }
  }

  /** Memory that earlier cases left is not this one's: it is run again, alone. */
  private isMemoryLeft(): boolean {
    this.isHeavy = peakMemory() > MAX_MEBIBYTES;
    return !this.isHeavy || this.order.count > 1;
  }

  /** The best time of a few, where the first one is too long; of large inputs, that of the allowed bytes. */
  private async timeOf(index: number, folder: string): Promise<{ seconds: number; kilobytes: number }> {
    const first = await this.timeOnce(index, folder);
    const bytes = bytesIn(folder);
    const part = this.campaign.isTimed ? Math.min(1, BYTES / bytes) : 1;
    let best = first * part;
    for (let tries = 1; this.campaign.isTimed && best > SECONDS && tries < TRIES_OF_SLOW_CASES; tries += 1) {
      best = Math.min(best, await this.timeOnce(index, folder) * part);
    }
    const slowest = part < 1 ? 'slowestLarge' : 'slowest';
    if (best > this[slowest].seconds) this[slowest] = { seconds: best, index };
    return { seconds: best, kilobytes: Math.round(bytes / 1000) };
  }

  private async timeOnce(index: number, folder: string): Promise<number> {
    makeEmpty(folder);
    this.begun += 1;
    // Written at once, whatever becomes of the process.
    fs.writeSync(this.progress, `${index} ${this.begun}`.padEnd(PROGRESS_LENGTH), 0);
    const random = Random.of(this.order.seed, this.campaign.name, index);
    const [start, used] = [performance.now(), process.cpuUsage()];
    await this.campaign.run(random, { index, folder });
    const elapsed = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(used);
    // What others run meanwhile is not the time of the case.
    return this.campaign.isTimed ? Math.min(elapsed, (user + system) / 1e6) : elapsed;
  }
}

/** To remove the folder itself would take longer than most cases. */
function makeEmpty(folder: string): void {
  fs.mkdirSync(folder, { recursive: true });
  for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name), { recursive: true });
}

/** Links and whatever else is no file count for nothing. */
function bytesIn(folder: string): number {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.reduce((sum, { parentPath, name }) => sum + fs.statSync(path.join(parentPath, name)).size, 0);
}

function textOf(error: unknown): string {
  if (error instanceof Fault) return error.message;
  const text = error instanceof Error ? error.stack ?? error.message : String(error);
  return `it threw ${text.split('\n').slice(0, STACK_LINES).join('\n')}`;
}

function peakMemory(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

function say(message: ChildMessage): Promise<void> {
  return new Promise((resolve) => process.send!(message, () => resolve()));
}

process.on('disconnect', () => process.exit());
const [, , order] = process.argv;
// What is written here stands for one program, with what other processes write; a name would tell them apart.
process.argv.splice(1);
void new Worker(JSON.parse(order) as Order).runAll().then(() => process.disconnect());
