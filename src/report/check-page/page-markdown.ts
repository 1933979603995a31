import { CheckPage } from './check-page';
import { kindNames, toolName, UNWAIVABLE } from './reader-words';
import { remedyMarkdown, sentenceMarkdown } from './remedy-markdown';
import { codeSpan, fenced, prose } from '../../internal/values/markup/markdown-text';

/** The page of a check, for `docs/checks`. */
export function pageMarkdown(page: CheckPage): string {
  const { check } = page;
  const parts = [
    `# ${sentenceMarkdown(check.title)}`,
    headline(page),
    sentenceMarkdown(check.why),
    '## What to do',
    ...remedyMarkdown(check.remedy),
    ...exampleParts(page),
    ...waiverParts(page),
    ...elsewhereParts(page),
    ...sourceParts(page),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What forges call the heading of a box in the list of all checks. */
export function boxHeading(id: string, title: string): string {
  return `\`${id}\` ${title}`;
}

function headline({ check: { id, severity, appliesTo }, box }: CheckPage): string {
  return [
    codeSpan(id),
    severity,
    ...(box === undefined ? [] : [`box [${prose(box.title)}](../checks.md#${slugOf(boxHeading(box.id, box.title))})`]),
    ...(appliesTo === undefined ? [] : [`asked of ${prose(kindNames(appliesTo))}`]),
  ].join(' · ');
}

/** Letters, digits and dashes, as GitHub makes anchors of headings. */
function slugOf(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}_ -]/gu, '').replaceAll(' ', '-');
}

function exampleParts({ examples }: CheckPage): string[] {
  if (examples === undefined) return [];
  const { options, wrong, right } = examples;
  return [
    '## Wrong',
    fenced(wrong.manifests.trimEnd(), 'yaml'),
    `preflight${options === undefined ? '' : ` with ${codeSpan(options)}`} says:`,
    wrong.says.map((line) => `- ${prose(line)}`).join('\n'),
    '## Right',
    fenced(right.manifests.trimEnd(), 'yaml'),
  ];
}

function waiverParts({ check: { id, appliesTo }, isWaivable }: CheckPage): string[] {
  const annotation = `preflight/waive.${id}`;
  const ofContainers = appliesTo?.includes('pods') ?? false
    ? `, or for one of its containers by ${codeSpan(`${annotation}.<container>`)}` : '';
  return isWaivable ? [
    '## To waive it',
    `On the object${ofContainers}:`,
    fenced(`metadata:\n  annotations:\n    ${annotation}: why it does not hold here`, 'yaml'),
    `In code it is ${codeSpan(`.waive('${id}', 'why it does not hold here')`)} of the construct. Owners, ends and `
      + 'files for whole namespaces are in [readiness.md](../readiness.md#waivers).',
  ] : [
    '## To waive it',
    UNWAIVABLE,
  ];
}

function elsewhereParts({ elsewhere }: CheckPage): string[] {
  if (elsewhere.length === 0) return [];
  const tools = elsewhere.map(({ tool, rules }) => `- ${toolName(tool)}: ${rules.map(codeSpan).join(', ')}`);
  return [
    '## The same rule elsewhere',
    tools.join('\n'),
    'What is taken of them, and what is left out, is in [other-tools.md](../other-tools.md).',
  ];
}

function sourceParts({ sources }: CheckPage): string[] {
  return sources.length === 0 ? [] : ['## Sources', sources.map((address) => `- ${linkTo(address)}`).join('\n')];
}

/** An address that would end its brackets stays code. */
function linkTo(address: string): string {
  return /[<>\s]/.test(address) ? codeSpan(address) : `<${address}>`;
}
