import { DocumentLines } from '../../checks/loading/lines';
import { Result } from '../../checks/model/result';

/** Gives what failed, is waived or in error the line of its path; only documents with such results are read again. */
export function locateResults(results: readonly Result[]): Result[] {
  const documents = new Map<string, DocumentLines>();
  return results.map((result) => {
    const { path, manifest, status } = result;
    if (path === undefined || manifest?.source === undefined || status === 'passed') return result;
    const { line, within, text } = manifest.source;
    let lines = documents.get(text);
    if (lines === undefined) documents.set(text, lines = new DocumentLines(text));
    return { ...result, line: line + lines.lineOf(within === '' ? path : `${within}.${path}`) };
  });
}
