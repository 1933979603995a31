import { PlannedRecovery, subjectText } from './kept-objectives';
import { readable } from './page-parts';
import { StandbyCluster } from './recovery-plan-props';
import { inSeconds } from '../../internal/values/durations';
import { shellWord } from '../../internal/values/markup/shell-words';
import { Platform } from '../../platform/platform';
import { KnownBackup, PageStep, TakingOver } from '../known-backups';

const RESUMED = '{"spec":{"suspend":false}}';
const SUSPENDED = '{"spec":{"suspend":true}}';

/** From the loss of the active cluster until the other one serves, and back. */
export function failoverSteps(plan: PlannedRecovery, standby: StandbyCluster): PageStep[] {
  const { context, activeContext, traffic, manifests = 'dist' } = standby;
  const jobs = plan.backups.filter(({ kind, use }) => kind === 'CronJob' && use !== 'in its own storage');
  const given = [
    decision(plan),
    ...fencing(activeContext, jobs),
    {
      text: 'Apply what is in Git, without anything that writes to the same buckets.',
      commands: [
        `kubectl --context ${context} apply --recursive -f ${shellWord(manifests)}`,
        ...suspension(context, jobs, SUSPENDED),
      ],
    },
    ...plan.backups.flatMap((backup) => takeover(backup, { context, manifests })),
    ...readiness(plan, context),
    { text: `Send users to the other cluster: ${traffic}.` },
    ...resumption(context, jobs),
    wayBack(activeContext),
  ];
  return given.filter(({ commands }: PageStep) => commands === undefined || commands.length > 0);
}

function decision(plan: PlannedRecovery): PageStep {
  return {
    text: `Decide: ${shortestTime(plan)}. Where the active cluster is not back sooner than a restore takes, go on; `
      + 'tell everybody that you do.',
  };
}

function resumption(context: string, jobs: readonly KnownBackup[]): PageStep[] {
  const others = jobs.filter(({ use }) => use === 'in any cluster');
  const text = 'The other cluster is the active one now: let its backups run.';
  return [{ text, commands: suspension(context, others, RESUMED) }, ...ownFolders(jobs)];
}

function wayBack(activeContext: string): PageStep {
  return {
    text: `To go back, once ${activeContext} is whole: do the same with the two clusters exchanged, when users are `
      + 'few. Do '
      + 'not start what it held: its data are older than what users have seen since.',
  };
}

function shortestTime({ subjects }: PlannedRecovery): string {
  const times = subjects.flatMap(({ construct }) => Platform.of(construct).recoveryObjective?.timeObjective ?? []);
  if (times.length === 0) return 'nothing here keeps data';
  return `the shortest time objective is ${readable(Math.min(...times.map(inSeconds)))}`;
}

/** Two clusters that write the same buckets spoil both. */
function fencing(context: string, jobs: readonly KnownBackup[]): PageStep[] {
  return [{
    text: 'Where the active cluster still answers, keep it from writing: what it saves from now on would be taken '
      + 'for the newest backup.',
    commands: suspension(context, jobs, SUSPENDED),
  }];
}

function suspension(context: string, jobs: readonly KnownBackup[], patch: string): string[] {
  return jobs.map(({ namespace, name }) => (
    `kubectl --context ${context} -n ${namespace} patch cronjob ${name} --type=merge --patch='${patch}'`
  ));
}

/** Else each would take the other's newest backup for its own. */
function ownFolders(jobs: readonly KnownBackup[]): PageStep[] {
  const ofCluster = jobs.filter(({ use }) => use === 'in its own cluster');
  if (ofCluster.length === 0) return [];
  const names = ofCluster.map(({ namespace, name }) => `${namespace}/${name}`).join(', ');
  return [{
    text: 'What saves the cluster itself stays suspended until its manifests name a folder of its own: '
    + `${names}.`,
  }];
}

function takeover(backup: KnownBackup, standby: TakingOver): PageStep[] {
  const own = backup.takingOver?.(standby);
  if (own !== undefined) return [...own];
  return [{
    text: `Restore there what ${backup.kind} ${backup.namespace}/${backup.name} saved (${backup.saved}), as `
    + 'its section says.',
  }];
}

function readiness({ subjects }: PlannedRecovery, context: string): PageStep[] {
  const sets = subjects.filter(({ kind }) => kind === 'StatefulSet');
  if (sets.length === 0) return [];
  return [{
    text: `See that ${sets.map(subjectText).join(', ')} are ready, and that the data are those that you expect.`,
    commands: sets.map(({ namespace, name }) => (
      `kubectl --context ${context} -n ${namespace} rollout status statefulset/${name} --timeout=15m`
    )),
  }];
}
