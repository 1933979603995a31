import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { VeleroBackupProps } from './velero-backup-props';
import { fail } from '../../../internal/fail';
import { checkLabels } from '../../../internal/naming/names';
import { inSeconds, wholeSeconds } from '../../../internal/values/durations';
import { JsonObject } from '../../../internal/values/json';
import { checkIncluded } from '../scope/included-names';

const SNAPSHOT_TIMEOUT = Duration.minutes(10);
const TIMEOUT_RANGE = { min: 10 };

/** How long parts of a backup may take. */
export interface BackupTimeouts {
  readonly snapshotSeconds: number;
  readonly moveSeconds: number;
}

/** Refuses what Velero refuses when a backup is due, and what would back up less than it says. */
export function checkBackupProps(
  scope: Construct, props: VeleroBackupProps, deadlineSeconds: number,
): BackupTimeouts {
  const { labels = {}, resources, policies = [], hooks = [], volumes } = props;
  checkIncluded(scope, {
    included: 'namespaces',
    excluded: 'excludedNamespaces',
    includes: props.namespaces,
    excludes: props.excludedNamespaces,
    mayExcludeAll: false,
    like: 'shop',
  });
  checkLabels(scope, 'labels', labels);
  resources?._check(scope);
  volumes._check(scope);
  checkVolumes(scope, props);
  policies.forEach((policy, index) => policy._check(scope, `policies[${index}]`));
  hooks.forEach((hook, index) => hook._check(scope, `hooks[${index}]`));
  return timeoutsOf(scope, props, deadlineSeconds);
}

/** Neither is longer than what is counted for a backup in its objective. */
function timeoutsOf(scope: Construct, props: VeleroBackupProps, deadlineSeconds: number): BackupTimeouts {
  const deadline = Duration.seconds(deadlineSeconds);
  const usual = deadlineSeconds < inSeconds(SNAPSHOT_TIMEOUT) ? deadline : SNAPSHOT_TIMEOUT;
  const { snapshotTimeout: snapshot = usual, moveTimeout: move = deadline } = props;
  const range = { ...TIMEOUT_RANGE, max: deadlineSeconds };
  return {
    snapshotSeconds: wholeSeconds(scope, { prop: 'snapshotTimeout', value: snapshot }, range),
    moveSeconds: wholeSeconds(scope, { prop: 'moveTimeout', value: move }, range),
  };
}

function checkVolumes(scope: Construct, { volumes, policies = [], resources }: VeleroBackupProps): void {
  if (!volumes._takesSnapshots && policies.some(({ _takesSnapshots }) => _takesSnapshots)) {
    const must = 'take no snapshots where volumes takes none, for Velero would leave them out';
    const remedy = 'give volumes: VolumeBackup.csiSnapshots(), and VolumePolicy.fileSystem for the rest';
    fail(scope, { prop: 'policies', must, got: 'VolumePolicy.snapshot', remedy });
  }
  if (!volumes._saves || resources?._hasClaims !== false) return;
  const must = 'leave persistentvolumeclaims in, by which volumes are found';
  const remedy = "remove them from the list, or give volumes: VolumeBackup.none('...')";
  fail(scope, { prop: 'resources', must, got: resources._fields, remedy });
}

/** Of namespaces and labels, as Velero reads them. */
export function scopeFields({ namespaces = [], excludedNamespaces = [], labels = {}, resources }: VeleroBackupProps) {
  return {
    includedNamespaces: namespaces.length === 0 ? ['*'] : [...namespaces],
    ...(excludedNamespaces.length === 0 ? {} : { excludedNamespaces: [...excludedNamespaces] }),
    ...resources?._fields,
    ...(Object.keys(labels).length === 0 ? {} : { labelSelector: { matchLabels: { ...labels } } }),
  };
}

/** The hooks; nothing where there are none. */
export function hookFields({ hooks = [] }: VeleroBackupProps): JsonObject {
  if (hooks.length === 0) return {};
  return { hooks: { resources: hooks.map((hook, index) => hook._spec(index + 1)) } };
}
