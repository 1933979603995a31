import { AlertRule, RecordingRule, templateText } from '../../alerts/alert-rules';
import { durationText, VALUE_AS_DURATION, withRunbook } from '../../alerts/alert-texts';
import { seriesOf } from '../../alerts/promql';

const DAY = '1d';
const SCRAPED = '5m';
/** How long a counter is seen to have risen: a few times as long as from one scrape to the next. */
const SEEN_SECONDS = 300;

/** A Schedule of Velero, and what is promised of its backups. */
export interface VeleroBackupSubject {
  /** The namespace of Velero. */
  readonly namespace: string;
  readonly schedule: string;
  /** The longest time between two backups. */
  readonly intervalSeconds: number;
  /** How long a backup may take. */
  readonly deadlineSeconds: number;
  /** How old the newest backup may become. */
  readonly objectiveSeconds: number;
  /** Address of the page that has a section for each alert. */
  readonly runbook: string;
}

/** A Velero, and where its backups go. */
export interface VeleroSubject {
  readonly namespace: string;
  readonly locations: readonly string[];
  readonly runbook: string;
}

type Alert = Omit<AlertRule, 'runbook'>;

/**
 * A way to fail, and what it is remembered by.
 *
 * `velero_backup_last_status` would be simpler, and says again that all is well a minute after a failure.
 *
 * @see https://github.com/vmware-tanzu/velero/issues/9374
 */
interface FailureKind {
  readonly record: string;
  readonly counters: readonly string[];
}

const FAILURE: FailureKind = {
  record: 'preflight:velero_backup_failure:timestamp_seconds', counters: ['failure', 'validation_failure'],
};
const PARTIAL_FAILURE: FailureKind = {
  record: 'preflight:velero_backup_partial_failure:timestamp_seconds', counters: ['partial_failure'],
};

/** The alerts that tell of backups that fail, or do not start; and when the last ones failed. */
export function veleroBackupAlerts(subject: VeleroBackupSubject): (AlertRule | RecordingRule)[] {
  const alerts = [failed, partiallyFailed, stale, neverSucceeded].map((alert) => alert(subject));
  return [...[FAILURE, PARTIAL_FAILURE].map((kind) => rises(kind, subject)), ...withRunbook(alerts, subject.runbook)];
}

/** The alerts that tell of a Velero that could not back up, or restore. */
export function veleroAlerts(subject: VeleroSubject): AlertRule[] {
  return withRunbook([down, locationUnavailable, maintenanceFailed].map((alert) => alert(subject)), subject.runbook);
}

/** The one series of a metric, however many targets or restarts it is from. */
function metric(name: string, { namespace, schedule }: VeleroBackupSubject): string {
  return `max(${seriesOf(`velero_backup_${name}`, { namespace, schedule })})`;
}

/** When one of the counters rose, in the minutes after it did. */
function rises(kind: FailureKind, { namespace, schedule }: VeleroBackupSubject): RecordingRule {
  const rose = kind.counters
    .map((counter) => seriesOf(`velero_backup_${counter}_total`, { namespace, schedule }))
    .map((series) => `max(increase(${series}[${SEEN_SECONDS}s])) > 0`);
  const expr = `vector(time()) and on () (${rose.join(' or ')})`;
  return { record: kind.record, expr, labels: { namespace, schedule } };
}

/** Whether it rose after the last success, since the last backup was due. */
function roseSinceSuccess({ record }: FailureKind, subject: VeleroBackupSubject): string {
  const { namespace, schedule, intervalSeconds, deadlineSeconds } = subject;
  const window = `${intervalSeconds + deadlineSeconds}s`;
  const rise = `max(max_over_time(${seriesOf(record, { namespace, schedule })}[${window}])) - ${SEEN_SECONDS}`;
  return `${rise} > (${metric('last_successful_timestamp', subject)} or vector(0))`;
}

function failed(subject: VeleroBackupSubject): Alert {
  const { namespace, schedule } = subject;
  return {
    alert: 'VeleroBackupFailed',
    expr: roseSinceSuccess(FAILURE, subject),
    severity: 'critical',
    labels: { namespace, schedule },
    summary: `A backup of the Velero schedule ${nameText(subject)} failed.`,
    description: 'None has succeeded since, and Velero tries no backup again before the next one is due. First read '
      + 'why it failed, by velero backup describe and velero backup logs, and then make one by hand.',
  };
}

