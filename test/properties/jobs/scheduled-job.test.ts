import { App, Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { appWith, JOB_PLANTS, JOB_TEXT_PLANTS, JobCase, jobProps, validJob } from './job-case';
import { expectJob, expectRoom } from './job-verify';
import { gapsOf, isWholeYearly, mostAtOnce, scheduleCase, ScheduleCase, scheduleText, zoneOf } from './starts';
import { Environment, JobConcurrency, ScheduledJob, ScheduledJobProps } from '../../../src';
import { rulesOf } from '../../support/backups';
import { only } from '../../support/render';
import { Manifest } from '../../support/schemas';
import { itTakesAnyCall, Plant } from '../any-call';
import { reason } from '../arbitraries/text';
import { maybe } from '../arbitraries/words';
import { promised } from '../promises';
import { runs } from '../runs';
import { NOT_REASONS, ODD_NUMBERS, TEXTS } from '../services/service-bad-values';
import { made } from '../services/service-build';

interface ScheduledCase extends JobCase {
  when: ScheduleCase;
  /** In place of what was made up. */
  schedule?: string;
  timeZone?: string;
  concurrency?: 'forbid' | 'replace' | { allow: string };
  deadlineSeconds?: number;
  startingSeconds?: number;
  successful?: number;
  failed?: number;
  suspend?: string;
  runsIn?: string[];
}

const DAY = 86_400;
const HOUR = 3600;

const validCase: fc.Arbitrary<ScheduledCase> = fc.record({
  job: validJob,
  when: scheduleCase,
  concurrency: maybe(fc.oneof(
    fc.constantFrom('forbid' as const, 'replace' as const), fc.record({ allow: reason }),
  )),
  deadlineSeconds: maybe(fc.constantFrom(10, 59, 60, 61, HOUR, HOUR + 1, DAY, 30 * DAY)),
  startingSeconds: maybe(fc.constantFrom(10, 11, HOUR, 30 * DAY)),
  successful: maybe(fc.constantFrom(0, 1, 100)),
  failed: maybe(fc.constantFrom(1, 100)),
  suspend: maybe(reason),
  runsIn: maybe(fc.subarray(['production', 'staging', '1e3'], { minLength: 1 })),
}).map(({ job, ...given }) => {
  // What the library allows for is a little less, where clocks are set.
  const shortest = gapsOf(given.when).shortestSeconds - (given.when.timeZone === undefined ? 0 : HOUR);
  const fits = typeof given.concurrency === 'object' || shortest >= (given.deadlineSeconds ?? 0);
  return { ...job, ...given, deadlineSeconds: fits ? given.deadlineSeconds : undefined };
});

const PLANTS: readonly Plant<ScheduledCase>[] = [
  ...JOB_PLANTS,
  {
    prop: 'schedule',
    values: [
      '', '* * * *', '* * * * * *', '60 * * * *', '* 24 * * *', '* * 0 * *', '* * * 13 *', '* * * * 7', '5-4 * * * *',
      '*/0 * * * *', '1, * * * * x', '0 0 30 2 *', '0 0 31 4,6 *', '@hourly', '@every 1m', 'TZ=UTC * * * * *',
      ' * * * * *', '*  * * * *', 'a b c d e', '٣ * * * *', '1/-1 * * * *', ...TEXTS,
    ],
    plant: (_, schedule: string) => ({ schedule }),
  },
  {
    prop: 'timeZone',
    values: ['', 'Local', 'Mars/Olympus', 'utc ', '../UTC', 'Europe/Berlin\n', '+02:00', '__proto__', ...TEXTS],
    plant: (_, timeZone: string) => ({ timeZone }),
  },
  {
    prop: 'deadline',
    values: [0, 9, 9.5, 30 * DAY + 1],
    plant: (_, deadlineSeconds: number) => ({ deadlineSeconds, concurrency: { allow: 'r' } }),
  },
  {
    title: 'deadline beyond the next start',
    prop: 'deadline',
    values: ['forbid', 'replace', undefined],
    plant: (_, concurrency: 'forbid') => ({ schedule: '*/7 * * * *', deadlineSeconds: 4 * 60 + 1, concurrency }),
  },
  {
    prop: 'startingDeadline',
    values: [0, 9, 10.5, 30 * DAY + 1],
    plant: (_, startingSeconds: number) => ({ startingSeconds }),
  },
  {
    prop: 'successfulJobsHistoryLimit',
    values: [101, ...ODD_NUMBERS],
    plant: (_, successful: number) => ({ successful }),
  },
  { prop: 'failedJobsHistoryLimit', values: [0, 101, ...ODD_NUMBERS], plant: (_, failed: number) => ({ failed }) },
  { prop: 'suspend', values: NOT_REASONS, plant: (_, suspend: string) => ({ suspend }) },
  {
    prop: 'concurrency',
    values: NOT_REASONS,
    plant: (_, allow: string) => ({ concurrency: { allow }, deadlineSeconds: undefined }),
  },
  { prop: 'runsIn', values: [[]], plant: (_, runsIn: string[]) => ({ runsIn, suspend: undefined }) },
  { prop: 'name', values: ['a'.repeat(53)], plant: (_, name: string) => ({ name }) },
];
const TEXT_PLANTS = [
  ...JOB_TEXT_PLANTS,
  ...PLANTS.filter(({ prop }) => ['schedule', 'timeZone', 'suspend', 'concurrency'].includes(prop)),
];

describe('a ScheduledJob', () => {
  itTakesAnyCall({
    valid: validCase,
    plants: PLANTS,
    textPlants: TEXT_PLANTS as Plant<ScheduledCase>[],
    build,
    verify: (given, app) => expectScheduled(given, promised(given, app, build)),
    cases: 8,
  });

  it('lets a run take as long as it is to the next one, and no second longer', () => {
    fc.assert(fc.property(validCase, scheduleCase.filter(isWholeYearly), (given, when) => {
      const { shortestSeconds } = gapsOf(when);
      const taking = (deadlineSeconds: number) => (
        () => build({ ...given, when, deadlineSeconds: Math.min(deadlineSeconds, 30 * DAY), concurrency: 'forbid' })
      );
      expect(taking(shortestSeconds)).not.toThrow();
      const longer = taking(shortestSeconds + 1);
      if (shortestSeconds < 30 * DAY) expect(longer).toThrow(`${shortestSeconds} seconds, or one keeps the next away`);
    }), runs(10));
  });
});

function build(given: ScheduledCase, app?: App): App {
  return appWith(given, (chart) => new ScheduledJob(chart, given.id, propsOf(given)), app);
}

function propsOf(given: ScheduledCase): ScheduledJobProps {
  const { when, schedule = scheduleText(when), timeZone = when.timeZone, suspend } = given;
  return {
    ...jobProps(given),
    schedule,
    timeZone,
    suspend,
    concurrency: made(given.concurrency, (way) => (
      typeof way === 'object' ? JobConcurrency.allow(way.allow) : JobConcurrency[way]()
    )),
    deadline: made(given.deadlineSeconds, secondsOf),
    startingDeadline: made(given.startingSeconds, secondsOf),
    successfulJobsHistoryLimit: given.successful,
    failedJobsHistoryLimit: given.failed,
    runsIn: given.runsIn?.map((name) => Environment.of(name)),
  };
}

function secondsOf(seconds: number): Duration {
  return Duration.millis(seconds * 1000);
}

function expectScheduled(given: ScheduledCase, manifests: Manifest[]): void {
  const { spec, metadata } = only(manifests, 'CronJob');
  const { when, schedule, timeZone, successful = 3, failed = 3, backoffLimit = 2 } = given;
  // The controller adds eleven characters for each run.
  expect(metadata.name).toMatch(/^[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?$/);
  expect([spec.schedule, spec.timeZone]).toEqual([schedule ?? scheduleText(when), timeZone ?? zoneOf(when)]);
  expect([spec.successfulJobsHistoryLimit, spec.failedJobsHistoryLimit]).toEqual([successful, failed]);
  expect(spec.jobTemplate.spec.backoffLimit).toBe(backoffLimit);
  expectSuspension(given, spec, metadata.annotations);
  expectJob(given, manifests, spec.jobTemplate.spec);
  if (schedule === undefined && timeZone === undefined) expectTimes(given, manifests, spec);
}

function expectSuspension({ suspend, runsIn, platform }: ScheduledCase, spec: Manifest, annotations?: Manifest): void {
  const environment = platform.environment?.name ?? 'production';
  const isAway = runsIn !== undefined && !runsIn.includes(environment);
  expect(spec.suspend ?? false).toBe(suspend !== undefined || isAway);
  const away = isAway ? `it runs in ${runsIn.join(', ')} alone` : undefined;
  expect(annotations?.['preflight/suspended']).toBe(suspend ?? away);
}

/** As two years of minutes say it. */
function expectTimes(given: ScheduledCase, manifests: Manifest[], spec: Manifest): void {
  const gaps = gapsOf(given.when);
  const { jobTemplate: { spec: { activeDeadlineSeconds: deadline } }, startingDeadlineSeconds: starting } = spec;
  const overlaps = typeof given.concurrency === 'object';
  if (given.deadlineSeconds !== undefined) expect(deadline).toBe(given.deadlineSeconds);
  if (!overlaps) expect(deadline).toBeLessThanOrEqual(gaps.shortestSeconds);
  if (given.startingSeconds !== undefined) expect(starting).toBe(given.startingSeconds);
  else expect(starting).toBeLessThanOrEqual(gaps.shortestSeconds / 2);
  const late = rulesOfJob(given, manifests).flatMap(({ alert, expr }) => (
    alert === 'ScheduledJobLate' ? Number(/> (\d+)$/.exec(expr)?.[1]) : []
  ));
  for (const seconds of late) expect(seconds).toBeGreaterThanOrEqual(gaps.longestSeconds + starting + deadline);
  if (isWholeYearly(given.when)) {
    if (given.deadlineSeconds === undefined) expect(deadline).toBe(Math.min(HOUR, gaps.shortestSeconds));
    const exact = given.when.months.isAny ? late : [];
    for (const seconds of exact) expect(seconds).toBe(gaps.longestSeconds + starting + deadline);
    if (given.startingSeconds === undefined) expect(starting).toBe(Math.min(HOUR, gaps.shortestSeconds) / 2);
  }
  expectRunsHaveRoom(given, manifests, { spec, most: mostAtOnce(gaps, deadline) });
}

function expectRunsHaveRoom(
  { concurrency }: ScheduledCase, manifests: Manifest[], { spec, most }: { spec: Manifest; most: number },
): void {
  const policy = { forbid: ['Forbid', 1], replace: ['Replace', 2] } as const;
  const [name, atOnce] = typeof concurrency === 'object' ? ['Allow', most] : policy[concurrency ?? 'forbid'];
  expect(spec.concurrencyPolicy).toBe(name);
  const pods = expectRoom(manifests, spec.jobTemplate.spec, atOnce);
  if (name === 'Allow') expect(pods).toBeGreaterThanOrEqual(atOnce);
  else expect(pods).toBe(atOnce);
}

function rulesOfJob({ noAlerts }: ScheduledCase, manifests: Manifest[]): Manifest[] {
  return noAlerts === undefined ? rulesOf(manifests) : [];
}
