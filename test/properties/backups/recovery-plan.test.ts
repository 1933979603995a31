import { Chart, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import {
  KubernetesApi, Metrics, Platform, PostgresServer, Probes, ProductionApp, RecoveryObjective, RecoveryPlan,
  SavedElsewhere, SecretKey,
  StatefulService, VeleroLocation, VeleroPlan, VeleroServer, VolumeBackup,
} from '../../../src';
import { ACCESS, addPostgres } from '../../support/backups';
import { NAMED_ERROR } from '../../support/errors';
import { IMAGE } from '../../support/render';

const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];
const RHYTHMS = [5, 10, 15, 20, 30].map((minutes) => minutes * MINUTE)
  .concat([1, 2, 3, 4, 6, 8, 12, 24].map((hours) => hours * HOUR));
const POINTS = [60, 449, 450, 1800, HOUR, 4 * HOUR, 13 * HOUR, DAY, DAY + HOUR, 8 * DAY];
const TIMES = [10 * MINUTE, HOUR, 4 * HOUR, 2 * DAY];

interface Objectives {
  point: number;
  time: number;
}

/** How a workload is saved, as plain data. */
interface Saved {
  own?: Objectives;
  every?: number;
  deadline?: number;
  within?: number;
}

interface WorkloadCase {
  namespace: string;
  objective: Objectives;
  backup?: Saved;
  elsewhere?: Objectives;
  isLeftOut: boolean;
}

/** What Velero backs up, of whichever workloads. */
interface VeleroCase {
  objective: Objectives;
  /** None are all. */
  namespaces: string[];
  excluded: string[];
  hasVolumes: boolean;
}

interface PlanCase {
  workloads: WorkloadCase[];
  velero?: VeleroCase;
}

const [FIRST, SECOND] = ['first', 'second'];
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const objectives: fc.Arbitrary<Objectives> = fc.record({
  point: fc.constantFrom(...POINTS), time: fc.constantFrom(...TIMES),
});
const workload: fc.Arbitrary<WorkloadCase> = fc.record({
  namespace: fc.constantFrom(FIRST, SECOND),
  objective: objectives,
  backup: maybe(fc.record({
    own: maybe(objectives),
    every: maybe(fc.constantFrom(...RHYTHMS)),
    deadline: maybe(fc.constantFrom(150, 10 * MINUTE, 30 * MINUTE, HOUR, 5 * HOUR)),
    within: maybe(fc.constantFrom(...TIMES)),
  })),
  elsewhere: maybe(objectives),
  isLeftOut: fc.boolean(),
});
const scopes = [[[], []], [[], [SECOND]], [[FIRST], []], [[FIRST, SECOND], []]];
const plans: fc.Arbitrary<PlanCase> = fc.record({
  workloads: fc.array(workload, { minLength: 1, maxLength: 3 }),
  velero: maybe(fc.record({
    objective: objectives, scope: fc.constantFrom(...scopes), hasVolumes: fc.boolean(),
  }).map(({ scope: [namespaces, excluded], ...others }) => ({ namespaces, excluded, ...others }))),
});

/** Whether a run of a rhythm ends before the next one, and both together lose no more than a promise. */
function keeps(point: number, every: number, deadline = Math.min(HOUR, every / 2)): boolean {
  return deadline < every && every + deadline <= point;
}

/** What a backup can lose; undefined where it cannot be made. */
function lossOf({ point }: Objectives, { every, deadline }: Saved = {}): number | undefined {
  const rhythms = (every === undefined ? RHYTHMS : [every]).filter((one) => (
    keeps(point, one, deadline)
  ));
  const rhythm = rhythms.pop();
  return rhythm === undefined ? undefined : rhythm + (deadline ?? Math.min(HOUR, rhythm / 2));
}

/** Whether what is promised is no worse than what is asked. */
function isWithin(promised: Objectives, asked: Objectives): boolean {
  return promised.point <= asked.point && promised.time <= asked.time;
}

/** What a backup of its own promises for a workload; undefined where it cannot be made. */
function promiseOf({ objective, backup }: WorkloadCase): Objectives | undefined {
  const { own = objective, within = own.time } = backup!;
  const point = lossOf(own, backup);
  return point === undefined ? undefined : { point, time: within };
}

function includes({ namespaces, excluded, hasVolumes }: VeleroCase, namespace: string): boolean {
  return hasVolumes && (namespaces.length === 0 || namespaces.includes(namespace)) && !excluded.includes(namespace);
}

