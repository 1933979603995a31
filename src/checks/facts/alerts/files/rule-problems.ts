import { isNoTime } from './duration-text';
import { templateProblems } from './template-problems';
import { closestWord } from '../../../../internal/values/closest-word';
import { Finding } from '../../../model/check';
import { mapOf, mapsIn, PlainMap } from '../../../model/values/plain-data';
import { textOf } from '../../../model/values/text-of';
import { isSet, problem, where } from '../../validity/problems';

const OF_ALERTS = ['annotations', 'for', 'keep_firing_for'];
const KINDS = ['alert', 'record'];

/** What Prometheus refuses in groups of rules that fit their schema. */
export function ruleProblems(content: PlainMap, path: string): Finding[] {
  return mapsIn(content.groups).flatMap(({ item: group, index }) => {
    const place = `${path}groups[${index}]`;
    return [
      ...labelProblems(group, place),
      ...mapsIn(group.rules).flatMap(({ item, index: number }) => problemsOfRule(item, `${place}.rules[${number}]`)),
    ];
  });
}

function problemsOfRule(rule: PlainMap, path: string): Finding[] {
  const isAlert = isSet(rule.alert);
  const isRecord = isSet(rule.record);
  // A misspelt one is told as such.
  const others = Object.keys(rule).filter((field) => !KINDS.includes(field));
  const isMisspelt = others.some((field) => closestWord(field, KINDS) !== undefined);
  return [
    ...where(isAlert && isRecord, problem(path, 'has a rule that is both alert and record')),
    ...where(!isAlert && !isRecord && !isMisspelt, problem(path, 'has a rule that is neither alert nor record')),
    ...where(isBlank(rule.expr), problem(`${path}.expr`, 'has a rule without an expression')),
    ...(isRecord ? OF_ALERTS : []).filter((field) => holdsSomething(rule[field])).map((field) => (
      problem(`${path}.${field}`, `has ${field} at a recording rule`)
    )),
    ...where(/[{}]/.test(textOf(rule.record)), problem(`${path}.record`, 'records a name with braces', rule.record)),
    ...labelProblems(rule, path),
    ...templateProblems(rule, path),
  ];
}

/** What is missing, or no text, is told by the schema. */
function isBlank(expr: unknown): boolean {
  return typeof expr === 'string' && expr.trim() === '';
}

function holdsSomething(value: unknown): boolean {
  const fields = Object.keys(mapOf(value));
  return fields.length > 0 || (textOf(value) !== '' && !isNoTime(value));
}

function labelProblems({ labels }: PlainMap, path: string): Finding[] {
  return Object.keys(mapOf(labels)).filter((name) => name === '' || name === '__name__').map((name) => (
    problem(`${path}.labels`, 'sets a label that no alert or series may be given', name)
  ));
}
