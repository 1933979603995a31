import { IConstruct } from 'constructs';
import { LeftOut, SavedElsewhere } from './recovery-plan-props';
import { PlacedSubject } from './stateful-subjects';
import { describe, pathOf } from '../../internal/fail';
import { inSeconds } from '../../internal/values/durations';
import { Platform } from '../../platform/platform';
import { RecoveryObjective } from '../../platform/recovery-objective';
import { KnownBackup, KnownRehearsal } from '../known-backups';

/** All that a recovery plan goes by. */
export interface PlannedRecovery {
  readonly subjects: readonly PlacedSubject[];
  readonly backups: readonly KnownBackup[];
  readonly leftOut: readonly LeftOut[];
  readonly savedElsewhere: readonly SavedElsewhere[];
  /** Whether another cluster is to take over. */
  readonly hasStandby: boolean;
  rehearsalOf(backup: KnownBackup): KnownRehearsal | undefined;
  /** Those that save what a workload keeps. */
  backupsOf(subject: PlacedSubject): readonly KnownBackup[];
}

/** How much is lost of something at most, and how long it takes to have it back. */
interface Promise {
  /** Who makes the promise. */
  readonly by: string;
  readonly pointSeconds: number;
  /** Undefined where nobody measured it. */
  readonly timeSeconds?: number;
  /** Whether another cluster can have it back. */
  readonly leaves: boolean;
}

/** What of a plan does not hold, a sentence each. */
export function brokenObjectives(plan: PlannedRecovery): string[] {
  return [...plan.subjects.flatMap((subject) => problemOf(plan, subject)), ...unrehearsed(plan)];
}

/** The entry of a list that is about a construct, or about what it is in, the nearest of them. */
export function entryFor<T extends ConstructEntry>(entries: readonly T[], construct: IConstruct): T | undefined {
  const known = byConstruct(entries);
  if (known.size === 0) return undefined;
  for (let place: IConstruct | undefined = construct; place !== undefined; place = place.node.scope) {
    const entry = known.get(place);
    if (entry !== undefined) return entry as T;
  }
  return undefined;
}

/** What says something of a construct. */
interface ConstructEntry {
  readonly construct: IConstruct;
}

type EntryIndex = ReadonlyMap<IConstruct, ConstructEntry>;

const INDEXES = new WeakMap<readonly ConstructEntry[], EntryIndex>();

function byConstruct(entries: readonly ConstructEntry[]): EntryIndex {
  const known = INDEXES.get(entries) ?? new Map(entries.map((entry) => [entry.construct, entry]));
  INDEXES.set(entries, known);
  return known;
}

/** A workload, as messages and pages name it. */
export function subjectText({ kind, namespace, name }: PlacedSubject): string {
  return `${kind} ${namespace}/${name}`;
}

function problemOf(plan: PlannedRecovery, subject: PlacedSubject): string[] {
  if (entryFor(plan.leftOut, subject.construct) !== undefined) return [];
  const objective = Platform.of(subject.construct).recoveryObjective;
  if (objective === undefined) return [noObjective(subject)];
  const promises = promisesFor(plan, subject);
  if (promises.length === 0) return [noBackup(subject)];
  const problems = promises.map((promise) => whyNotKept(promise, { objective, hasStandby: plan.hasStandby }));
  return problems.includes(undefined) ? [] : [notKept(subject, problems.join(', and '))];
}

function promisesFor(plan: PlannedRecovery, subject: PlacedSubject): Promise[] {
  const elsewhere = entryFor(plan.savedElsewhere, subject.construct);
  return [
    ...plan.backupsOf(subject).map((backup) => ({
      by: `${backup.kind} ${backup.namespace}/${backup.name}`,
      pointSeconds: backup.plan.schedule.longestSeconds + backup.plan.deadlineSeconds,
      timeSeconds: plan.rehearsalOf(backup)?.withinSeconds,
      leaves: backup.leaves,
    })),
    ...(elsewhere === undefined ? [] : [{
      by: elsewhere.by,
      pointSeconds: inSeconds(elsewhere.pointObjective),
      timeSeconds: inSeconds(elsewhere.timeObjective),
      leaves: true,
    }]),
  ];
}

/** What is asked of a promise. */
interface Asked {
  readonly objective: RecoveryObjective;
  readonly hasStandby: boolean;
}

function whyNotKept(promise: Promise, { objective, hasStandby }: Asked): string | undefined {
  const { by, pointSeconds, timeSeconds, leaves } = promise;
  const [point, time] = [objective.pointObjective, objective.timeObjective].map(inSeconds);
  if (hasStandby && !leaves) return `what ${by} saves stays in the storage of the cluster, and standby has another one`;
  if (pointSeconds > point) return `${pointSeconds} seconds are lost by ${by}, and ${point} may be`;
  if (timeSeconds === undefined || timeSeconds <= time) return undefined;
  return `${timeSeconds} seconds are given to a restore by ${by}, and ${time} may pass`;
}

function noObjective(subject: PlacedSubject): string {
  return describe({
    prop: 'recoveryObjective',
    must: `be known of ${subjectText(subject)} [${pathOf(subject.construct)}], which keeps data`,
    got: undefined,
    remedy: 'call Platform.configure(app, { recoveryObjective: RecoveryObjective.warm() }) first',
  });
}

function noBackup(subject: PlacedSubject): string {
  return describe({
    prop: 'covers',
    must: `hold a backup of ${subjectText(subject)} [${pathOf(subject.construct)}], which keeps data`,
    got: 'none',
    remedy: 'back it up before the plan is made, or name it in savedElsewhere, or in leftOut with a reason',
  });
}

function notKept(subject: PlacedSubject, why: string): string {
  return describe({
    prop: 'recoveryObjective',
    must: `be kept for ${subjectText(subject)} [${pathOf(subject.construct)}]`,
    got: why,
    remedy: 'back up more often, restore faster, or promise less',
  });
}

/** A restore that nobody tries is a hope. */
function unrehearsed(plan: PlannedRecovery): string[] {
  const missing = plan.backups.filter((backup) => (
    plan.rehearsalOf(backup) === undefined && entryFor(plan.leftOut, backup.construct) === undefined
  ));
  return missing.map(({ kind, namespace, name, construct }) => describe({
    prop: 'covers',
    must: `hold a rehearsal of ${kind} ${namespace}/${name} [${pathOf(construct)}]`,
    got: 'none',
    remedy: 'make the plan after it, call its rehearse(), or name it in leftOut with a reason',
  }));
}
