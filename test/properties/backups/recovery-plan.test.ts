import { Chart, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import {
  Metrics, Platform, PostgresServer, Probes, ProductionApp, RecoveryObjective, RecoveryPlan, StatefulService,
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
  objective: Objectives;
  backup?: Saved;
  elsewhere?: Objectives;
  isLeftOut: boolean;
}

const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const objectives: fc.Arbitrary<Objectives> = fc.record({
  point: fc.constantFrom(...POINTS), time: fc.constantFrom(...TIMES),
});
const workloads: fc.Arbitrary<WorkloadCase[]> = fc.array(fc.record({
  objective: objectives,
  backup: maybe(fc.record({
    own: maybe(objectives),
    every: maybe(fc.constantFrom(...RHYTHMS)),
    deadline: maybe(fc.constantFrom(150, 10 * MINUTE, 30 * MINUTE, HOUR, 5 * HOUR)),
    within: maybe(fc.constantFrom(...TIMES)),
  })),
  elsewhere: maybe(objectives),
  isLeftOut: fc.boolean(),
}), { minLength: 1, maxLength: 3 });

/** Whether a run of a rhythm ends before the next one, and both together lose no more than a promise. */
function keeps(point: number, every: number, deadline = Math.min(HOUR, every / 2)): boolean {
  return deadline < every && every + deadline <= point;
}

/** What a backup can lose; undefined where it cannot be made. */
function lossOf({ objective, backup }: WorkloadCase): number | undefined {
  const { own = objective, every, deadline } = backup!;
  const rhythms = (every === undefined ? RHYTHMS.concat(7 * DAY) : [every]).filter((one) => (
    keeps(own.point, one, deadline)
  ));
  const rhythm = rhythms.pop();
  return rhythm === undefined ? undefined : rhythm + (deadline ?? Math.min(HOUR, rhythm / 2));
}

/** Whether what is promised is no worse than what is asked. */
function isWithin(promised: Objectives, asked: Objectives): boolean {
  return promised.point <= asked.point && promised.time <= asked.time;
}

/** Whether the objective of a workload can be kept. */
function isKept(one: WorkloadCase): boolean {
  const { objective, backup, elsewhere, isLeftOut } = one;
  const promises = elsewhere === undefined ? [] : [elsewhere];
  if (backup !== undefined) {
    const point = lossOf(one);
    if (point === undefined) return false;
    promises.push({ point, time: backup.within ?? (backup.own ?? objective).time });
  }
  return isLeftOut || promises.some((promise) => isWithin(promise, objective));
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

function synthesize(cases: readonly WorkloadCase[]): string {
  const app = new ProductionApp();
  Platform.configure(app, { kubernetesVersion: '1.30' });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const placed = cases.map((one, index) => ({ ...one, construct: addWorkload(chart, one, index) }));
  const plan = new RecoveryPlan(chart, 'recovery', {
    leftOut: placed.filter(({ isLeftOut }) => isLeftOut).map(({ construct }) => ({ construct, reason: 'a cache' })),
    savedElsewhere: placed.flatMap(({ construct, elsewhere }) => elsewhere === undefined ? [] : [{
      construct,
      by: 'pgBackRest',
      pointObjective: Duration.seconds(elsewhere.point),
      timeObjective: Duration.seconds(elsewhere.time),
      page: 'https://wiki.example.com/restore',
    }]),
  });
  app.synthYaml();
  return plan.page;
}

describe('any recovery plan', () => {
  it('is written exactly when each objective can be kept', () => {
    fc.assert(fc.property(workloads, (cases) => {
      const messages: string[] = [];
      try {
        synthesize(cases);
      } catch (error) {
        messages.push(...(error as Error).message.replace(/^Nothing was written:\n {2}/, '').split('\n  '));
      }
      const isForeseen = messages.length === 0 === cases.every(isKept);
      if (!isForeseen) throw new Error(`not as foreseen: ${messages.join()}`);
      return messages.every((message) => NAMED_ERROR.test(message));
    }), { numRuns: 100 });
  });
});