/** Whether all backups can be made, and the objective of each workload is kept. */
function isKept({ workloads, velero }: PlanCase): boolean {
  const loss = velero && lossOf(velero.objective);
  if (velero !== undefined && loss === undefined) return false;
  const byVelero = velero && { point: loss!, time: velero.objective.time };
  return workloads.every((one) => {
    const promises = one.elsewhere === undefined ? [] : [one.elsewhere];
    if (byVelero !== undefined && includes(velero!, one.namespace)) promises.push(byVelero);
    if (one.backup !== undefined) {
      const promise = promiseOf(one);
      if (promise === undefined) return false;
      promises.push(promise);
    }
    return one.isLeftOut || promises.some((promise) => isWithin(promise, one.objective));
  });
}

function objectiveOf({ point, time }: Objectives): RecoveryObjective {
  return RecoveryObjective.of({ pointObjective: Duration.seconds(point), timeObjective: Duration.seconds(time) });
}

function addWorkload(chart: Chart, { objective, backup }: WorkloadCase, number: number): Construct {
  const place = new Construct(chart, `place-${number}`);
  Platform.configure(place, { recoveryObjective: objectiveOf(objective) });
  const store = new StatefulService(place, `store-${number}`, {
    image: IMAGE,
    ports: [{ name: 'postgres', containerPort: 5432 }],
    claims: [{ mountPath: '/data', size: Size.gibibytes(1) }],
    probes: Probes.tcp({ livenessCommand: ['true'] }),
    metrics: Metrics.none('none'),
  });
  if (backup === undefined) return store;
  const made = addPostgres(place, {
    name: `backup-${number}`,
    server: PostgresServer.of(store, ACCESS),
    objective: backup.own && objectiveOf(backup.own),
    every: backup.every === undefined ? undefined : Duration.seconds(backup.every),
    deadline: backup.deadline === undefined ? undefined : Duration.seconds(backup.deadline),
  });
  if (backup.within !== undefined) {
    made.rehearse({ every: Duration.days(30), within: Duration.seconds(backup.within) });
  }
  return store;
}

function addVelero(chart: Chart, { objective, namespaces, excluded, hasVolumes }: VeleroCase): void {
  const credentials = SecretKey.of('bucket', 'cloud');
  const location = VeleroLocation.s3('acme-backups', { region: 'eu-west-1', credentials });
  const plan = new VeleroPlan(chart, 'velero', { location, server: VeleroServer.installed('velero') });
  plan.backUp('everything', {
    objective: objectiveOf(objective),
    namespaces,
    excludedNamespaces: excluded,
    volumes: hasVolumes ? VolumeBackup.csiDataMovement() : VolumeBackup.none('there are none'),
  }).rehearse({ namespace: FIRST });
}

function savedByOthers({ construct, elsewhere }: WorkloadCase & { construct: Construct }): SavedElsewhere {
  return {
    construct,
    by: 'pgBackRest',
    pointObjective: Duration.seconds(elsewhere!.point),
    timeObjective: Duration.seconds(elsewhere!.time),
    page: 'https://wiki.example.com/restore',
  };
}

function synthesize({ workloads, velero }: PlanCase): void {
  const app = new ProductionApp();
  Platform.configure(app, { kubernetesVersion: '1.30', kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });
  const charts = new Map([FIRST, SECOND].map((namespace) => [namespace, new Chart(app, namespace, { namespace })]));
  const placed = workloads.map((one, index) => (
    { ...one, construct: addWorkload(charts.get(one.namespace)!, one, index) }
  ));
  if (velero !== undefined) addVelero(new Chart(app, 'velero', { namespace: 'velero' }), velero);
  new RecoveryPlan(charts.get(FIRST)!, 'recovery', {
    leftOut: placed.filter(({ isLeftOut }) => isLeftOut).map(({ construct }) => ({ construct, reason: 'a cache' })),
    savedElsewhere: placed.filter(({ elsewhere, isLeftOut }) => elsewhere && !isLeftOut).map(savedByOthers),
  });
  app.synthYaml();
}

describe('any recovery plan', () => {
  it('is written exactly when each objective can be kept', () => {
    const seen = { kept: 0, broken: 0 };
    fc.assert(fc.property(plans, (plan) => {
      const messages: string[] = [];
      try {
        synthesize(plan);
      } catch (error) {
        messages.push(...(error as Error).message.replace(/^Nothing was written:\n {2}/, '').split('\n  '));
      }
      seen[messages.length === 0 ? 'kept' : 'broken'] += 1;
      if (messages.length === 0 !== isKept(plan)) throw new Error(`not as foreseen: ${messages.join()}`);
      return messages.every((message) => NAMED_ERROR.test(message));
    }), { numRuns: 120 });
    expect(Math.min(seen.kept, seen.broken)).toBeGreaterThan(5);
  });
});
