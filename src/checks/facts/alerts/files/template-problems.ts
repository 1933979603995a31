import { TemplateAction, templateActions } from './template-text';
import { closestWord } from '../../../../internal/values/closest-word';
import { Finding } from '../../../model/check';
import { mapOf, PlainMap } from '../../../model/values/plain-data';
import { textOf } from '../../../model/values/text-of';
import { isSet, problem } from '../../validity/problems';

const OPENING = ['if', 'range', 'with', 'define', 'block'];
const KEYWORDS = [...OPENING, 'else', 'end', 'template', 'break', 'continue', 'true', 'false', 'nil'];
const OF_GO = [
  'and', 'or', 'not', 'len', 'index', 'slice', 'call', 'html', 'js', 'print', 'printf', 'println', 'urlquery', 'eq',
  'ge', 'gt', 'le', 'lt', 'ne',
];
/** @see https://prometheus.io/docs/prometheus/latest/configuration/template_reference/ */
const OF_PROMETHEUS = [
  'query', 'first', 'label', 'value', 'sortByLabel', 'strvalue', 'args', 'reReplaceAll', 'safeHtml', 'match', 'title',
  'toUpper', 'toLower', 'graphLink', 'tableLink', 'humanize', 'humanize1024', 'humanizeDuration', 'humanizePercentage',
  'humanizeTimestamp', 'toTime', 'toDuration', 'pathPrefix', 'externalURL', 'parseDuration', 'stripPort', 'stripDomain',
  'now', 'urlQueryEscape',
];
/** @see https://docs.victoriametrics.com/victoriametrics/vmalert/#template-functions */
const OF_VMALERT = [
  'crlfEscape', 'formatTime', 'htmlEscape', 'jsonEscape', 'parseDurationTime', 'pathEscape', 'queryEscape',
  'quotesEscape',
];
const FUNCTIONS = [...OF_GO, ...OF_PROMETHEUS, ...OF_VMALERT];
const VARIABLES = [
  '$', '$labels', '$value', '$externalLabels', '$externalURL',
  ...['$expr', '$alertID', '$groupID', '$activeAt', '$for', '$type', '$isPartial'],
];

/** What Prometheus refuses in the templates of an alert; those of other rules it does not read. */
export function templateProblems(rule: PlainMap, path: string): Finding[] {
  if (!isSet(rule.alert)) return [];
  return ['labels', 'annotations'].flatMap((field) => Object.entries(mapOf(rule[field])).flatMap(([name, value]) => {
    const complaint = complaintOf(textOf(value));
    return complaint === undefined ? [] : [problem(`${path}.${field}.${name}`, `has a template ${complaint}`, value)];
  }));
}

function complaintOf(text: string): string | undefined {
  if (!text.includes('{{')) return undefined;
  const actions = templateActions(text);
  if (actions === undefined) return 'that is not closed';
  if (actions.some(({ isLegible }) => !isLegible)) return 'that Go cannot read';
  return ofFunctions(actions) ?? ofVariables(actions) ?? ofBlocks(actions);
}

function ofFunctions(actions: readonly TemplateAction[]): string | undefined {
  const unknown = actions.flatMap(({ words }) => words)
    .find((word) => !KEYWORDS.includes(word) && !FUNCTIONS.includes(word));
  if (unknown === undefined) return undefined;
  const meant = closestWord(unknown, FUNCTIONS);
  return `with ${unknown}, which is no function${meant === undefined ? '' : `; did you mean ${meant}?`}`;
}

/** Where one is set is not asked: what a block sets is gone behind it. */
function ofVariables(actions: readonly TemplateAction[]): string | undefined {
  const known = new Set([...VARIABLES, ...actions.flatMap(({ sets }) => sets)]);
  const unknown = actions.flatMap(({ variables }) => variables).find((name) => !known.has(name));
  return unknown === undefined ? undefined : `with ${unknown}, which nothing sets`;
}

function ofBlocks(actions: readonly TemplateAction[]): string | undefined {
  let open = 0;
  for (const { words: [first] } of actions) {
    if (OPENING.includes(first)) open += 1;
    if (first === 'end') open -= 1;
    if (open < 0 || (open === 0 && first === 'else')) return `with an ${first} of nothing`;
  }
  return open === 0 ? undefined : 'with a block that has no end';
}
