import { BOXES } from '../../checks/model/boxes';
import { ENGINE_CHECKS } from '../../checks/model/engine/engine-checks';
import { CheckDescription } from '../../checks/model/result';
import { closestWord } from '../../internal/values/closest-word';

const UNWAIVABLE = 'It cannot be waived: it is about what preflight itself was given, not about an object.';

/** Everything about one check; refuses an id that nobody knows. */
export function explainCheck(checks: readonly CheckDescription[], id: string): string {
  const check = checks.find((one) => one.id === id) ?? refuse(id, checks.map((one) => one.id));
  const { title, severity, box, why, remedy, references } = check;
  return [
    `${check.id}: ${title}`,
    '',
    `Severity  ${severity}`,
    `Box       ${BOXES.find((one) => one.id === box)?.title ?? box}`,
    '',
    why,
    '',
    'In the manifest:',
    indented(remedy.manifest),
    ...(remedy.construct === undefined ? [] : ['', 'In code:', indented(remedy.construct)]),
    '',
    ...waiverLines(check),
    '',
    'References:',
    ...references.map((reference) => `  ${reference}`),
  ].join('\n');
}

function refuse(id: string, known: readonly string[]): never {
  const near = known.filter((one) => one.includes(id));
  const meant = near.length > 0 ? near.join(' or ') : closestWord(id, known);
  const hint = meant === undefined ? 'see preflight list' : `did you mean ${meant}?`;
  throw new Error(`there is no check ${JSON.stringify(id)}; ${hint}`);
}

function waiverLines({ id }: CheckDescription): string[] {
  if (ENGINE_CHECKS.some((one) => one.id === id)) return [UNWAIVABLE];
  return [
    'To waive it, with the reason, on the object or for one of its containers:',
    indented(`metadata: {annotations: {preflight/waive.${id}: why it does not hold here}}`),
  ];
}

function indented(text: string): string {
  return text.trimEnd().split('\n').map((line) => `  ${line}`).join('\n');
}
