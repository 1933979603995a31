import { App, Duration, Size } from 'cdk8s';
import * as fc from 'fast-check';
import { ClaimSelector, SnapshotClass, VolumeSnapshots } from '../../../src';
import { rulesOf as alertsOf, variables } from '../../support/backups';
import { only } from '../../support/render';
import { Manifest } from '../../support/schemas';
import { allows, rulesOf } from '../access/rbac';
import { itTakesAnyCall, Plant } from '../any-call';
import { LONE_SURROGATES, webAddress } from '../arbitraries/text';
import { dnsLabel, maybe, serviceName } from '../arbitraries/words';
import { asTold, knownPlatform, promised } from '../promises';
import { appIn } from '../secrets/any-workload';
import { NOT_LABELS, TEXTS } from '../services/service-bad-values';
import { made } from '../services/service-build';
import { PlatformCase } from '../services/service-case';

interface SnapshotsCase {
  platform: PlatformCase;
  name?: string;
  labels: Record<string, string>;
  className?: string;
  driver: string;
  parameter: string;
  everyHours?: number;
  retentionDays?: number;
  least?: number;
  more?: number;
  restored: string[];
  snapshot: string;
  runbook?: string;
}

const NOT_NAMES = ['', 'A', 'a b', '-a', 'a_b', 'a'.repeat(254), ...TEXTS];
const labelValue = fc.oneof(dnsLabel, fc.constantFrom('', 'A_b.c-1', 'true', '1'));
const labelKey = fc.oneof(dnsLabel, fc.constantFrom('app.kubernetes.io/instance', 'acme.io/a_B'));

const validCase: fc.Arbitrary<SnapshotsCase> = fc.record({
  platform: knownPlatform,
  name: maybe(serviceName.filter((name) => name.length <= 40)),
  labels: fc.dictionary(labelKey, labelValue.filter((value) => !/^(true|\d+)$/.test(value)), {
    minKeys: 1, maxKeys: 3,
  }),
  className: maybe(dnsLabel),
  driver: fc.constantFrom('ebs.csi.aws.com', 'hostpath.csi.k8s.io'),
  parameter: fc.constant('x'),
  everyHours: maybe(fc.constantFrom(1, 6, 24, 7 * 24)),
  retentionDays: maybe(fc.constantFrom(14, 15, 365)),
  least: maybe(fc.constantFrom(1, 5)),
  more: maybe(fc.constantFrom(0, 50)),
  restored: fc.uniqueArray(dnsLabel, { maxLength: 2 }),
  snapshot: dnsLabel,
  runbook: maybe(webAddress),
});

const PLANTS: readonly Plant<SnapshotsCase>[] = [
  { prop: 'name', values: [...NOT_LABELS, '1a', 'a'.repeat(47)], plant: (_, name: string) => ({ name }) },
  {
    prop: 'claims.app',
    values: ['a b', '-a', 'a'.repeat(64), ...TEXTS],
    plant: (_, app: string) => ({ labels: { app } }),
  },
  { prop: 'claims', values: ['a b', '/a', 'A_b/c', ...TEXTS], plant: (_, key: string) => ({ labels: { [key]: 'a' } }) },
  { prop: 'name', values: NOT_NAMES, plant: (_, className: string) => ({ className }) },
  { prop: 'driver', values: ['EBS', 'a b', ...TEXTS], plant: (_, driver: string) => ({ className: 'a', driver }) },
  { prop: 'every', values: [0, 5, 25], plant: (_, everyHours: number) => ({ everyHours }) },
  {
    prop: 'retention',
    values: [0, 0.5, 7.5],
    plant: (_, retentionDays: number) => ({ everyHours: 24, retentionDays }),
  },
  { prop: 'keepAtLeast', values: [0, 1.5, -1], plant: (_, least: number) => ({ least }) },
  { prop: 'keepAtMost', values: [-1, 0.5], plant: (_, more: number) => ({ least: 2, more }) },
  { prop: 'restoreClaim.name', values: NOT_NAMES, plant: (_, name: string) => ({ restored: [name] }) },
  { prop: 'snapshot', values: NOT_NAMES, plant: (_, snapshot: string) => ({ restored: ['a'], snapshot }) },
  { prop: 'runbook', values: ['', 'wiki', ...LONE_SURROGATES], plant: (_, runbook: string) => ({ runbook }) },
];

/** Where any text may stand: a driver takes what it likes. */
const TEXT_PLANTS: readonly Plant<SnapshotsCase>[] = [
  ...PLANTS.filter(({ prop }) => prop === 'claims.app'),
  { prop: 'parameters', values: [], plant: (_, parameter: string) => ({ className: 'ebs', parameter }) },
];

describe('VolumeSnapshots', () => {
  itTakesAnyCall({
    valid: validCase,
    plants: PLANTS,
    textPlants: TEXT_PLANTS,
    build,
    verify: (given, app) => expectSnapshots(given, promised(given, app, build)),
    cases: 6,
  });
});

function build(given: SnapshotsCase, app?: App): App {
  const { platform, name, labels, className, driver, least, more, restored, snapshot, runbook } = given;
  return appIn(platform, (chart) => {
    const ebs = className === undefined ? undefined : new SnapshotClass(chart, 'class', {
      name: className, driver, parameters: { x: given.parameter },
    });
    const snapshots = new VolumeSnapshots(chart, 'nightly', {
      name,
      claims: ClaimSelector.withLabels(labels),
      snapshotClassName: ebs?.className,
      every: made(given.everyHours, Duration.hours),
      retention: made(given.retentionDays, (days) => Duration.millis(days * 86_400_000)),
      keepAtLeast: least,
      keepAtMost: made(more, (count) => (least ?? 3) + count),
      runbook,
    });
    restored.forEach((claim) => snapshots.restoreClaim(claim, { snapshot, size: Size.gibibytes(1) }));
  }, app);
}

function expectSnapshots(given: SnapshotsCase, manifests: Manifest[]): void {
  const { name = 'nightly', labels, className, least = 3, more, retentionDays, restored, runbook } = given;
  const [container] = only(manifests, 'CronJob', name).spec.jobTemplate.spec.template.spec.containers;
  const { CLAIMS, ...told } = variables(container);
  expect(Object.fromEntries(CLAIMS.split(',').map((pair) => pair.split('=')))).toEqual(labels);
  expect([told.CLASS, told.KEEP_AT_LEAST, told.KEEP_AT_MOST]).toEqual([
    className, String(least), more === undefined ? undefined : String(least + more),
  ]);
  if (retentionDays !== undefined) expect(Number(told.RETENTION_SECONDS)).toBe(retentionDays * 86_400);
  const rules = rulesOf(manifests, 'ServiceAccount', name);
  const may = (group: string, resource: string) => ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete']
    .filter((verb) => allows(rules, { group, resource, verb, name: 'any' }));
  expect([may('', 'persistentvolumeclaims'), may('snapshot.storage.k8s.io', 'volumesnapshots'), may('', 'secrets')])
    .toEqual([['list'], ['list', 'create', 'delete'], []]);
  const claims = manifests.filter(({ kind }) => kind === 'PersistentVolumeClaim');
  expect(claims.map(({ metadata }) => metadata.name)).toEqual(restored);
  for (const { metadata } of claims) expect(metadata.labels).toMatchObject(labels);
  if (runbook === undefined) return;
  const alerts = alertsOf(manifests.filter(({ metadata }) => metadata.name === `${name}-alerts`));
  for (const { alert, annotations } of alerts) {
    expect(asTold(annotations.runbook_url)).toBe(`${runbook}#${alert.toLowerCase()}`);
  }
}
