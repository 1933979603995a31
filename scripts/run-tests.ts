import { spawn } from 'child_process';
import { once } from 'events';

/** Tasks of `.projenrc.ts` that run one after the other, beside those of other lanes. */
interface Lane {
  readonly tasks: readonly string[];
  /** Whether a task needs what the one before it made. */
  readonly isChain: boolean;
}

type Outcome = 'ok' | 'FAILED' | 'left out';

const UNIT_TESTS = 'test:unit';
const LANES: readonly Lane[] = [
  { tasks: ['compile', 'fresh-api', UNIT_TESTS], isChain: true },
  // It checks types, too.
  { tasks: ['eslint'], isChain: false },
];

/** Runs a task, and shows all that it said once it has ended: tasks that run side by side do not mix. */
async function runTask(task: string, args: readonly string[]): Promise<Outcome> {
  const start = performance.now();
  const env = { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}) };
  const child = spawn('projen', [task, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const [status] = await once(child, 'close') as [number | null];
  const outcome = status === 0 ? 'ok' : 'FAILED';
  process.stdout.write(`\n== ${task}\n${Buffer.concat(said).toString('utf8')}`);
  console.log(`-- ${task}: ${outcome}, ${secondsSince(start)} s`);
  return outcome;
}

async function runLane({ tasks, isChain }: Lane): Promise<[task: string, outcome: Outcome][]> {
  const outcomes: [string, Outcome][] = [];
  for (const task of tasks) {
    const isNeedless = isChain && outcomes.some(([, outcome]) => outcome !== 'ok');
    // Arguments choose tests: `npm test -- test/network`.
    const args = task === UNIT_TESTS ? process.argv.slice(2) : [];
    outcomes.push([task, isNeedless ? 'left out' : await runTask(task, args)]);
  }
  return outcomes;
}

function secondsSince(start: number): number {
  return Math.round((performance.now() - start) / 1000);
}

async function main(): Promise<void> {
  const outcomes = (await Promise.all(LANES.map((lane) => runLane(lane)))).flat();
  const isGood = outcomes.every(([, outcome]) => outcome === 'ok');
  const list = outcomes.map(([task, outcome]) => `${task} ${outcome}`).join(', ');
  console.log(`\n${isGood ? 'passed' : 'FAILED'} in ${secondsSince(0)} s: ${list}`);
  process.exitCode = isGood ? 0 : 1;
}

void main();
