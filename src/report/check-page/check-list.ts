import { CheckPage } from './check-page';
import { BOXES } from '../../checks/model/boxes';

/** All checks for machines, with the boxes that they tick; `docs/checks.schema.json` describes it. */
export function checkList(pages: readonly CheckPage[]): string {
  const boxes = BOXES.map(({ id, section, title, evidence }) => ({ id, section, title, evidence }));
  return JSON.stringify({ version: 1, boxes, checks: pages.map(listedCheck) }, undefined, 2);
}

function listedCheck({ check, isWaivable, examples, address }: CheckPage): object {
  const { id, title, severity, box, why, remedy, references, appliesTo } = check;
  const { manifest, construct } = remedy;
  const judged = { id, title, severity, box, why, remedy: { manifest, construct }, appliesTo, isWaivable };
  return { ...judged, examples, references, page: address };
}
