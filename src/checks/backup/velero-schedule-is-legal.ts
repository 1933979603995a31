import { VELERO_BACKUPS, veleroHooksOf, VeleroSpec, veleroSpecOf } from '../facts/backup/velero-backups';
import { failuresOrPass } from '../facts/failures-or-pass';
import { veleroCronProblem } from '../facts/velero/velero-cron';
import { VELERO_LISTS, veleroListProblem } from '../facts/velero/velero-lists';
import { Finding, ICheck } from '../model/check';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { goDurationSeconds } from '../model/values/go-duration-text';
import { isMap, listOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const ONE_FAMILY = ['includedResources', 'excludedResources'];
const OTHER_FAMILY = [
  'includedClusterScopedResources', 'excludedClusterScopedResources', 'includedNamespaceScopedResources',
  'excludedNamespaceScopedResources',
];
const DURATIONS = ['ttl', 'csiSnapshotTimeout', 'itemOperationTimeout'];

/** Velero takes what the API server took. */
export const VELERO_SCHEDULE_IS_LEGAL: ICheck = {
  id: 'velero-schedule-is-legal',
  title: 'Velero can make the backups that are asked for',
  box: 'volume-backups',
  severity: Severity.CRITICAL,
  why: 'The API server takes what Velero then refuses: each backup ends as FailedValidation, and there is none. A '
    + 'duration that it cannot read keeps it from reading the others of the kind, too.',
  remedy: {
    manifest: 'spec: {schedule: "0 3 * * *", template: {includedNamespaces: ["*"], excludedNamespaces: [kube-system]}}',
    construct: "velero.backUp('all', { volumes: VolumeBackup.csiDataMovement() })",
  },
  references: ['https://velero.io/docs/v1.18/resource-filtering/', 'https://velero.io/docs/v1.18/api-types/schedule/',
    'https://pkg.go.dev/time#ParseDuration'],
  appliesTo: VELERO_BACKUPS,
  evaluate: (manifest) => {
    const spec = veleroSpecOf(manifest);
    const failures = [
      ...(manifest.groupKind === 'velero.io/Schedule' ? judgeSchedule(manifest) : []),
      ...judgeFamilies(spec), ...judgeLabels(spec), ...judgeLists(spec),
      ...judgeDurations(manifest), ...judgeHooks(manifest),
    ];
    return failuresOrPass([{ passed: true, message: '' }, ...failures], 'asks for what Velero can do');
  },
};

function judgeSchedule({ spec: { schedule } }: Manifest): Finding[] {
  const problem = veleroCronProblem(textOf(schedule));
  return problem === undefined ? [] : [{ passed: false, path: 'spec.schedule', actual: schedule, ...problem }];
}

function judgeFamilies({ path, spec }: VeleroSpec): Finding[] {
  const one = ONE_FAMILY.find((field) => listOf(spec[field]).length > 0)
    ?? (typeof spec.includeClusterResources === 'boolean' ? 'includeClusterResources' : undefined);
  const other = OTHER_FAMILY.find((field) => listOf(spec[field]).length > 0);
  if (one === undefined || other === undefined) return [];
  const message = `mixes ${one} with ${other}, which Velero refuses`;
  return [{ passed: false, path: `${path}.${one}`, message, actual: spec[one], expected: `none, beside ${other}` }];
}

function judgeLabels({ path, spec }: VeleroSpec): Finding[] {
  if (!isMap(spec.labelSelector) || listOf(spec.orLabelSelectors).length === 0) return [];
  const message = 'has labelSelector and orLabelSelectors, of which Velero takes one';
  const field = `${path}.orLabelSelectors`;
  return [{ passed: false, path: field, message, actual: spec.orLabelSelectors, expected: 'none' }];
}

function judgeLists({ path, spec }: VeleroSpec): Finding[] {
  return VELERO_LISTS.flatMap((pair) => veleroListProblem(spec, pair) ?? []).map(({ field, ...problem }) => (
    { passed: false, path: `${path}.${field}`, ...problem }
  ));
}

/** The schema takes any text, which Velero then cannot read with all others of the kind. */
function judgeDurations(manifest: Manifest): Finding[] {
  const { path, spec } = veleroSpecOf(manifest);
  const written = [
    ...DURATIONS.map((field) => ({ path: `${path}.${field}`, value: spec[field] as unknown })),
    ...veleroHooksOf(manifest).map((hook) => ({ path: hook.path.replace(/command$/, 'timeout'), value: hook.timeout })),
  ];
  return written.filter(({ value }) => typeof value === 'string' && goDurationSeconds(value) === undefined)
    .map(({ path: field, value }) => (
      { passed: false, path: field, message: 'is no duration of Go', actual: value, expected: 'a text such as 720h' }
    ));
}

function judgeHooks(manifest: Manifest): Finding[] {
  return veleroHooksOf(manifest).filter(({ command }) => listOf(command).length === 0).map(({ path, command }) => (
    { passed: false, path, message: 'has a hook without a command', actual: command, expected: 'a program' }
  ));
}
