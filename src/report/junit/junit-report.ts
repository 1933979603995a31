import { caseOf, caseOfCheck, caseOfMore, JunitCase, Outcome } from './junit-cases';
import { BOXES } from '../../checks/model/boxes';
import { CheckDescription, Result, zeroCounts } from '../../checks/model/result';
import { groupBy } from '../../checks/model/values/group-by';
import { shownText } from '../../internal/values/visible-text';
import { Report } from '../report';
import { Tool } from '../tool';
import { xmlText } from '../xml-text';

const MAX_NAME = 1000;

/** What the file says beside the report. */
export interface JunitOptions {
  readonly tool: Tool;
  /** A case for each object where a check passed, too. */
  readonly isAll: boolean;
}

/**
 * The report as the JUnit XML that Jenkins and GitLab read: a suite for each box of the launch checklist, and in it a
 * case for what each check found; what passed everywhere is one case of its check.
 *
 * @see https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
 */
export function* junitReport(report: Report, { tool, isAll }: JunitOptions): Generator<string> {
  const suites = suitesOf(report, isAll);
  const all = suites.flatMap(({ cases }) => cases);
  const counts = `tests="${all.length}" failures="${count(all, 'failed')}" errors="${count(all, 'error')}"`;
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${xmlText(tool.name)}" ${counts}>\n`;
  for (const [index, suite] of suites.entries()) yield* suiteLines(suite, index === 0 ? report.notes : [], tool);
  yield '</testsuites>\n';
}

interface Suite {
  readonly box: string;
  readonly cases: readonly JunitCase[];
}

function suitesOf(report: Report, isAll: boolean): Suite[] {
  const told = isAll ? report.results : report.results.filter(({ status }) => status !== 'passed');
  const byCheck = groupBy(told, ({ check }) => [check.id]);
  const byBox = groupBy(report.checks, ({ box }) => [box]);
  const boxes = new Set([...BOXES.map(({ id }) => id), ...byBox.keys()]);
  return [...boxes].flatMap((box) => {
    const cases = (byBox.get(box) ?? []).flatMap((check) => casesOf(check, byCheck.get(check.id) ?? [], report));
    return cases.length === 0 ? [] : [{ box, cases }];
  });
}

function casesOf(check: CheckDescription, results: readonly Result[], report: Report): JunitCase[] {
  const more = report.untold.filter((one) => one.check.id === check.id);
  if (results.length + more.length === 0) return [caseOfCheck(check, report.byCheck.get(check.id) ?? zeroCounts())];
  return [...results.map(caseOf), ...more.map(({ status, findings }) => caseOfMore(check, status, findings))];
}

/** The notes are about all of them; there is no place for them but in one. */
function* suiteLines({ box, cases }: Suite, notes: readonly string[], { version }: Tool): Generator<string> {
  const name = xmlText(box);
  const counts = `tests="${cases.length}" failures="${count(cases, 'failed')}" errors="${count(cases, 'error')}" `
    + `skipped="${count(cases, 'skipped')}"`;
  yield `<testsuite name="${name}" ${counts}>\n`;
  yield `<properties><property name="version" value="${xmlText(version)}"/></properties>\n`;
  const names = new UniqueNames();
  for (const { name: called, element } of cases) {
    const attributes = `classname="preflight.${name}" name="${xmlText(names.of(called))}"`;
    yield element === '' ? `<testcase ${attributes}/>\n` : `<testcase ${attributes}>${element}</testcase>\n`;
  }
  if (notes.length > 0) {
    yield `<system-out>${notes.map((note) => xmlText(shownText(note, MAX_NAME))).join('\n')}</system-out>\n`;
  }
  yield '</testsuite>\n';
}

/** GitLab takes cases of one name for one. */
class UniqueNames {
  private readonly counts = new Map<string, number>();

  public of(name: string): string {
    const times = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  }
}

function count(cases: readonly JunitCase[], outcome: Outcome): number {
  return cases.filter((one) => one.outcome === outcome).length;
}
