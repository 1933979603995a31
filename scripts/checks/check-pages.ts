import * as fs from 'fs';
import * as path from 'path';
import { chooseExamples } from './example-choice';
import { saidBy } from './said-by';
import { CHECKS } from '../../src/checks/catalogue';
import { ENGINE_CHECKS } from '../../src/checks/model/engine/engine-checks';
import { checkList } from '../../src/report/check-page/check-list';
import { CheckExamples, checkPage } from '../../src/report/check-page/check-page';
import { PAGES_FOLDER } from '../../src/report/check-page/page-address';
import { pageMarkdown } from '../../src/report/check-page/page-markdown';
import { readCases } from '../../test/checks/support/cases';
import { EngineExample, engineResultsOf, readEngineExamples } from '../../test/checks/support/engine-examples';

const MARKER = '<!-- Written by npx projen from src/checks and test/checks/cases. Change those instead. -->\n';

/** The list of all checks for machines. */
export const LIST_FILE = 'docs/checks.json';

/** What the pages show, by the ids of the checks. */
type AllExamples = ReadonlyMap<string, CheckExamples | undefined>;

/** The files that say of each check all that is known of it, by their paths. */
export function checkPageFiles(root: string, examples: AllExamples): Map<string, string> {
  const repository = repositoryOf(root);
  const pages = [...CHECKS, ...ENGINE_CHECKS].map((check) => checkPage(check, repository, examples.get(check.id)));
  pages.sort((left, right) => (left.check.id < right.check.id ? -1 : 1));
  return new Map([
    [LIST_FILE, `${checkList(pages)}\n`],
    // What people attest has no page of its own.
    ...pages.filter(({ address }) => address !== undefined)
      .map((page) => [`${PAGES_FOLDER}/${page.check.id}.md`, `${MARKER}\n${pageMarkdown(page)}`] as const),
  ]);
}

/** Chooses what the pages show, which judges the tables of cases. */
export function allExamples(): AllExamples {
  return new Map([
    ...CHECKS.map((check) => [check.id, chooseExamples(check, readCases(check.id))] as const),
    ...readEngineExamples().map((example) => [example.id, engineExamples(example)] as const),
  ]);
}

function engineExamples({ id, options, wrong, right }: EngineExample): CheckExamples {
  const says = saidBy(engineResultsOf(id, wrong));
  return { options, wrong: { manifests: wrong, says }, right: { manifests: right } };
}

function repositoryOf(root: string): string {
  const { repository } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    repository: { url: string };
  };
  return repository.url.replace(/\.git$/, '');
}
