import { withNotApplicable } from './all-results';
import { generateNameOf } from './object-names';
import { knownIn, Report, REPORT_VERSION } from './report';
import { Manifest } from '../checks/model/manifest';
import { Counts, Result } from '../checks/model/result';
import { maskedPath, maskedText } from '../internal/secrets/masked-text';
import { shownValue } from '../internal/values/shown-value';
import { visibleLines } from '../internal/values/visible-text';

/** Longer than any that an API server takes. */
const MAX_NAME_LENGTH = 512;

/** The report for machines, as docs/report.schema.json has it; in parts, for it may be longer than a text can be. */
export function* jsonReport(report: Report, options: { readonly isAll: boolean }): Generator<string> {
  const { manifests, total, byCheck, byBox, results, owned, skipped, notes } = report;
  const known = report.hasBaseline ? { known: knownIn(report) } : {};
  const summary = { objects: manifests.length, owned, ...total, ...known, checks: mapOf(byCheck), boxes: mapOf(byBox) };
  yield visibleLines(`{\n"version": ${REPORT_VERSION},\n"summary": ${JSON.stringify(summary, undefined, 2)},\n`);
  yield visibleLines(`"notes": ${JSON.stringify(notes)},\n"skipped": ${JSON.stringify(skipped)},\n"results": [`);
  const names = new ObjectNames();
  let before = '';
  for (const result of options.isAll ? withNotApplicable(report) : results) {
    if (result.status === 'passed' && !options.isAll) continue;
    yield `${before}\n${visibleLines(jsonOf(result, names))}`;
    before = ',';
  }
  yield '\n]\n}\n';
}

/** A check of somebody else's may give values that are none of JSON; then they are shown as in text. */
function jsonOf(result: Result, names: ObjectNames): string {
  try {
    return JSON.stringify(jsonResult(result, names));
  } catch {
    const { actual, expected } = result;
    return JSON.stringify(jsonResult({ ...result, actual: shownValue(actual), expected: shownValue(expected) }, names));
  }
}

function jsonResult(result: Result, names: ObjectNames) {
  const { check, status, manifest, container, path, file, line, actual, expected, message, waiver, isKnown } = result;
  return {
    check: check.id,
    status,
    severity: check.severity,
    box: check.box,
    object: names.of(manifest),
    container,
    path,
    file: file && maskedPath(file),
    line,
    actual,
    expected,
    message,
    waiver,
    known: isKnown,
  };
}

/** What objects are called in the report: a dozen results speak of the same one. */
class ObjectNames {
  private readonly known = new Map<Manifest | undefined, object>();

  public of(manifest: Manifest | undefined): object {
    let names = this.known.get(manifest);
    if (names === undefined) this.known.set(manifest, names = namesOf(manifest));
    return names;
  }
}

function namesOf(manifest: Manifest | undefined): object {
  const { apiVersion = '', kind = '', namespace = '', name = '' } = manifest ?? {};
  const generateName = manifest === undefined ? '' : generateNameOf(manifest);
  const names = { apiVersion, kind, namespace, name, ...(generateName === '' ? {} : { generateName }) };
  return Object.fromEntries(Object.entries(names).map(([key, text]) => [key, shortened(maskedText(text))]));
}

/** It stands in each result: what no API server takes as a name would fill the report with itself. */
function shortened(name: string): string {
  return name.length <= MAX_NAME_LENGTH ? name : `${name.slice(0, MAX_NAME_LENGTH)}...`;
}

function mapOf(counts: ReadonlyMap<string, Counts>): Record<string, Counts> {
  return Object.fromEntries(counts);
}