/** Objects or volumes are missing, but not all: what there is can be restored. */
function partiallyFailed(subject: VeleroBackupSubject): Alert {
  const { namespace, schedule } = subject;
  return {
    alert: 'VeleroBackupPartiallyFailed',
    expr: roseSinceSuccess(PARTIAL_FAILURE, subject),
    severity: 'warning',
    labels: { namespace, schedule },
    summary: `A backup of the Velero schedule ${nameText(subject)} lacks something.`,
    description: 'Objects, volumes or hooks of it failed, and no whole backup was made since. First see which, by '
      + 'velero backup describe with --details: until then, assume that it cannot be restored as it is.',
  };
}

function stale(subject: VeleroBackupSubject): Alert {
  const { namespace, schedule, objectiveSeconds } = subject;
  return {
    alert: 'VeleroBackupStale',
    expr: `time() - ${metric('last_successful_timestamp', subject)} > ${objectiveSeconds}`,
    severity: 'critical',
    labels: { namespace, schedule },
    summary: `The last backup of the Velero schedule ${nameText(subject)} is ${VALUE_AS_DURATION} old.`,
    description: `The recovery point objective is ${durationText(objectiveSeconds)}: if the data were lost now, more `
      + 'would be missing than was agreed. First make a backup by hand, then find out why those of the schedule did '
      + 'not succeed.',
  };
}

/** Nothing says when a Schedule was made, so that it is as patient as with the age of a backup. */
function neverSucceeded(subject: VeleroBackupSubject): Alert {
  const { namespace, schedule, objectiveSeconds } = subject;
  const labels = { namespace, schedule };
  return {
    alert: 'VeleroBackupMissing',
    expr: `absent(${seriesOf('velero_backup_last_successful_timestamp', labels)})`,
    for: `${objectiveSeconds}s`,
    severity: 'critical',
    labels,
    summary: `There is no backup of the Velero schedule ${nameText(subject)}.`,
    description: `None has succeeded for ${durationText(objectiveSeconds)}, which is the recovery point objective, or `
      + 'nobody scrapes Velero, or the schedule is gone. First see whether it is there, and which phase it has, by '
      + 'velero schedule get.',
  };
}

/** Of the server alone: agents on nodes have other metrics. */
function down({ namespace }: VeleroSubject): Alert {
  return {
    alert: 'VeleroDown',
    expr: `absent(${seriesOf('velero_backup_total', { namespace })})`,
    for: '15m',
    severity: 'critical',
    labels: { namespace },
    summary: `Nothing is heard of Velero in ${templateText(namespace)}.`,
    description: 'Either it does not run, and nothing is backed up or restored, or nobody scrapes it. First see '
      + 'whether its pod is ready, and what its log says: without its CustomResourceDefinitions it does not start.',
  };
}

function locationUnavailable({ namespace, locations }: VeleroSubject): Alert {
  const all = locations.map((backup_location_name) => (
    `max by (backup_location_name) (${gauge({ namespace, backup_location_name })}) == 0`
  ));
  return {
    alert: 'VeleroBackupLocationUnavailable',
    expr: all.join('\nor\n'),
    for: '15m',
    severity: 'critical',
    labels: { namespace },
    summary: 'Velero cannot use its backup location {{ $labels.backup_location_name }}.',
    description: 'No backup can be written there, and none read. First read the message of the location, by '
      + 'kubectl describe backupstoragelocation: mostly credentials, the policy of the bucket or the network changed.',
  };
}

/** Its counter begins with the first failure. */
function maintenanceFailed({ namespace }: VeleroSubject): Alert {
  const series = seriesOf('velero_repo_maintenance_failure_total', { namespace });
  const rose = `sum by (repository_name) (increase(${series}[${DAY}])) > 0`;
  const began = `sum by (repository_name) (${series}) > 0 unless sum by (repository_name) (${series} offset ${DAY})`;
  return {
    alert: 'VeleroRepositoryMaintenanceFailed',
    expr: `${rose}\nor\n${began}`,
    for: SCRAPED,
    severity: 'warning',
    labels: { namespace },
    summary: 'The repository {{ $labels.repository_name }} of Velero could not be tidied up.',
    description: 'What backups no longer need stays in the bucket, and the repository becomes slower. First read the '
      + 'log of its last maintenance job in the namespace of Velero: mostly it had too little memory.',
  };
}

function gauge(labels: Record<string, string>): string {
  return seriesOf('velero_backup_location_status_gauge', labels);
}

function nameText({ schedule }: VeleroBackupSubject): string {
  return templateText(schedule);
}
