import { Colors } from './colors';
import { severityLabel } from './finding-lines';
import { CheckFindings, countOf, objectsOf } from './finding-order';
import { subjectList } from './object-names';
import { knownIn, Report } from './report';
import { WIDTH } from './width';
import { SEVERITIES } from '../checks/model/severities';
import { Severity } from '../checks/model/severity';

const HEAD = { severity: 'SEVERITY', check: 'CHECK', findings: 'FINDINGS', objects: 'OBJECTS', where: 'WHERE' };

/** The verdict: in a word, and what it is made of. */
export interface Verdict {
  readonly isReady: boolean;
  readonly word: string;
  readonly reason: string;
}

/** The verdict, with what it is made of, then how much was judged and what is to be known of that. */
export function summaryLines(report: Report, failOn: Severity, colors: Colors): string[] {
  const { manifests, total, notes } = report;
  const counts = SEVERITIES.map((severity) => `${failuresOf(report, severity)} ${severity}`).join(', ');
  const { passed, failed, waived, error, notApplicable } = total;
  return [
    verdictLine(report, failOn, colors),
    `${manifests.length} ${manifests.length === 1 ? 'object' : 'objects'}: ${passed} passed, `
      + `${failed} failed (${counts}), ${waived} waived, ${error} in error, ${notApplicable} not applicable`,
    ...(report.hasBaseline ? [knownLine(report)] : []),
    ...notes,
    '',
  ];
}

/** What a team has begun with. */
function knownLine(report: Report): string {
  const known = knownIn(report);
  return `${known} of what failed ${known === 1 ? 'is' : 'are'} known from the baseline, `
    + `${report.total.failed - known} ${report.total.failed - known === 1 ? 'is' : 'are'} new`;
}

/** How often checks of a severity failed. */
function failuresOf({ checks, byCheck }: Report, severity: Severity): number {
  return checks.filter((check) => check.severity === severity)
    .reduce((sum, { id }) => sum + (byCheck.get(id)?.failed ?? 0), 0);
}

function verdictLine(report: Report, failOn: Severity, colors: Colors): string {
  const { isReady, word, reason } = verdictOf(report, failOn);
  return `${colors.paint(['bold', isReady ? 'green' : 'red'], word)}: ${reason}`;
}

/** Whether what was judged is ready: in a word, and what that is made of. */
export function verdictOf(report: Report, failOn: Severity): Verdict {
  const counting = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  const isNewAsked = report.hasBaseline;
  const reasons = [
    ...(report.total.error === 0 ? [] : [`${report.total.error} could not be judged`]),
    ...counting.filter((severity) => newFailuresOf(report, severity) > 0)
      .map((severity) => `${newFailuresOf(report, severity)} ${isNewAsked ? 'new ' : ''}${severity}`),
  ];
  return reasons.length > 0
    ? { isReady: false, word: 'NOT READY', reason: reasons.join(', ') }
    : { isReady: true, word: 'READY', reason: `nothing ${counting.join(' or ')} ${isNewAsked ? 'is new' : 'fails'}` };
}

/** How many of those are new; all where there is no baseline. */
export function newFailuresOf(report: Report, severity: Severity): number {
  const known = report.checks.filter((check) => check.severity === severity)
    .reduce((sum, { id }) => sum + (report.knownByCheck.get(id) ?? 0), 0);
  return failuresOf(report, severity) - known;
}

/** A line for each check that found something, worst first, with the objects that fit; the first few of them. */
export function tableLines(all: readonly CheckFindings[], colors: Colors, limit: number): string[] {
  if (all.length === 0) return [];
  const shown = all.slice(0, limit);
  const width = Math.max(...shown.map(({ check }) => check.id.length));
  const margin = HEAD.severity.length + width + HEAD.findings.length + HEAD.objects.length + 8;
  const head = `${HEAD.severity}  ${HEAD.check.padEnd(width)}  ${HEAD.findings}  ${HEAD.objects}  ${HEAD.where}`;
  const rest = all.length - shown.length;
  return [
    colors.paint('dim', head),
    ...shown.map((findings) => [
      severityLabel(findings, colors),
      findings.check.id.padEnd(width),
      String(countOf(findings)).padStart(HEAD.findings.length),
      String(objectsOf(findings)).padStart(HEAD.objects.length),
      subjectList(findings.subjects, WIDTH - margin, findings.more.objects),
    ].join('  ')),
    ...(rest === 0 ? [] : [`and ${rest} more checks`]),
    '',
  ];
}
