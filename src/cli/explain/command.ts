import { BOXES } from '../../checks/model/boxes';
import { CheckDescription } from '../../checks/model/result';

/** Everything about one check; refuses an id that nobody knows. */
export function explainCheck(checks: readonly CheckDescription[], id: string): string {
  const check = checks.find((one) => one.id === id);
  if (check === undefined) {
    const near = checks.filter((one) => one.id.includes(id)).map((one) => one.id);
    const hint = near.length === 0 ? 'see preflight list' : `did you mean ${near.join(' or ')}?`;
    throw new Error(`there is no check ${JSON.stringify(id)}; ${hint}`);
  }
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
    'To waive it, with the reason, on the object or for one of its containers:',
    indented(`metadata: {annotations: {preflight/waive.${check.id}: why it does not hold here}}`),
    '',
    'References:',
    ...references.map((reference) => `  ${reference}`),
  ].join('\n');
}

function indented(text: string): string {
  return text.trimEnd().split('\n').map((line) => `  ${line}`).join('\n');
}
