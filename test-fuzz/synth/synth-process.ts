import { ChildProcess, spawn } from 'child_process';
import { once } from 'events';
import * as path from 'path';
import type { ProgramOrder } from './program';

const PROGRAM = path.join(__dirname, 'program.ts');
/** The module loader of tsx that starts fastest. */
const LOADER = ['--require', 'tsx/cjs'];

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly said: string;
}

/** A process that synthesizes. */
export class SynthProcess {
  /** Resolves as soon as it begins. */
  public readonly ready: Promise<unknown>;
  public readonly ended: Promise<Ending>;
  private readonly child: ChildProcess;
  private said = '';

  constructor(order: ProgramOrder) {
    this.child = spawn(process.execPath, [...LOADER, PROGRAM, JSON.stringify(order)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stderr!.on('data', (chunk: Buffer) => {
      this.said += chunk.toString('utf8');
    });
    this.ended = once(this.child, 'close').then(([code]) => ({ code: code as number | null, said: this.said }));
    this.ready = Promise.race([once(this.child.stdout!, 'data'), this.ended]);
  }

  /** Ends it at once, whatever it does. */
  public kill(): void {
    this.child.kill('SIGKILL');
  }
}
