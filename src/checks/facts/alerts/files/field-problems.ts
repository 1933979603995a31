import { closestWord } from '../../../../internal/values/closest-word';
import { Finding } from '../../../model/check';
import { PlainMap } from '../../../model/values/plain-data';
import { isSet, problem } from '../../validity/problems';

/** What is like nothing that is known may be of a later version. */
export function misspelt(map: PlainMap, known: readonly string[], path: string): Finding[] {
  return Object.keys(map).filter((field) => !known.includes(field)).flatMap((field) => {
    const expected = closestWord(field, known);
    if (expected === undefined) return [];
    return [{ ...problem(path + field, `has ${field}, which is no field; did you mean ${expected}?`), expected }];
  });
}

/** Fields that should be lists, and are none. */
export function lists(map: PlainMap, fields: readonly string[], path: string): Finding[] {
  return fields.filter((field) => isSet(map[field]) && !Array.isArray(map[field]))
    .map((field) => problem(path + field, `has ${field} that are no list`));
}
