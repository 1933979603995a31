import type { Invocation, Notification, ToolComponent } from 'sarif';
import { FileAddress, locationsOf } from './sarif-locations';
import { messageOf, SarifResults } from './sarif-results';
import { ruleOf } from './sarif-rules';
import { plainMessage } from './sarif-text';
import { CheckDescription, Result, Status } from '../../checks/model/result';
import { SEVERITIES } from '../../checks/model/severities';
import { shownText, visibleLines } from '../../internal/values/visible-text';
import { notApplicable } from '../all-results';
import { newAndKnown } from '../finding-order';
import { Report } from '../report';
import { Tool } from '../tool';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
/**
 * A run with more is refused by GitHub, which shows the first 5,000.
 *
 * @see https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
const MAX_RESULTS = 25_000;
const MAX_ERRORS = 1_000;
const MAX_NOTE = 1_000;

/** What SARIF says beside the report. */
export interface SarifOptions {
  readonly tool: Tool;
  readonly addressOf: FileAddress;
  /** Also what passed and what does not apply, as far as there is room for it. */
  readonly isAll: boolean;
}

/** The report as SARIF 2.1.0: what failed, worst first, and what is waived; in parts. */
export function* sarifReport(report: Report, options: SarifOptions): Generator<string> {
  const rules = new Map(report.checks.map(({ id }, index) => [id, index]));
  const told = firstOf(toldResults(report, options.isAll), MAX_RESULTS);
  const left = countOf(report, options.isAll) - told.length;
  const invocations = [invocationOf(report, { ...options, rules, left })];
  yield `{"$schema":${JSON.stringify(SCHEMA)},"version":"2.1.0","runs":[{\n`;
  yield visibleLines(`"tool":${JSON.stringify({ driver: driverOf(report.checks, options.tool) })},\n`);
  yield visibleLines(`"invocations":${JSON.stringify(invocations)},\n"columnKind":"utf16CodeUnits",\n"results":[`);
  const results = new SarifResults(rules, options.addressOf, report.hasBaseline);
  let before = '';
  for (const result of told) {
    yield visibleLines(`${before}\n${JSON.stringify(results.of(result))}`);
    before = ',';
  }
  yield '\n]}]}\n';
}

function driverOf(checks: readonly CheckDescription[], { name, version, address }: Tool): ToolComponent {
  return { name, version, informationUri: address, rules: checks.map((check) => ruleOf(check, address)) };
}

/** Worst first, so that what is cut matters least. */
function* toldResults(report: Report, isAll: boolean): Generator<Result> {
  const of = (status: Status) => report.results.filter((result) => result.status === status);
  const failed = newAndKnown(of('failed'));
  for (const findings of [...failed.new, ...failed.known]) yield* findings.results;
  const waived = of('waived');
  for (const severity of SEVERITIES) yield* waived.filter(({ check }) => check.severity === severity);
  if (!isAll) return;
  yield* of('passed');
  yield* of('notApplicable');
  yield* notApplicable(report);
}

function countOf({ total: { failed, waived, passed, notApplicable: unasked } }: Report, isAll: boolean): number {
  return failed + waived + (isAll ? passed + unasked : 0);
}

function firstOf<T>(items: Iterable<T>, most: number): T[] {
  const first: T[] = [];
  for (const item of items) {
    if (first.length === most) break;
    first.push(item);
  }
  return first;
}

/** What is said of the run itself. */
interface RunOptions extends SarifOptions {
  readonly rules: ReadonlyMap<string, number>;
  /** How many results are not written. */
  readonly left: number;
}

/** What could not be judged, and what else is to be known of the run. */
function invocationOf(report: Report, { rules, addressOf, left }: RunOptions): Invocation {
  const errors = report.results.filter(({ status }) => status === 'error');
  const more = report.total.error - Math.min(errors.length, MAX_ERRORS);
  return {
    executionSuccessful: report.total.error === 0 && report.manifests.length > 0,
    toolExecutionNotifications: [
      ...errors.slice(0, MAX_ERRORS).map((result): Notification => ({
        level: 'error',
        message: { text: messageOf(result) },
        associatedRule: { id: result.check.id, index: rules.get(result.check.id) },
        locations: locationsOf(result, addressOf),
      })),
      ...(more === 0 ? [] : [notification('error', `and ${more} more could not be judged`)]),
      ...(report.manifests.length > 0 ? [] : [notification('error', 'nothing was judged')]),
      ...(left === 0 ? [] : [notification('warning', `${left} more results are counted alone, and not written here`)]),
      ...report.notes.map((note) => notification('note', note)),
    ],
  };
}

function notification(level: Notification.level, text: string): Notification {
  return { level, message: { text: plainMessage(shownText(text, MAX_NOTE)) } };
}
