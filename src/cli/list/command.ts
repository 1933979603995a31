import { BOXES, SECTIONS } from '../../checks/model/boxes';
import { CheckDescription } from '../../checks/model/result';

/** All checks by box, or as an array for machines. */
export function listChecks(checks: readonly CheckDescription[], format: 'text' | 'json'): string {
  if (format === 'json') {
    const entries = checks.map(({ id, title, box, severity, references }) => (
      { id, title, box, severity, references }
    ));
    return JSON.stringify(entries, undefined, 2);
  }
  const width = Math.max(...checks.map(({ id }) => id.length));
  return SECTIONS.flatMap((section) => BOXES.filter((box) => box.section === section).flatMap((box) => [
    `${box.title}${box.evidence === undefined ? '' : `  (needs a person: attach ${box.evidence})`}`,
    ...checks.filter((check) => check.box === box.id)
      .map(({ id, severity, title }) => `  ${id.padEnd(width)}  ${severity.padEnd(8)}  ${title}`),
  ])).join('\n');
}
