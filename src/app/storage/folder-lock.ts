import * as fs from 'fs';
import { OutputFolder } from './output-folder';
import { attempt, refuseOutput } from './output-problem';
import { hasEnded, isHere, runningProcess, RunningProcess } from './running-process';

const LOCK = /^\.preflight-lock-(\d{1,10})-([0-9a-f]{8})-([0-9a-f]{8})$/;
const PAUSE_MILLISECONDS = 50;
/** Half a minute; to write a thousand files takes less than a second. */
const PAUSES = 600;

/** A process that writes the folder, or is about to. */
interface Writer extends RunningProcess {
  readonly lock: string;
}

/** Does something while no other process does the same with the folder; waits for those that do, if not without end. */
export function whileLocked<T>(folder: OutputFolder, action: () => T, pauses = PAUSES): T {
  const lock = new FolderLock(folder);
  try {
    lock.acquire(pauses);
    return action();
  } finally {
    lock.release();
  }
}

/**
 * Each process makes a lock of its own, then looks who else has one: whoever is alone goes on.
 *
 * So nobody takes over the lock of a process that was killed, which two might do at once: it is nobody's, and removed.
 */
class FolderLock {
  private readonly own: Writer = writerOf(runningProcess(process.pid));
  private readonly place: string;
  private isMade = false;

  constructor(private readonly folder: OutputFolder) {
    this.place = folder.placeOf(this.own.lock);
  }

  public acquire(pauses: number): void {
    for (let paused = 0; ; paused++) {
      if (!this.isMade && this.others().length === 0) this.make();
      const [other = this.own] = this.others();
      if (this.isMade && other === this.own) return;
      if (paused === pauses) this.refuse(other);
      // Of all that wait, the first one goes next.
      if (this.own.lock > other.lock) this.release();
      pause();
    }
  }

  /** One that cannot be removed is that of an ended process soon. */
  public release(): void {
    if (!this.isMade) return;
    this.isMade = false;
    try {
      fs.rmSync(this.place);
    } catch {
      return;
    }
  }

  /** Leaves one alone that is there, which another thread of this process has made. */
  private make(): void {
    attempt(this.folder.name, () => {
      try {
        const descriptor = fs.openSync(this.place, 'wx');
        this.isMade = true;
        fs.closeSync(descriptor);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    });
  }

  /** In the order of their names, without those that have ended, whose locks are removed. */
  private others(): Writer[] {
    const { folder } = this;
    const writers = attempt(folder.name, () => fs.readdirSync(folder.placeOf('.'))).sort().flatMap(writerIn);
    return writers.filter((writer) => writer.lock !== this.own.lock && !this.forget(writer));
  }

  private forget(writer: Writer): boolean {
    if (!hasEnded(writer)) return false;
    const removed = this.folder.placeOf(writer.lock);
    attempt(this.folder.nameOf(writer.lock), () => fs.rmSync(removed, { force: true }));
    return true;
  }

  private refuse(writer: Writer): never {
    const lock = this.folder.nameOf(writer.lock);
    const where = isHere(writer) ? '' : ' of another machine or container';
    refuseOutput({
      must: `be written by one process at a time, and process ${writer.id}${where} holds ${lock}`,
      got: this.folder.name,
      remedy: 'wait until it has ended, or remove that file if it is no such run any more',
    });
  }
}

function writerOf(running: RunningProcess): Writer {
  const { id, place, start } = running;
  return { ...running, lock: `.preflight-lock-${id}-${place}-${start}` };
}

function writerIn(lock: string): Writer[] {
  const [, id, place, start] = LOCK.exec(lock) ?? [];
  return id === undefined ? [] : [{ id: Number(id), place, start, lock }];
}

/** Synthesis is synchronous, and so is waiting. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MILLISECONDS);
}
