import { ICheck } from './check';
import { Manifest } from './manifest';
import { Waiver } from './waiver';

/** What became of one check at one object or container. */
export type Status = 'passed' | 'failed' | 'notApplicable' | 'waived' | 'error';

export const STATUSES: readonly Status[] = ['passed', 'failed', 'notApplicable', 'waived', 'error'];

/** How often each status was found. */
export type Counts = Record<Status, number>;

/** Everything about a check but how it is computed. */
export type CheckDescription = Omit<ICheck, 'evaluate' | 'appliesTo'>;

/** One line of the report. */
export interface Result {
  readonly check: CheckDescription;
  readonly status: Status;
  readonly message: string;
  /** None where what was read is no object. */
  readonly manifest?: Manifest;
  readonly container?: string;
  readonly path?: string;
  readonly actual?: unknown;
  readonly expected?: unknown;
  readonly waiver?: Waiver;
  /** Whether it is failed because nobody said anything of what a person must look at. */
  readonly isUnattested?: boolean;
  /** Whether the baseline has it, so that it does not count. */
  readonly isKnown?: boolean;
  /** Where it was read; the line of the path where that is known. */
  readonly file?: string;
  readonly line?: number;
}

export function zeroCounts(): Counts {
  return { passed: 0, failed: 0, notApplicable: 0, waived: 0, error: 0 };
}
