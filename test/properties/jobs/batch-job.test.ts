import { App, Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { appWith, JOB_PLANTS, JOB_TEXT_PLANTS, JobCase, jobProps, nameOf, validJob } from './job-case';
import { expectJob, expectRoom } from './job-verify';
import { BatchJob, BatchJobProps } from '../../../src';
import { only, readYaml } from '../../support/render';
import { Manifest } from '../../support/schemas';
import { itTakesAnyCall, Plant } from '../any-call';
import { processText } from '../arbitraries/text';
import { maybe } from '../arbitraries/words';
import { promised } from '../promises';
import { runs } from '../runs';
import { COUNTS, NOT_REASONS, ODD_NUMBERS } from '../services/service-bad-values';
import { made } from '../services/service-build';

interface BatchCase extends JobCase {
  completions?: number;
  parallelism?: number;
  indexed?: boolean;
  perIndex?: number;
  mostFailed?: number;
  deadlineSeconds?: number;
  ttlSeconds?: number;
  run?: string;
}

const DAY = 86_400;

const validCase: fc.Arbitrary<BatchCase> = fc.record({
  job: validJob,
  completions: maybe(fc.constantFrom(1, 2, 10, 11, 10_000)),
  parallelism: maybe(fc.constantFrom(1, 2, 9, 10_000)),
  indexed: maybe(fc.boolean()),
  perIndex: maybe(fc.constantFrom(1, 3, 100)),
  mostFailed: maybe(fc.constantFrom(0, 1, 10_000)),
  deadlineSeconds: maybe(fc.constantFrom(10, 3601, 30 * DAY)),
  ttlSeconds: maybe(fc.constantFrom(600, 601, 365 * DAY)),
  run: maybe(processText.filter((text) => text.trim() !== '')),
}).map(({ job, ...given }) => reconcile({ ...job, ...given }));

/** Takes out what contradicts another part of the same call. */
function reconcile(given: BatchCase): BatchCase {
  const { completions = 1, parallelism, indexed, mostFailed, backoffLimit, platform } = given;
  const isServed = platform.kubernetesVersion !== '1.28';
  const perIndex = indexed === true && isServed ? given.perIndex : undefined;
  return {
    ...given,
    parallelism: parallelism && Math.min(parallelism, completions),
    perIndex,
    mostFailed: perIndex === undefined ? undefined : mostFailed && Math.min(mostFailed, completions),
    backoffLimit: backoffLimit === undefined ? undefined : Math.max(backoffLimit, perIndex ?? 0),
  };
}

const PLANTS: readonly Plant<BatchCase>[] = [
  ...JOB_PLANTS,
  {
    prop: 'completions',
    values: [10_001, ...COUNTS],
    plant: (_, completions: number) => ({ completions, perIndex: undefined, mostFailed: undefined }),
  },
  {
    prop: 'parallelism',
    values: [4, 10_001, ...COUNTS],
    plant: (_, parallelism: number) => ({ parallelism, completions: 3, mostFailed: undefined }),
  },
  {
    prop: 'backoffLimitPerIndex',
    values: [101, ...ODD_NUMBERS],
    plant: ({ platform }, perIndex: number) => (
      { perIndex, indexed: true, backoffLimit: undefined, platform: { ...platform, kubernetesVersion: '1.30' } }
    ),
  },
  {
    title: 'backoffLimitPerIndex without indexes',
    prop: 'backoffLimitPerIndex',
    values: [1],
    plant: (_, perIndex: number) => ({ perIndex, indexed: false }),
  },
  {
    title: 'backoffLimitPerIndex before Kubernetes 1.29',
    prop: 'backoffLimitPerIndex',
    values: [1],
    plant: ({ platform }, perIndex: number) => (
      { perIndex, indexed: true, platform: { ...platform, kubernetesVersion: '1.28' } }
    ),
  },
  {
    title: 'backoffLimit below that of an index',
    prop: 'backoffLimit',
    values: [1, 2],
    plant: ({ platform }, backoffLimit: number) => (
      { backoffLimit, perIndex: 3, indexed: true, platform: { ...platform, kubernetesVersion: '1.30' } }
    ),
  },
  {
    prop: 'maxFailedIndexes',
    values: [4, ...ODD_NUMBERS],
    plant: ({ platform }, mostFailed: number) => ({
      mostFailed,
      completions: 3,
      parallelism: 1,
      perIndex: 1,
      indexed: true,
      platform: { ...platform, kubernetesVersion: '1.30' },
    }),
  },
  {
    prop: 'deadline',
    values: [0, 9, 10.5, 30 * DAY + 1],
    plant: (_, deadlineSeconds: number) => ({ deadlineSeconds }),
  },
  {
    prop: 'ttlAfterFinished',
    values: [0, 599, 600.5, 365 * DAY + 1],
    plant: (_, ttlSeconds: number) => ({ ttlSeconds, noAlerts: undefined }),
  },
  { prop: 'run', values: NOT_REASONS, plant: (_, run: string) => ({ run }) },
  {
    title: 'name that leaves no room for an index',
    prop: 'name',
    values: ['a'.repeat(51)],
    plant: (_, name: string) => (
      { name, indexed: true, completions: 1001, perIndex: undefined, mostFailed: undefined }
    ),
  },
];
const TEXT_PLANTS = [...JOB_TEXT_PLANTS, ...PLANTS.filter(({ prop }) => prop === 'run')];

/** What nobody may change of one that is there, as the API server says. */
const FIXED: readonly ((given: BatchCase) => Partial<BatchCase>)[] = [
  ({ args = [] }) => ({ args: [...args, 'more'] }),
  ({ env }) => ({ env: { ...env, MORE_OF_IT: '1' } }),
  ({ completions = 1 }) => ({ completions: completions === 1 ? 2 : completions - 1, parallelism: 1 }),
  ({ indexed = false }) => ({ indexed: !indexed }),
  ({ failOnExitCodes = [] }) => ({ failOnExitCodes: failOnExitCodes.includes(9) ? [] : [...failOnExitCodes, 9] }),
  ({ run = '' }) => ({ run: `${run}2` }),
  ({ grace }) => ({ grace: { unit: 'seconds', amount: grace?.amount === 7 ? 8 : 7 } }),
];

describe('a BatchJob', () => {
  itTakesAnyCall({
    valid: validCase,
    plants: PLANTS,
    textPlants: TEXT_PLANTS as Plant<BatchCase>[],
    build,
    verify: (given, app) => expectBatch(given, promised(given, app, build)),
    cases: 6,
  });

  it('has another name where what cannot be changed is another, and the same where what differs can be', () => {
    fc.assert(fc.property(validCase, ({ platform, perIndex, mostFailed, ...others }) => {
      const given: BatchCase = { ...others, platform: { ...platform, kubernetesVersion: '1.30' } };
      const name = jobNameOf(given);
      const changeable = { deadlineSeconds: 77, ttlSeconds: 777, parallelism: 1, backoffLimit: 100 };
      expect(jobNameOf({ ...given, ...changeable })).toBe(name);
      for (const change of FIXED) expect(jobNameOf({ ...given, ...change(given) })).not.toBe(name);
      const indexed = { ...given, indexed: true, backoffLimit: undefined };
      expect(jobNameOf({ ...indexed, perIndex: 1 })).not.toBe(jobNameOf({ ...indexed, perIndex: 2 }));
    }), runs(3));
  });
});

function build(given: BatchCase, app?: App): App {
  return appWith(given, (chart) => new BatchJob(chart, given.id, propsOf(given)), app);
}

function jobNameOf(given: BatchCase): string {
  return only(readYaml(build(given).synthYaml() as string), 'Job').metadata.name;
}

function propsOf(given: BatchCase): BatchJobProps {
  const { completions, parallelism, indexed, run } = given;
  return {
    ...jobProps(given),
    completions,
    parallelism,
    indexed,
    run,
    backoffLimitPerIndex: given.perIndex,
    maxFailedIndexes: given.mostFailed,
    deadline: made(given.deadlineSeconds, secondsOf),
    ttlAfterFinished: made(given.ttlSeconds, secondsOf),
  };
}

function secondsOf(seconds: number): Duration {
  return Duration.millis(seconds * 1000);
}

function expectBatch(given: BatchCase, manifests: Manifest[]): void {
  const { spec, metadata } = only(manifests, 'Job');
  const { completions = 1, parallelism = 1, indexed = false, perIndex, backoffLimit } = given;
  expect(metadata.name).toMatch(/^[a-z0-9][-a-z0-9]{0,52}-[0-9a-f]{8}$/);
  expect(metadata.name.slice(0, -9)).toBe(nameOf(given));
  // The hostname of a pod is a label of the DNS.
  if (indexed) expect(`${metadata.name}-${completions - 1}`.length).toBeLessThanOrEqual(63);
  expect([spec.completions, spec.parallelism]).toEqual([completions, parallelism]);
  expect([spec.completionMode === 'Indexed', spec.backoffLimitPerIndex]).toEqual([indexed, perIndex]);
  expect(spec.maxFailedIndexes).toBe(given.mostFailed);
  expect(spec.activeDeadlineSeconds).toBe(given.deadlineSeconds ?? 3600);
  expect(spec.ttlSecondsAfterFinished).toBe(given.ttlSeconds ?? 3 * DAY);
  expect(spec.template.metadata.annotations?.['preflight/run']).toBe(given.run);
  // Where those of each index are counted, there may be any number of all.
  expect(spec.backoffLimit).toBe(perIndex === undefined ? backoffLimit ?? 2 : backoffLimit);
  expectJob(given, manifests, spec);
  expect(expectRoom(manifests, spec, parallelism)).toBe(parallelism);
}
