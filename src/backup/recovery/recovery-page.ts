import { failoverSteps } from './failover-steps';
import { entryFor, PlannedRecovery, subjectText } from './kept-objectives';
import { objectName, readable, steps, table } from './page-parts';
import { LeftOut, StandbyCluster } from './recovery-plan-props';
import { PlacedSubject } from './stateful-subjects';
import { seriesOf } from '../../alerts/promql';
import { pathOf } from '../../internal/fail';
import { inSeconds } from '../../internal/values/durations';
import { codeSpan, fenced, prose } from '../../internal/values/markup/markdown-text';
import { Platform } from '../../platform/platform';
import { DRILL_DURATION } from '../drills/drill-alerts';
import { KnownBackup, KnownRehearsal } from '../known-backups';

const NOBODY = 'nobody';
const NOT_ASKED = ['', '', ''];

/** A plan with what its page is called, and the cluster that takes over. */
export interface PlannedPage extends PlannedRecovery {
  readonly name: string;
  readonly standby?: StandbyCluster;
}

/** The page for people, in Markdown: what, where, how, and how it went the last time. */
export function recoveryPage(plan: PlannedPage): string {
  const sections = [
    `# Recovery plan ${codeSpan(plan.name)}`,
    'What is saved, where it is, and how to have it back. It is written with the manifests: change those, not this '
      + 'page. Keep a copy where it can be read when the cluster is gone.',
    `## What is saved\n\n${savedTable(plan)}`,
    `## What each workload relies on\n\n${workloadTable(plan)}`,
    `## What is not saved here\n\n${notSaved(plan)}`,
    '## How to restore',
    ...plan.backups.map((backup) => `### ${prose(backup.saved)}: `
      + `${objectName(backup.kind, backup)}\n\n${restoring(backup)}`),
    ...rehearsals(plan),
    ...failover(plan),
  ];
  return `${sections.join('\n\n')}\n`;
}

function savedTable(plan: PlannedPage): string {
  const head = ['what', 'by', 'where', 'how often', 'lost at most', 'kept', 'restore rehearsed'];
  return table(head, plan.backups.map((backup) => {
    const { schedule, deadlineSeconds, retentionDays } = backup.plan;
    return [
      prose(backup.saved),
      objectName(backup.kind, backup),
      backup.place.includes('://') ? codeSpan(backup.place) : prose(backup.place),
      `every ${readable(schedule.longestSeconds)}`,
      readable(schedule.longestSeconds + deadlineSeconds),
      `${retentionDays} days`,
      rehearsalText(plan, backup),
    ];
  }), 'Nothing: the app has no backup.');
}

function rehearsalText(plan: PlannedPage, backup: KnownBackup): string {
  const rehearsal = plan.rehearsalOf(backup);
  if (rehearsal !== undefined) {
    const { schedule, withinSeconds, part } = rehearsal;
    const what = part === undefined ? '' : `${part} `;
    return `${what}every ${readable(schedule.longestSeconds)}, within ${readable(withinSeconds)}`;
  }
  return `never: ${prose(entryFor(plan.leftOut, backup.construct)?.reason ?? NOBODY)}`;
}

function workloadTable(plan: PlannedPage): string {
  return table(['workload', 'tier', 'may be lost', 'back within', 'saved by'], plan.subjects.map((subject) => {
    const backups = plan.backupsOf(subject).map((backup) => objectName(backup.kind, backup));
    const elsewhere = entryFor(plan.savedElsewhere, subject.construct);
    const kept = [...backups, ...(elsewhere === undefined ? [] : [prose(elsewhere.by)])];
    const cells = entryFor(plan.leftOut, subject.construct) === undefined ? objectiveCells(subject) : NOT_ASKED;
    return [codeSpan(subjectText(subject)), ...cells, kept.length > 0 ? kept.join(', ') : `${NOBODY}: see below`];
  }), 'No workload keeps data.');
}

function objectiveCells({ construct }: PlacedSubject): string[] {
  const objective = Platform.of(construct).recoveryObjective;
  if (objective === undefined) return NOT_ASKED;
  const { tier, pointObjective, timeObjective } = objective;
  return [tier, ...[pointObjective, timeObjective].map((duration) => readable(inSeconds(duration)))];
}

function notSaved({ leftOut, savedElsewhere }: PlannedPage): string {
  const out = leftOut.map(({ construct, reason }: LeftOut) => [codeSpan(pathOf(construct)), prose(reason), '']);
  const elsewhere = savedElsewhere.map(({ construct, by, pointObjective, timeObjective, page }) => [
    codeSpan(pathOf(construct)),
    `${prose(by)}; at most ${readable(inSeconds(pointObjective))} is lost, back within `
      + `${readable(inSeconds(timeObjective))}`,
    prose(page),
  ]);
  return table(['what', 'why', 'how to restore'], [...out, ...elsewhere], 'Nothing is left out.');
}

function restoring(backup: KnownBackup): string {
  return steps(backup.restoring());
}

/** How to see in Prometheus what became of the last ones, and how to begin one. */
function rehearsals(plan: PlannedPage): string[] {
  const known = plan.backups.flatMap((backup) => {
    const rehearsal = plan.rehearsalOf(backup);
    return rehearsal === undefined ? [] : [{ backup, rehearsal }];
  });
  if (known.length === 0) return [];
  return [
    '## The last rehearsals',
    'Queries to paste into Prometheus: the age of the newest backup, the age of the last rehearsal that succeeded, '
      + 'and how long that took, all in seconds. The command begins a rehearsal now.',
    ...known.map(({ backup, rehearsal }) => [
      `### ${prose(backup.saved)}: rehearsed by ${objectName('CronJob', { ...rehearsal, name: rehearsal.cronJob })}`,
      fenced(queriesFor(backup, rehearsal).join('\n'), 'promql'),
      fenced(beginRehearsal(rehearsal), 'sh'),
    ].join('\n\n')),
  ];
}

function queriesFor({ lastSuccess }: KnownBackup, { namespace, cronJob }: KnownRehearsal): string[] {
  const labels = { namespace, cronjob: cronJob };
  return [
    `time() - ${lastSuccess}`,
    `time() - max(${seriesOf('kube_cronjob_status_last_successful_time', labels)})`,
    seriesOf(DRILL_DURATION, labels),
  ];
}

function beginRehearsal({ namespace, cronJob }: KnownRehearsal): string {
  return `kubectl -n ${namespace} create job --from=cronjob/${cronJob} "${cronJob}-$(date +%H%M%S)"`;
}

function failover(plan: PlannedPage): string[] {
  const { standby } = plan;
  if (standby === undefined) return [];
  return ['## When the other cluster takes over', steps(failoverSteps(plan, standby))];
}
