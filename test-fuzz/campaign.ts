import { Random } from '../test/support/random';

/** What a case has besides its random numbers. */
export interface CaseContext {
  /** Its number; the same case for the same seed, whichever ran before it. */
  readonly index: number;
  /** An empty folder of its own, which is kept where the case shows a fault. */
  readonly folder: string;
}

/** A kind of input, and what must hold for all of it. */
export interface Campaign {
  /** As `--only` names it. */
  readonly name: string;
  /** Completes the table of docs/proofs.md. */
  readonly what: string;
  /** Its part of the time, beside those of the others. */
  readonly share: number;
  /** Whether a case is work of one processor, and what it may take of it grows with its input alone. */
  readonly isTimed: boolean;
  /** Throws where something is not as it must be: a `Fault`, or whatever came out. */
  run(random: Random, context: CaseContext): void | Promise<void>;
}

/** Something that must not be. */
export class Fault extends Error {}

/** What a machine cannot put to the test. */
export class Skipped extends Error {}
