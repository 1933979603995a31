import type { ReportingConfiguration, ReportingDescriptor } from 'sarif';
import { plainMessage } from './sarif-text';
import { BOXES } from '../../checks/model/boxes';
import { CheckDescription } from '../../checks/model/result';
import { pageAddress } from '../check-page/page-address';
import { remedyMarkdown, sentenceMarkdown } from '../check-page/remedy-markdown';

/** Of a description, for GitHub; longer ones are refused. */
const MAX_DESCRIPTION = 1024;
/** Of a rule, for GitHub, which refuses more. */
const MAX_TAGS = 20;
const ADDRESS = /^https?:\/\//;
const SECTION_OF_BOX = new Map(BOXES.map(({ id, section }) => [id, section]));

/** How much a failure matters, as SARIF has it. */
export const LEVELS = { critical: 'error', warning: 'warning', advice: 'note' } as const satisfies Record<
  CheckDescription['severity'], ReportingConfiguration['level']
>;

/** A check as SARIF describes it; help is its page, in the repository of this program. */
export function ruleOf(check: CheckDescription, repository: string): ReportingDescriptor {
  const { id, title, why, severity, references } = check;
  const helpUri = pageAddress(id, repository) ?? references.find((reference) => ADDRESS.test(reference));
  return {
    id,
    shortDescription: { text: plainMessage(title, MAX_DESCRIPTION) },
    fullDescription: { text: plainMessage(why, MAX_DESCRIPTION) },
    help: { text: helpText(check), markdown: helpMarkdown(check) },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: tagsOf(check) },
  };
}

/** Its box and the part of the checklist, then what the same rule is called elsewhere. */
function tagsOf({ box, references }: CheckDescription): string[] {
  const section = SECTION_OF_BOX.get(box);
  const elsewhere = references.filter((reference) => !ADDRESS.test(reference));
  return [...new Set([...(section === undefined ? [] : [section]), box, ...elsewhere])].slice(0, MAX_TAGS);
}

function helpText({ why, remedy }: CheckDescription): string {
  return plainMessage([
    why,
    `In manifests:\n${remedy.manifest.trimEnd()}`,
    ...(remedy.construct === undefined ? [] : [`In code:\n${remedy.construct.trimEnd()}`]),
  ].join('\n\n'));
}

function helpMarkdown({ why, remedy, references }: CheckDescription): string {
  return [
    sentenceMarkdown(why),
    ...remedyMarkdown(remedy),
    ...references.filter((reference) => ADDRESS.test(reference)).map((address) => `<${address}>`),
  ].join('\n\n');
}
