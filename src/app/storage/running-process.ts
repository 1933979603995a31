import { createHash } from 'crypto';
import * as fs from 'fs';
import * as os from 'os';

const BOOT = '/proc/sys/kernel/random/boot_id';
/** Which of the fields after the state. */
const START = 18;
const ENDED = 'ended';
const NOT_SAID = '0'.repeat(8);

/** What tells a process from all others, also from a later one of the same number. */
export interface RunningProcess {
  readonly id: number;
  /** The machine or container whose processes are numbered together. */
  readonly place: string;
  /** When it began, as far as the system says it to everybody. */
  readonly start: string;
}

/** One that runs here now. */
export function runningProcess(id: number): RunningProcess {
  return { id, place: placeOfProcesses(), start: startOf(id) ?? NOT_SAID };
}

/** Whether a process has ended for sure; of those elsewhere nobody here knows. */
export function hasEnded({ id, place, start }: RunningProcess): boolean {
  return isHere({ place }) && (!exists(id) || (startOf(id) ?? start) !== start);
}

/** Whether it is among the processes that can be seen from here. */
export function isHere({ place }: Pick<RunningProcess, 'place'>): boolean {
  return place === placeOfProcesses();
}

function placeOfProcesses(): string {
  return shortHash([os.hostname(), textOf(() => fs.readlinkSync('/proc/self/ns/pid'))]);
}

function exists(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    // What belongs to another user is there too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Linux counts it from when the machine began. What has ended and nobody waited for keeps its number. */
function startOf(id: number): string | undefined {
  const [state, ...fields] = textOf(() => fs.readFileSync(`/proc/${id}/stat`, 'utf8')).split(') ').pop()!.split(' ');
  if (fields.length < START) return undefined;
  return state === 'Z' ? ENDED : shortHash([textOf(() => fs.readFileSync(BOOT, 'utf8')), fields[START]]);
}

/** Empty where a system has no such file. */
function textOf(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

function shortHash(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 8);
}
