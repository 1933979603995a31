import type { CheckSource } from './check-sources';
import { Box, BOXES, SECTIONS } from '../src/checks/model/boxes';
import { MANIFEST_IS_READABLE } from '../src/checks/model/engine/manifest-is-readable';
import { WAIVER_CHECKS } from '../src/checks/model/engine/waiver-checks';
import { boxHeading } from '../src/report/check-page/page-markdown';

type ListedCheck = Pick<CheckSource, 'id' | 'title' | 'box' | 'severity'>;

/** The lines of `docs/checks.md`: all boxes of the launch checklist, and what ticks each. */
export function checkDocument(catalogue: readonly ListedCheck[]): string[] {
  const checks = [...catalogue, ...WAIVER_CHECKS, MANIFEST_IS_READABLE];
  checks.sort((left, right) => (left.id < right.id ? -1 : 1));
  return [
    '',
    '# The checks',
    '',
    `The launch checklist has ${BOXES.length} boxes. ${checks.length} checks tick those that manifests can show;`,
    'the others take evidence, and the word before the title is the key in the file of `--evidence`. What this means',
    'is in [readiness.md](readiness.md). The page of a check says why it is there, what to do, what is wrong and what',
    'is right, and `preflight explain <id>` says the same. [checks.json](checks.json) holds all of it for machines.',
    'Its manifests hold what the check reads, and leave out the rest.',
    'What is said of evidence has ids too, such as `on-call-is-attested`.',
    ...SECTIONS.flatMap((section) => [
      '',
      `## ${section.charAt(0).toUpperCase()}${section.slice(1)}`,
      ...BOXES.filter((box) => box.section === section).flatMap((box) => boxLines(box, checks)),
    ]),
    '',
  ];
}

function boxLines({ id, title, evidence, isJudged = false }: Box, checks: readonly ListedCheck[]): string[] {
  const own = checks.filter(({ box }) => box === id);
  const attach = isJudged ? 'Where there is nothing to judge, attach' : 'Needs a person: attach';
  return [
    '',
    `### ${boxHeading(id, title)}`,
    '',
    ...(evidence === undefined ? [] : [`${attach} ${evidence}.`]),
    ...(evidence === undefined || own.length === 0 ? [] : ['']),
    ...(own.length === 0 ? [] : ['| check | severity | what holds |', '| --- | --- | --- |']),
    ...own.map((check) => `| [\`${check.id}\`](checks/${check.id}.md) | ${check.severity} | ${check.title} |`),
  ];
}
