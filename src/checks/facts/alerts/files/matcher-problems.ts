import { Finding } from '../../../model/check';
import { mapOf, PlainMap } from '../../../model/values/plain-data';
import { isSet, problem } from '../../validity/problems';
import { matchersIn } from '../alert-matchers';

/** What begins with one of these was meant otherwise than Alertmanager reads it. */
const MISREAD = /^[='~]/;

/** What is wrong with a list of matchers in a file of Alertmanager. */
export function matcherProblems(written: unknown, path: string): Finding[] {
  if (!isSet(written)) return [];
  if (!Array.isArray(written)) return [problem(path, 'has matchers that are no list', written)];
  return written.map((one: unknown, index) => ({ one, place: `${path}[${index}]` })).flatMap(({ one, place }) => {
    if (typeof one !== 'string') return [problem(place, 'has a matcher that is no text like severity="critical"', one)];
    const matchers = matchersIn(one);
    const isRead = matchers !== undefined && matchers.length > 0 && matchers.every(({ value }) => !MISREAD.test(value));
    return isRead ? [] : [problem(place, 'has a matcher that is none; write it like severity="critical"', one)];
  });
}

/** What the older maps with matchers are not keyed by: those take no other names. */
export function labelNames(holder: PlainMap, fields: readonly string[], path: string): Finding[] {
  return fields.flatMap((field) => Object.keys(mapOf(holder[field])).map((name) => ({ field, name })))
    .filter(({ name }) => !/^[a-z_]\w*$/i.test(name)).map(({ field, name }) => (
      problem(`${path}.${field}`, `asks for ${name}, which is no name of a label there; say it in matchers`, name)
    ));
}
