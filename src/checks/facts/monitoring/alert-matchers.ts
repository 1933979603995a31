import { listOf, mapOf, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

// One condition, as Alertmanager reads it, with or without braces and quotes.
const CONDITION = /^\{?"?([a-zA-Z_]\w*)"?(=~|!~|!=|=)"?([^"{},]*)"?\}?$/;
const WORDS = /^[-\w.]+(?:\|[-\w.]+)*$/;
const SPACES = /\s+/g;

/** What a route asks of one label; undefined where only Alertmanager can tell what that means. */
export interface LabelCondition {
  readonly label: string;
  /** The values that it takes, or those that it does not. */
  readonly values: readonly string[];
  readonly isNegative: boolean;
}

/** The conditions of a route, in the words of a file of any age, or of an AlertmanagerConfig. */
export function conditionsOf({ matchers, match, match_re: matchRe }: PlainMap): (LabelCondition | undefined)[] {
  const list = typeof matchers === 'string' ? [matchers] : listOf(matchers);
  return [
    ...list.map((one) => (typeof one === 'string' ? fromText(one) : fromObject(mapOf(one)))),
    ...Object.entries(mapOf(match)).map(([label, value]) => conditionOf(label, '=', textOf(value))),
    ...Object.entries(mapOf(matchRe)).map(([label, value]) => conditionOf(label, '=~', textOf(value))),
  ];
}

/** Whether alerts with a value of a label may meet a condition. */
export function mayMeet(condition: LabelCondition | undefined, label: string, value: string): boolean {
  if (condition === undefined || condition.label !== label) return true;
  return condition.values.includes(value) !== condition.isNegative;
}

function fromText(text: string): LabelCondition | undefined {
  const match = CONDITION.exec(text.replace(SPACES, ''));
  return match === null ? undefined : conditionOf(match[1], match[2], match[3]);
}

function fromObject({ name, value, matchType, regex }: PlainMap): LabelCondition | undefined {
  const type = textOf(matchType);
  return conditionOf(textOf(name), type === '' ? (regex === true ? '=~' : '=') : type, textOf(value));
}

function conditionOf(label: string, type: string, value: string): LabelCondition | undefined {
  const isNegative = type.startsWith('!');
  if (!type.endsWith('~')) return { label, values: [value], isNegative };
  return WORDS.test(value) ? { label, values: value.split('|'), isNegative } : undefined;
}
