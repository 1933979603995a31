import { VELERO_BACKUPS, veleroHooksOf, VeleroSpec, veleroSpecOf } from '../facts/backup/velero-backups';
import { failuresOrPass } from '../facts/failures-or-pass';
import { Finding, ICheck } from '../model/check';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { isMap, listOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const FIELDS = ['minute', 'hour', 'day', 'month', 'weekday'];
const LARGEST = [59, 23, 31, 12, 7];
const TIME_ZONE = /^(CRON_)?TZ=\S+\s+/;
const ONE_FAMILY = ['includedResources', 'excludedResources'];
const OTHER_FAMILY = [
  'includedClusterScopedResources', 'excludedClusterScopedResources', 'includedNamespaceScopedResources',
  'excludedNamespaceScopedResources',
];
const PAIRS = [
  ['includedNamespaces', 'excludedNamespaces'], ['includedResources', 'excludedResources'],
  ['includedClusterScopedResources', 'excludedClusterScopedResources'],
  ['includedNamespaceScopedResources', 'excludedNamespaceScopedResources'],
];

/** Velero takes what the API server took. */
export const VELERO_SCHEDULE_IS_LEGAL: ICheck = {
  id: 'velero-schedule-is-legal',
  title: 'Velero can make the backups that are asked for',
  box: 'volume-backups',
  severity: Severity.CRITICAL,
  why: 'The API server takes what Velero then refuses: each backup ends as FailedValidation, and there is none.',
  remedy: {
    manifest: 'spec: {schedule: "0 3 * * *", template: {includedNamespaces: ["*"], excludedNamespaces: [kube-system]}}',
    construct: "velero.backUp('all', { volumes: VolumeBackup.csiDataMovement() })",
  },
  references: ['https://velero.io/docs/v1.18/resource-filtering/', 'https://velero.io/docs/v1.18/api-types/schedule/'],
  appliesTo: VELERO_BACKUPS,
  evaluate: (manifest) => {
    const spec = veleroSpecOf(manifest);
    const failures = [
      ...(manifest.groupKind === 'velero.io/Schedule' ? judgeSchedule(manifest) : []),
      ...judgeFamilies(spec), ...judgeLabels(spec), ...judgeLists(spec), ...judgeHooks(manifest),
    ];
    return failuresOrPass([{ passed: true, message: '' }, ...failures], 'asks for what Velero can do');
  },
};

/** Velero reads more than the controller of CronJobs, so that only what nobody reads is told. */
function judgeSchedule({ spec: { schedule } }: Manifest): Finding[] {
  const path = 'spec.schedule';
  const written = textOf(schedule).trim().replace(TIME_ZONE, '');
  if (written.startsWith('@')) return [];
  const fields = written.split(/\s+/);
  if (fields.length !== FIELDS.length) {
    const count = written === '' ? 0 : fields.length;
    const message = `has ${count} fields, where Velero reads ${FIELDS.length}`;
    return [{ passed: false, path, message, actual: schedule, expected: FIELDS.join(' ') }];
  }
  const wrong = fields.findIndex((field, index) => /^\d+$/.test(field) && Number(field) > LARGEST[index]);
  if (wrong < 0) return [];
  const message = `has a ${FIELDS[wrong]} that there is not: ${fields[wrong]}`;
  return [{ passed: false, path, message, actual: schedule, expected: `at most ${LARGEST[wrong]}` }];
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
  return PAIRS.flatMap(([included, excluded]) => {
    const includes = new Set(listOf(spec[included]));
    const both = listOf(spec[excluded]).find((name) => includes.has(name));
    if (both === undefined) return [];
    const message = `leaves out ${textOf(both)}, which ${included} asks for`;
    return [{ passed: false, path: `${path}.${excluded}`, message, actual: both, expected: `none of ${included}` }];
  });
}

function judgeHooks(manifest: Manifest): Finding[] {
  return veleroHooksOf(manifest).filter(({ command }) => listOf(command).length === 0).map(({ path, command }) => (
    { passed: false, path, message: 'has a hook without a command', actual: command, expected: 'a program' }
  ));
}
