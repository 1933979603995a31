import { closestWord } from '../../internal/values/closest-word';
import { CheckPage } from '../../report/check-page/check-page';
import { pageText } from '../../report/check-page/page-text';

/** Everything about one check; refuses an id that nobody knows. */
export function explainCheck(pages: readonly CheckPage[], id: string): string {
  return pageText(pages.find(({ check }) => check.id === id) ?? refuse(id, pages.map(({ check }) => check.id)));
}

function refuse(id: string, known: readonly string[]): never {
  const near = known.filter((one) => one.includes(id));
  const meant = near.length > 0 ? near.join(' or ') : closestWord(id, known);
  const hint = meant === undefined ? 'see preflight list' : `did you mean ${meant}?`;
  throw new Error(`there is no check ${JSON.stringify(id)}; ${hint}`);
}
