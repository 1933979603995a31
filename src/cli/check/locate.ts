import { DocumentLines } from '../../checks/loading/lines';
import { ManifestSource } from '../../checks/model/manifest';
import { Result } from '../../checks/model/result';

/**
 * Gives what failed, is waived or in error the line of its path. A document is read again when somebody asks for a
 * line in it: most findings are counted, and shown by none.
 */
export function locateResults(results: readonly Result[]): Result[] {
  const documents = new Documents();
  return results.map((result) => {
    const { path, manifest, status } = result;
    if (path === undefined || manifest?.source === undefined || status === 'passed') return result;
    const { source } = manifest;
    return { ...result, get line() { return documents.lineOf(path, source); } };
  });
}

class Documents {
  private readonly byText = new Map<string, DocumentLines>();

  public lineOf(path: string, { line, within, text }: ManifestSource): number {
    let lines = this.byText.get(text);
    if (lines === undefined) this.byText.set(text, lines = new DocumentLines(text));
    return line + lines.lineOf(within === '' ? path : `${within}.${path}`);
  }
}
