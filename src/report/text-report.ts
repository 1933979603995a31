import { boxLines } from './box-lines';
import { Colors } from './colors';
import { Report } from './report';
import { Manifest } from '../checks/model/manifest';
import { Result } from '../checks/model/result';
import { SEVERITIES } from '../checks/model/severities';

const STYLES = { critical: 'red', warning: 'yellow', advice: 'cyan' } as const;
const MARGIN = ' '.repeat(12);
const MAX_VALUE_LENGTH = 100;

/** The report for a person: what is wrong by object, worst first, then the boxes of the launch checklist; in parts. */
export function* textReport(report: Report, colors: Colors): Generator<string> {
  for (const group of groups(report.results)) yield textOf(groupLines(group, colors));
  yield textOf([...boxLines(report, colors), ...summaryLines(report, colors)]);
}

function textOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

/** What failed or is in error, by object, worst first. */
export function objectLines(results: readonly Result[], colors: Colors): string[] {
  return groups(results).flatMap((group) => groupLines(group, colors));
}

/** What is to be said of one object, or of one file where no object could be read. */
interface Group {
  readonly title: string;
  readonly place: string;
  readonly results: Result[];
}

function groups(results: readonly Result[]): Group[] {
  const byKey = new Map<Manifest | string, Group>();
  for (const result of results) {
    if (result.status !== 'failed' && result.status !== 'error') continue;
    const key = result.manifest ?? result.file ?? '';
    const group = byKey.get(key) ?? { title: titleOf(result), place: placeOf(result.manifest), results: [] };
    byKey.set(key, group);
    group.results.push(result);
  }
  const all = [...byKey.values()];
  all.forEach((group) => group.results.sort(bySeverity));
  return all.sort((left, right) => (
    bySeverity(left.results[0], right.results[0]) || right.results.length - left.results.length
  ));
}

function bySeverity(left: Result, right: Result): number {
  return rank(left) - rank(right);
}

/** What could not be judged comes first: it may hide anything. */
function rank({ status, check }: Result): number {
  return status === 'error' ? -1 : SEVERITIES.indexOf(check.severity);
}

function titleOf({ manifest, file }: Result): string {
  if (manifest === undefined) return file ?? 'input';
  const { kind, namespace, name } = manifest;
  return `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`;
}

function placeOf(manifest: Manifest | undefined): string {
  return manifest?.source === undefined ? '' : `${manifest.source.file}:${manifest.source.line}`;
}

function groupLines({ title, place, results }: Group, colors: Colors): string[] {
  const head = colors.paint('bold', oneLine(title)) + (place === '' ? '' : colors.paint('dim', `  ${oneLine(place)}`));
  const byCheck = new Map<string, Result[]>();
  for (const result of results) byCheck.set(result.check.id, [...byCheck.get(result.check.id) ?? [], result]);
  return [head, ...[...byCheck.values()].flatMap((same) => checkLines(same, colors)), ''];
}

/** The findings of one check at one object, the reason and the remedy once. */
function checkLines(results: readonly Result[], colors: Colors): string[] {
  const [{ check, status }] = results;
  const label = status === 'error' ? 'ERROR' : check.severity.toUpperCase();
  const style = status === 'error' ? 'red' : STYLES[check.severity];
  const { manifest, construct } = check.remedy;
  return [
    `  ${colors.paint(style, label.padEnd(8))}  ${colors.paint('bold', check.id)}`,
    ...results.flatMap(findingLines),
    ...field('why', check.why),
    ...field('fix', manifest),
    ...(construct === undefined ? [] : field('in code', construct)),
  ];
}

function findingLines({ message, container, path, file, line, actual, expected }: Result): string[] {
  const who = container === undefined ? '' : `container ${oneLine(container)} `;
  const where = line === undefined ? '' : oneLine(`  (${file}:${line})`);
  return [
    `${MARGIN}${who}${oneLine(message)}${where}`,
    ...(path === undefined ? [] : field('at', oneLine(path))),
    ...(actual === undefined ? [] : field('current', valueText(actual))),
    ...(expected === undefined ? [] : field('wanted', valueText(expected))),
  ];
}

function field(name: string, text: string): string[] {
  const [first, ...rest] = text.trimEnd().split('\n');
  return [`${MARGIN}${name.padEnd(7)}  ${first}`, ...rest.map((line) => `${MARGIN}${' '.repeat(9)}${line}`)];
}

function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value) ?? String(value);
  return oneLine(text.length <= MAX_VALUE_LENGTH ? text : `${text.slice(0, MAX_VALUE_LENGTH)}...`);
}

/** Manifests of strangers may hold what moves the cursor of a terminal. */
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}

function summaryLines({ manifests, total, results }: Report, colors: Colors): string[] {
  const failed = results.filter(({ status }) => status === 'failed');
  const counts = SEVERITIES.map((severity) => (
    `${failed.filter(({ check }) => check.severity === severity).length} ${severity}`
  ));
  const { passed, waived, error, notApplicable } = total;
  return [
    `${manifests.length} objects: ${passed} passed, ${total.failed} failed (${counts.join(', ')}), `
      + `${waived} waived, ${error} in error, ${notApplicable} not applicable`,
    ...(manifests.length === 0 ? [colors.paint('red', 'Nothing was judged.')] : []),
  ];
}
