import { Finding } from '../../../model/check';
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
