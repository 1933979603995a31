import { BOXES, SECTIONS } from '../../checks/model/boxes';
import { checkList } from '../../report/check-page/check-list';
import { CheckPage } from '../../report/check-page/check-page';

/** All checks by box, or all that is known of them for machines. */
export function listChecks(pages: readonly CheckPage[], format: 'text' | 'json'): string {
  if (format === 'json') return checkList(pages);
  const width = Math.max(...pages.map(({ check }) => check.id.length));
  return SECTIONS.flatMap((section) => BOXES.filter((box) => box.section === section).flatMap((box) => [
    `${box.title}${box.evidence === undefined ? '' : `  (needs a person: attach ${box.evidence})`}`,
    ...pages.filter(({ check }) => check.box === box.id)
      .map(({ check: { id, severity, title } }) => `  ${id.padEnd(width)}  ${severity.padEnd(8)}  ${title}`),
  ])).join('\n');
}
