/** What a child process is told to do. */
export interface Order {
  readonly campaign: string;
  readonly seed: number;
  /** The number of its first case. */
  readonly first: number;
  readonly count: number;
  /** When it begins no more cases, in milliseconds since 1970. */
  readonly deadline: number;
  /**
   * An empty folder, where the input of the case that runs is in `running`, and that of each case that showed a fault
   * in a folder with its number.
   */
  readonly folder: string;
  /** A file that begins with the number of the case that runs, and changes with each try. */
  readonly progress: string;
  /** How many seconds a case may leave without an answer. */
  readonly patience: number;
}

/** A case that showed something that must not be. */
export interface CaseFault {
  readonly index: number;
  readonly message: string;
}

/** A case, and how long it took. */
export interface Slowest {
  readonly index: number;
  readonly seconds: number;
}

/** What a child says at its end. */
export interface BatchEnd {
  /** The first case that was not run. */
  readonly next: number;
  /** Of small inputs. */
  readonly slowest: Slowest;
  /** Of large ones, for as much of them as a small one may be. */
  readonly slowestLarge: Slowest;
  /** Of the process, in MiB. */
  readonly peakMemory: number;
  /** How often cases were skipped, by the reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** Whether the last case needed too much memory, if it was that case. */
  readonly isHeavy: boolean;
}

/** What a child says. */
export type ChildMessage = { readonly fault: CaseFault } | { readonly end: BatchEnd };
