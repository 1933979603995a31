import { createRequire } from 'module';
import { chooseChecks } from './check-selection';
import { TOOL } from './own-package';
import { ENGINE_CHECKS } from '../checks/model/engine/engine-checks';
import { CheckExamples, CheckPage, checkPage } from '../report/check-page/check-page';

/** The list that comes with the package: examples are proved where it is made, and only read here. */
const PUBLISHED_LIST = '../../docs/checks.json';

/** What is to be said of every check, those of packages too, by the order of their ids. */
export function knownPages(packages: readonly string[] = []): CheckPage[] {
  const { known } = chooseChecks({ packages, only: [], skip: [] });
  const examples = publishedExamples();
  return [...known, ...ENGINE_CHECKS]
    .sort((left, right) => (left.id < right.id ? -1 : 1))
    .map((check) => checkPage(check, TOOL.address, examples.get(check.id)));
}

function publishedExamples(): Map<string, CheckExamples | undefined> {
  const { checks } = createRequire(__filename)(PUBLISHED_LIST) as {
    checks: readonly { id: string; examples?: CheckExamples }[];
  };
  return new Map(checks.map(({ id, examples }) => [id, examples]));
}
