import { CheckPage } from './check-page';
import { kindNames, toolName, UNWAIVABLE } from './reader-words';

/** The page of a check, for a terminal. */
export function pageText(page: CheckPage): string {
  const { check, box, address } = page;
  return [
    `${check.id}: ${check.title}`,
    '',
    `Severity  ${check.severity}`,
    `Box       ${box?.title ?? check.box}`,
    ...(check.appliesTo === undefined ? [] : [`Asked of  ${kindNames(check.appliesTo)}`]),
    ...(address === undefined ? [] : [`Page      ${address}`]),
    '',
    check.why,
    ...section('In the manifest:', check.remedy.manifest),
    ...(check.remedy.construct === undefined ? [] : section('In code:', check.remedy.construct)),
    ...exampleLines(page),
    ...waiverLines(page),
    ...elsewhereLines(page),
    ...(page.sources.length === 0 ? [] : section('Sources:', page.sources.join('\n'))),
  ].join('\n');
}

function exampleLines({ examples }: CheckPage): string[] {
  if (examples === undefined) return [];
  const { options, wrong, right } = examples;
  return [
    ...section('Wrong:', wrong.manifests),
    ...section(`preflight${options === undefined ? '' : ` with ${options}`} says:`, wrong.says.join('\n')),
    ...section('Right:', right.manifests),
  ];
}

function waiverLines({ check: { id, appliesTo }, isWaivable }: CheckPage): string[] {
  if (!isWaivable) return ['', UNWAIVABLE];
  const annotation = (name: string) => `metadata: {annotations: {${name}: why it does not hold here}}`;
  return [
    ...section('To waive it, with the reason, on the object:', annotation(`preflight/waive.${id}`)),
    ...(appliesTo?.includes('pods') ?? false
      ? section('or for one of its containers:', annotation(`preflight/waive.${id}.<container>`)) : []),
  ];
}

function elsewhereLines({ elsewhere }: CheckPage): string[] {
  const lines = elsewhere.map(({ tool, rules }) => `${toolName(tool)}: ${rules.join(', ')}`);
  return lines.length === 0 ? [] : section('The same rule elsewhere:', lines.join('\n'));
}

function section(heading: string, text: string): string[] {
  return ['', heading, ...text.trimEnd().split('\n').map((line) => (line === '' ? '' : `  ${line}`))];
}
