import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import {
  BackupHook, ResourceScope, VeleroBackupProps, VeleroServer, VolumeBackup,
} from '../../../src';
import { sessionLockOf } from '../../../src/internal/values/databases/session-locks';
import { NAMED_ERROR } from '../../support/errors';
import { readYaml } from '../../support/render';
import { Manifest, schemaProblems } from '../../support/schemas';
import { backUp, foreignPlan } from '../../support/velero';
import { dnsLabel, maybe } from '../arbitraries/words';
import { runs } from '../runs';

const VOLUMES: Readonly<Record<string, () => VolumeBackup>> = {
  none: () => VolumeBackup.none('there are none'),
  files: () => VolumeBackup.fileSystem(),
  snapshots: () => VolumeBackup.csiSnapshots(),
  moved: () => VolumeBackup.csiDataMovement(),
};

interface BackupCase {
  readonly namespaces: string[];
  readonly excluded: string[];
  readonly volumes: string;
  readonly kinds: string[];
  readonly isScoped: boolean;
  readonly command: string[];
  readonly every?: number;
  readonly days?: number;
}

const anyCase: fc.Arbitrary<BackupCase> = fc.record({
  namespaces: fc.uniqueArray(dnsLabel, { maxLength: 3 }),
  excluded: fc.uniqueArray(dnsLabel, { maxLength: 2 }),
  volumes: fc.constantFrom(...Object.keys(VOLUMES)),
  kinds: fc.uniqueArray(fc.constantFrom('events', 'deployments.apps', 'clusterroles', 'crds', '*', 'pods', 'A b')),
  isScoped: fc.boolean(),
  command: fc.array(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom(
    'FLUSH TABLES\nWITH READ LOCK', '$(rm -rf /)', '`id`', "'; drop", '--file=/backup/a.dump',
  )), { maxLength: 3 }),
  every: maybe(fc.constantFrom(1, 2, 3, 4, 6, 8, 12, 24, 168, 720, 5)),
  days: maybe(fc.integer({ min: 0, max: 400 })),
});

describe('VeleroBackup', () => {
  it('is refused in the house form, or is what Velero takes and says what it was told', () => {
    const seen = new Set<boolean>();
    fc.assert(fc.property(anyCase, (given) => {
      const written = writtenOf(given);
      seen.add(written instanceof Error);
      if (written instanceof Error) expect(written.message).toMatch(NAMED_ERROR);
      else expect(brokenPromises(given, written)).toEqual([]);
    }), runs(300));
    expect(seen.size).toBe(2);
  });
});

function writtenOf(given: BackupCase): Manifest | Error {
  try {
    const backup = backUp(foreignPlan({ server: VeleroServer.installed('velero') }), propsOf(given));
    return readYaml(JSON.stringify(backup.schedule.toJson()))[0];
  } catch (error) {
    return error as Error;
  }
}

function propsOf({ namespaces, excluded, volumes, kinds, isScoped, command, every, days }: BackupCase) {
  const resources = isScoped ? ResourceScope.scoped({ excludedOfNamespaces: kinds }) : ResourceScope.byName({
    excluded: kinds,
  });
  const props: VeleroBackupProps = {
    namespaces,
    excludedNamespaces: excluded,
    volumes: VOLUMES[volumes](),
    resources: kinds.length === 0 ? undefined : resources,
    hooks: command.length === 0 ? [] : [BackupHook.command(command, { podLabels: { app: 'orders' } })],
    every: every === undefined ? undefined : Duration.hours(every),
    retention: days === undefined ? undefined : Duration.days(days),
  };
  return props;
}

/** What is not as it was asked for. */
function brokenPromises(given: BackupCase, schedule: Manifest): string[] {
  const { template } = schedule.spec;
  const { namespaces, excluded, command, days = 30, volumes } = given;
  const exec = template.hooks?.resources[0].pre[0].exec.command ?? [];
  const includes: string[] = template.includedNamespaces;
  const kept: Readonly<Record<string, boolean>> = {
    'namespaces': isSame(includes, namespaces.length === 0 ? ['*'] : namespaces),
    'in or out': !excluded.some((name) => includes.includes(name)),
    'command': isSame(exec, command) && sessionLockOf(exec) === undefined,
    'ttl': template.ttl === `${days * 24}h0m0s`,
    'files': template.defaultVolumesToFsBackup === (volumes === 'files'),
    'snapshots': template.snapshotVolumes === ['snapshots', 'moved'].includes(volumes),
  };
  return [...schemaProblems('1.37', schedule), ...Object.keys(kept).filter((promise) => !kept[promise])];
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
