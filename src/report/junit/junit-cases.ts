import { CheckDescription, Counts, Result } from '../../checks/model/result';
import { Waiver } from '../../checks/model/waiver';
import { shownText } from '../../internal/values/visible-text';
import { Colors } from '../colors';
import { checkLines } from '../finding-lines';
import { subjectOf } from '../object-names';
import { xmlText } from '../xml-text';

const MAX_MESSAGE = 1000;
const PLAIN = new Colors(false);
const NO_MORE = { findings: 0, objects: 0 } as const;

/** What became of a case. */
export type Outcome = 'passed' | 'failed' | 'error' | 'skipped';

/** One case of a suite. */
export interface JunitCase {
  readonly name: string;
  readonly outcome: Outcome;
  /** The element that says so, with what is to be known of it; empty where there is nothing to say. */
  readonly element: string;
}

/** What a check says of an object, or of a container in it. */
export function caseOf(result: Result): JunitCase {
  const { check, container } = result;
  const who = container === undefined ? '' : ` container ${shownText(container)}`;
  return { name: `${check.id}: ${subjectOf(result)}${who}`, ...outcomeOf(result) };
}

/** A check of which there is no case else: where it passed everywhere, or applied to nothing. */
export function caseOfCheck({ id }: CheckDescription, { passed }: Counts): JunitCase {
  if (passed === 0) return { name: id, outcome: 'skipped', element: skipped('applies to nothing here') };
  return { name: id, outcome: 'passed', element: `<system-out>${passed} passed</system-out>` };
}

/** What of a check is counted alone. */
export function caseOfMore({ id }: CheckDescription, status: Result['status'], findings: number): JunitCase {
  const name = `${id}: and ${findings} more`;
  const message = `${findings} more are counted alone; --all shows them`;
  if (status === 'failed') return { name, outcome: 'failed', element: `<failure message="${message}"/>` };
  if (status === 'error') return { name, outcome: 'error', element: `<error message="${message}"/>` };
  return { name, outcome: 'skipped', element: skipped(message) };
}

function outcomeOf(result: Result): Omit<JunitCase, 'name'> {
  const { status, message, waiver, isKnown } = result;
  if (isKnown) return { outcome: 'skipped', element: skipped(`known from the baseline: ${message}`) };
  if (status === 'failed') return { outcome: 'failed', element: complaint('failure', result) };
  if (status === 'error') return { outcome: 'error', element: complaint('error', result) };
  if (status === 'passed') return { outcome: 'passed', element: '' };
  const reason = waiver === undefined ? message : `${waivedBy(waiver)}: ${waiver.reason}`;
  return { outcome: 'skipped', element: skipped(reason) };
}

/** Whether it is another tool that was told so. */
function waivedBy({ tool }: Waiver): string {
  return tool === undefined ? 'waived' : `waived for ${tool}`;
}

function complaint(tag: 'failure' | 'error', result: Result): string {
  const { check, message } = result;
  const findings = { check, isError: tag === 'error', results: [result], subjects: [result], more: NO_MORE };
  const text = xmlText(checkLines(findings, PLAIN).join('\n'));
  return `<${tag} message="${xmlText(shownText(message, MAX_MESSAGE))}" type="${check.severity}">${text}</${tag}>`;
}

function skipped(message: string): string {
  return `<skipped message="${xmlText(shownText(message, MAX_MESSAGE))}"/>`;
}
