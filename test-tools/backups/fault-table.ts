import { isRecording, recordBlock } from '../../test/support/project/recorded-block';

const HEADER = ['| fault | noticed by, and when | the plain script of one container |', '| --- | --- | --- |'];

/** What became of one fault. */
export interface FaultRow {
  readonly fault: string;
  /** The job and its step, or why there was nothing to notice. */
  readonly noticed: string;
  readonly plain: string;
}

/** Writes the faults of one kind of backup into docs/proofs.md when they are asked for. */
export function recordFaults(kind: string, rows: readonly FaultRow[]): void {
  if (!isRecording()) return;
  const lines = rows.map(({ fault, noticed, plain }) => `| ${fault} | ${noticed} | ${plain} |`);
  recordBlock(`faults: ${kind}`, [...HEADER, ...lines]);
}
