import { PlannedRecovery, subjectText } from './kept-objectives';
import { readable } from './page-parts';
import { StandbyCluster } from './recovery-plan-props';
import { pathOf } from '../../internal/fail';
import { inSeconds } from '../../internal/values/durations';
import { shellWord } from '../../internal/values/markup/shell-words';
import { Platform } from '../../platform/platform';
import { KnownBackup, PageStep } from '../known-backups';

/** From what must be ready before, over the loss of the active cluster, until the other one serves, and back. */
export function failoverSteps(plan: PlannedRecovery, standby: StandbyCluster): PageStep[] {
  const { context, activeContext, traffic, manifests = 'dist' } = standby;
  const shared = plan.backups.filter(({ use }) => use !== 'in its own storage').sort(byLoss);
  const place = { context, manifests: shellWord(manifests) };
  const given = [
    ...preparation(context, shared),
    decision(plan),
    fencing(activeContext, shared),
    ...shared.flatMap((backup) => backup.standby?.restoring(place) ?? []),
    application(place, shared),
    ...byHand(shared),
    ...byOthers(plan),
    ...readiness(plan, context),
    { text: `Send users to the other cluster: ${traffic}.` },
    ...resumption(context, shared),
    wayBack(activeContext),
  ];
  return given.filter(({ commands }: PageStep) => commands === undefined || commands.length > 0);
}

/** What loses least is restored first: what is there stays. */
function byLoss({ plan: one }: KnownBackup, { plan: other }: KnownBackup): number {
  return one.objectiveSeconds - other.objectiveSeconds;
}

/** What brings it back runs there already, and writes nothing. */
function preparation(context: string, backups: readonly KnownBackup[]): PageStep[] {
  const own = backups.filter(({ standby }) => standby !== undefined);
  if (own.length === 0) return [];
  return [{
    text: `Before anything is lost: ${context} has Velero with the same buckets, its definitions and those of `
      + 'snapshots, and '
      + 'the Secrets that are in no manifest; and it writes nothing. Apply that part of the manifests, then',
    commands: [...suspension(context, own, true), ...own.flatMap(({ standby }) => standby!.readOnly(context))],
  }];
}

function decision({ subjects }: PlannedRecovery): PageStep {
  const times = subjects.flatMap(({ construct }) => Platform.of(construct).recoveryObjective?.timeObjective ?? []);
  const shortest = times.length === 0 ? '' : ` The shortest time objective is ${shortestOf(times.map(inSeconds))}.`;
  return {
    text: 'Decide: where the active cluster is not back sooner than a restore takes, go on, and tell '
      + `everybody.${shortest}`,
  };
}

function shortestOf(seconds: readonly number[]): string {
  return readable(seconds.reduce((least, one) => Math.min(least, one)));
}

/** Two clusters that write the same buckets spoil both. */
function fencing(activeContext: string, backups: readonly KnownBackup[]): PageStep {
  return {
    text: `Keep ${activeContext} from writing: what it saves from now on would be taken for the newest backup. Where `
      + 'it does '
      + 'not answer, take its credentials for the buckets away, for it may come back by itself.',
    commands: suspension(activeContext, backups, true),
  };
}

/** Claims that are there already stay as they are: so nothing is applied before. */
function application({ context, manifests }: Record<'context' | 'manifests', string>, backups: readonly KnownBackup[]) {
  return {
    text: 'Apply what is in Git, not before what was restored is there: a claim that exists is not restored. Nothing '
      + 'of it may write to the same buckets yet.',
    commands: [
      `kubectl --context ${context} apply --server-side --recursive -f ${manifests}`,
      ...suspension(context, backups, true),
    ],
  };
}

/** What has no other way back. */
function byHand(backups: readonly KnownBackup[]): PageStep[] {
  return backups.filter(({ standby }) => standby === undefined).map(({ kind, namespace, name, saved, use }) => ({
    text: use === 'in its own cluster'
      ? `Do not restore there what ${kind} ${namespace}/${name} saved (${saved}): it holds nodes, certificates and `
        + 'keys that the other cluster does not have.'
      : `Look whether what ${kind} ${namespace}/${name} saved (${saved}) came back with its volume. Where it did `
        + 'not, or where its own backup is newer, restore that as its section says, into an empty server.',
  }));
}

/** What this app saves of it is older. */
function byOthers({ savedElsewhere }: PlannedRecovery): PageStep[] {
  return savedElsewhere.map(({ construct, by, page }) => ({
    text: `Have what ${pathOf(construct)} keeps restored there by whoever saves it (${by}): ${page}`,
  }));
}

function readiness({ subjects }: PlannedRecovery, context: string): PageStep[] {
  const sets = subjects.filter(({ kind }) => kind === 'StatefulSet');
  if (sets.length === 0) return [];
  return [{
    text: 'See that all that keeps data is ready, and that the data are those that you expect: '
      + `${sets.map(subjectText).join(', ')}.`,
    commands: sets.map(({ namespace, name }) => (
      `kubectl --context ${context} -n ${namespace} rollout status statefulset/${name} --timeout=15m`
    )),
  }];
}

function resumption(context: string, backups: readonly KnownBackup[]): PageStep[] {
  const own = backups.filter(({ use }) => use === 'in any cluster');
  const writable = own.flatMap(({ standby }) => standby?.writable(context) ?? []);
  return [{
    text: `${context} is the active one now: let its backups run.`,
    commands: [...writable, ...suspension(context, own, false)],
  }, ...ownFolders(backups)];
}

/** Else each would take the other's newest backup for its own. */
function ownFolders(backups: readonly KnownBackup[]): PageStep[] {
  const ofCluster = backups.filter(({ use }) => use === 'in its own cluster');
  if (ofCluster.length === 0) return [];
  const names = ofCluster.map(({ namespace, name }) => `${namespace}/${name}`).join(', ');
  return [{
    text: 'What saves the cluster itself stays suspended until its manifests name a folder of its own: '
    + `${names}.`,
  }];
}

function wayBack(activeContext: string): PageStep {
  return {
    text: `To go back, once ${activeContext} is whole: do the same with the two clusters exchanged, when users are `
      + 'few. Do not start what it held: its data are older than what users have seen since.',
  };
}

function suspension(context: string, backups: readonly KnownBackup[], isSuspended: boolean): string[] {
  return backups.map(({ kind, namespace, name }) => {
    const [resource, field] = kind === 'CronJob' ? ['cronjob', 'suspend'] : ['schedules.velero.io', 'paused'];
    const patch = JSON.stringify({ spec: { [field]: isSuspended } });
    return `kubectl --context ${context} -n ${namespace} patch ${resource} ${name} --type=merge --patch='${patch}'`;
  });
}
