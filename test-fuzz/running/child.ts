import { ChildProcess, fork } from 'child_process';
import { once } from 'events';
import * as fs from 'fs';
import * as path from 'path';
import { BatchEnd, CaseFault, ChildMessage, Order } from './order';

const WORKER = path.join(__dirname, 'worker.ts');
/** A case that needs more ends its process before the machine has none left. */
const MAX_HEAP_MEBIBYTES = 700;
/** To load everything takes longer than most cases. */
const START_SECONDS = 120;
const GLANCE_MILLISECONDS = 500;
const SAID_LENGTH = 2_000;

/** What became of an order. */
export interface Batch {
  readonly faults: readonly CaseFault[];
  /** None where the process did not come to its end. */
  readonly end?: BatchEnd;
  /** The first case that was not run. */
  readonly next: number;
  /** A case of which nobody knows whether it was the cause: it is to be run again, alone. */
  readonly doubtful?: number;
}

/** Runs cases in a child process; one that does not answer is killed. */
export async function runChild(order: Order): Promise<Batch> {
  const child = fork(WORKER, [JSON.stringify(order)], {
    execArgv: [...process.execArgv, `--max-old-space-size=${MAX_HEAP_MEBIBYTES}`],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const watch = new Watch(child, order);
  const heard = listenTo(child);
  const how = await once(child, 'close') as [number | null, string | null];
  watch.stop();
  const { faults, end, said } = heard;
  const { index, reason = `the process ended by ${how[1] ?? how[0]}: ${said}`, isKilled } = watch;
  const { next = index + 1, isHeavy = isKilled }: Partial<BatchEnd> = end ?? {};
  // A machine that stands still for a while does so at some other case the next time.
  const isDoubtful = order.count > 1 && isHeavy;
  if (end === undefined && !isDoubtful) faults.push({ index, message: reason });
  return { faults, end, next, doubtful: isDoubtful ? next - 1 : undefined };
}

/** What a child says, as it says it. */
interface Heard {
  readonly faults: CaseFault[];
  end?: BatchEnd;
  /** What Node itself says where it cannot go on. */
  said: string;
}

function listenTo(child: ChildProcess): Heard {
  const heard: Heard = { faults: [], said: '' };
  child.stderr!.on('data', (chunk: Buffer) => {
    heard.said = (heard.said + chunk.toString('utf8')).slice(0, SAID_LENGTH);
  });
  child.on('message', (message: ChildMessage) => {
    if ('fault' in message) heard.faults.push(message.fault);
    else heard.end = message.end;
  });
  return heard;
}

/** Looks from time to time whether a child is still at the same case. */
class Watch {
  /** The case that runs. */
  public index: number;
  /** Why the child was killed. */
  public reason: string | undefined;
  private since: number;
  private text = '';
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly child: ChildProcess, private readonly order: Order) {
    this.index = order.first;
    this.since = ownTime(child.pid);
    this.timer = setInterval(() => this.glance(), GLANCE_MILLISECONDS);
  }

  public get isKilled(): boolean {
    return this.reason !== undefined;
  }

  public stop(): void {
    clearInterval(this.timer);
    this.look();
  }

  private glance(): void {
    this.look();
    const patience = this.text === '' ? START_SECONDS : this.order.patience;
    if (ownTime(this.child.pid) - this.since < patience * 1000) return;
    this.reason = `it did not answer for ${patience} s`;
    this.child.kill('SIGKILL');
  }

  private look(): void {
    const text = fs.existsSync(this.order.progress) ? fs.readFileSync(this.order.progress, 'utf8') : '';
    if (text === this.text) return;
    [this.text, this.since, this.index] = [text, ownTime(this.child.pid), Number(text.split(' ')[0])];
  }
}

/** The time in milliseconds, without what a process has waited for a processor that others had. */
function ownTime(pid: number | undefined): number {
  try {
    const [, waitedNanoseconds] = fs.readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ');
    return Date.now() - Number(waitedNanoseconds) / 1e6;
  } catch {
    // It has ended, or the machine does not say it.
    return Date.now();
  }
}
