import { Result } from '../../src/checks/model/result';
import { subjectOf } from '../../src/report/object-names';

/** What results say of what, each once. */
export function saidBy(results: readonly Result[]): string[] {
  return [...new Set(results.map((result) => (
    `${subjectOf(result)}${result.container === undefined ? '' : `, container ${result.container}`}: ${result.message}`
  )))];
}
