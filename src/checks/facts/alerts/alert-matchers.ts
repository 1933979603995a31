import { edgesOfPattern, PatternEdges, PatternTest, readPattern } from './label-patterns';
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

/** Those of matchers, which are put to many alerts. */
const testsOfPatterns = new WeakMap<AlertMatcher, PatternTest>();

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
  matchers: readonly AlertMatcher[] | undefined, labels: Pick<KnownLabels, 'get'>,
): boolean | undefined {
  let isKnown = matchers !== undefined;
  for (const matcher of matchers ?? []) {
    const holds = matcherHolds(matcher, labels);
    if (holds === false) return false;
    isKnown &&= holds !== undefined;
  }
  return isKnown ? true : undefined;
}

/** Whether a matcher names a value, which it may ask for or exclude; undefined where nobody can tell. */
export function namesValue(matcher: AlertMatcher, value: string): boolean | undefined {
  if (!matcher.operator.endsWith('~')) return matcher.value === value;
  const matches = testsOfPatterns.get(matcher) ?? readPattern(matcher.value);
  testsOfPatterns.set(matcher, matches);
  return matches(value);
}

/** How the values begin and end that a matcher asks for; undefined where nobody can tell. */
export function askedEdges({ operator, value }: AlertMatcher): readonly PatternEdges[] | undefined {
  if (operator === '=') return [{ first: value, last: value, isWhole: true }];
  return operator === '=~' ? edgesOfPattern(value) : undefined;
}

/** Matchers as a file says them. */
export function matchersText(matchers: readonly AlertMatcher[]): string {
  return matchers.map(({ label, operator, value }) => `${label}${operator}${JSON.stringify(value)}`).join(', ');
}

function matcherHolds(matcher: AlertMatcher, labels: Pick<KnownLabels, 'get'>): boolean | undefined {
  const actual = labels.get(matcher.label);
  if (actual === undefined) return undefined;
  const isNamed = namesValue(matcher, actual);
  return isNamed === undefined ? undefined : isNamed !== matcher.operator.startsWith('!');
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
