import { patternMatches } from './label-patterns';
import { listOf, mapOf } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** A condition of Alertmanager on a label of alerts. */
export interface AlertMatcher {
  readonly label: string;
  /** `=`, `!=`, `=~` or `!~`. */
  readonly operator: string;
  readonly value: string;
}

/** The labels of an alert, as far as its rule sets them; others come from series. */
export type KnownLabels = ReadonlyMap<string, string>;

/** `label="value"`, one of several by commas, with or without quotes. */
const MATCHER = /\s*("[^"]*"|[^\s"=!~,{}]+)\s*(=~|!~|!=|=)\s*("(?:[^"\\]|\\.)*"\s*|[^,"\s][^,"]*|)(?:,|$)/y;

/** What a field with matchers says, in any of the ways to write them; undefined where that cannot be read. */
export function matchersIn(written: unknown): AlertMatcher[] | undefined {
  const list = typeof written === 'string' ? [written] : listOf(written);
  const matchers = list.map((one) => (typeof one === 'string' ? matchersOfText(one) : [matcherOfMap(one)]));
  return matchers.includes(undefined) ? undefined : matchers.flatMap((some) => some ?? []);
}

/** What the older fields say, which are maps: `match` and `match_re`. */
export function matchersOfMaps(match: unknown, patterns: unknown): AlertMatcher[] {
  return [{ map: match, operator: '=' }, { map: patterns, operator: '=~' }].flatMap(({ map, operator }) => (
    Object.entries(mapOf(map)).map(([label, value]) => ({ label, operator, value: textOf(value) }))
  ));
}

/** Whether all matchers hold for an alert; undefined where that depends on labels that nobody knows here. */
export function matchersHold(
  matchers: readonly AlertMatcher[] | undefined, labels: KnownLabels,
): boolean | undefined {
  const answers = matchers?.map((matcher) => matcherHolds(matcher, labels)) ?? [undefined];
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** Matchers as a file says them. */
export function matchersText(matchers: readonly AlertMatcher[]): string {
  return matchers.map(({ label, operator, value }) => `${label}${operator}${JSON.stringify(value)}`).join(', ');
}

function matcherHolds({ label, operator, value }: AlertMatcher, labels: KnownLabels): boolean | undefined {
  const actual = labels.get(label);
  if (actual === undefined) return undefined;
  const isEqual = operator.endsWith('~') ? patternMatches(value, actual) : value === actual;
  return isEqual === undefined ? undefined : isEqual !== operator.startsWith('!');
}

function matchersOfText(text: string): AlertMatcher[] | undefined {
  const list = text.trim().replace(/^\{(.*)\}$/s, '$1');
  const matchers: AlertMatcher[] = [];
  MATCHER.lastIndex = 0;
  while (MATCHER.lastIndex < list.length) {
    const match = MATCHER.exec(list);
    if (match === null) return undefined;
    const [, label, operator, value] = match;
    matchers.push({ label: unquoted(label), operator, value: unquoted(value.trim()) });
  }
  return matchers;
}

function matcherOfMap(written: unknown): AlertMatcher {
  const { name, value, matchType, regex } = mapOf(written);
  const operator = textOf(matchType) || (regex === true ? '=~' : '=');
  return { label: textOf(name), operator, value: textOf(value) };
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text;
}
