import { ChildProcess, fork } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { BatchEnd, CaseFault, ChildMessage, Order } from './order';

const WORKER = path.join(__dirname, 'worker.ts');
/** A case that needs more ends its process before the machine has none left. */
const MAX_HEAP_MEBIBYTES = 700;
const GLANCE_MILLISECONDS = 500;
const SAID_LENGTH = 2_000;

/** What became of an order. */
export interface Batch {
  readonly faults: readonly CaseFault[];
  /** None where the process did not come to its end. */
  readonly end?: BatchEnd;
  /** The first case that was not run. */
  readonly next: number;
}

/** Runs cases in a child process; one that does not answer is killed, and so is its case a fault. */
export function runChild(order: Order): Promise<Batch> {
  const child = fork(WORKER, [JSON.stringify(order)], {
    execArgv: [...process.execArgv, `--max-old-space-size=${MAX_HEAP_MEBIBYTES}`],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const watch = new Watch(child, order);
  const faults: CaseFault[] = [];
  let end: BatchEnd | undefined;
  let said = '';
  child.stderr!.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(0, SAID_LENGTH);
  });
  child.on('message', (message: ChildMessage) => {
    if ('fault' in message) faults.push(message.fault);
    else end = message.end;
  });
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      watch.stop();
      const fallen = { index: watch.index, message: watch.reason ?? `the process ended by ${signal ?? code}: ${said}` };
      if (end === undefined) faults.push(fallen);
      resolve({ faults, end, next: end?.next ?? watch.index + 1 });
    });
  });
}

/** Looks from time to time whether a child is still at the same case. */
class Watch {
  /** The case that runs. */
  public index: number;
  /** Why the child was killed. */
  public reason: string | undefined;
  private since = Date.now();
  private text = '';
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly child: ChildProcess, private readonly order: Order) {
    this.index = order.first;
    this.timer = setInterval(() => this.glance(), GLANCE_MILLISECONDS);
  }

  public stop(): void {
    clearInterval(this.timer);
    this.look();
  }

  private glance(): void {
    this.look();
    if (Date.now() - this.since < this.order.patience * 1000) return;
    this.reason = `it did not answer for ${this.order.patience} s`;
    this.child.kill('SIGKILL');
  }

  private look(): void {
    const text = fs.existsSync(this.order.progress) ? fs.readFileSync(this.order.progress, 'utf8') : '';
    if (text === this.text) return;
    [this.text, this.since, this.index] = [text, Date.now(), Number(text.split(' ')[0])];
  }
}
