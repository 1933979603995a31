import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { BatchJobProps } from './batch-job-props';
import { checkRetries, checkTries, jobDefaults, SingleRunSettings, singleRunTimes } from './job-settings';
import { RUN_SUFFIX_LENGTH } from './run-name';
import { fail } from '../../internal/fail';
import { Since } from '../../internal/kubernetes-version';
import { checkInteger } from '../../internal/values/numbers';
import { checkText } from '../../internal/values/plain-text';
import { Platform } from '../../platform/platform';

/** As many the API server takes of any Job, with indexes and with failures that are counted by them too. */
const COMPLETION_RANGE = { min: 1, max: 10_000 };
const LONGEST_NAME = 63;

/** What a BatchJob is made of. */
export interface BatchJobSettings extends SingleRunSettings {
  readonly completions: number;
  readonly parallelism: number;
  readonly isIndexed: boolean;
  readonly backoffLimitPerIndex?: number;
  readonly maxFailedIndexes?: number;
  readonly run?: string;
}

/** The defaults of a BatchJob. */
export function batchJobDefaults(scope: Construct, props: BatchJobProps): BatchJobSettings {
  const { completions = 1, parallelism = 1, indexed: isIndexed = false, run } = props;
  const settings = jobDefaults(scope, props, 'batch-job');
  checkInteger(scope, { prop: 'completions', value: completions }, COMPLETION_RANGE);
  checkInteger(scope, { prop: 'parallelism', value: parallelism }, COMPLETION_RANGE);
  checkCounts(scope, { completions, parallelism });
  checkName(scope, settings.name, isIndexed ? completions : undefined);
  checkIndexes(scope, props, completions);
  checkRun(scope, run);
  return {
    ...settings,
    ...singleRunTimes(scope, props, { deadline: Duration.hours(1), alert: 'BatchJobFailed' }),
    completions,
    parallelism,
    isIndexed,
    backoffLimit: props.backoffLimitPerIndex === undefined ? settings.backoffLimit : props.backoffLimit,
    backoffLimitPerIndex: props.backoffLimitPerIndex,
    maxFailedIndexes: props.maxFailedIndexes,
    run,
  };
}

function checkRun(scope: Construct, run: string | undefined): void {
  if (run === undefined) return;
  checkText(scope, 'run', run);
  if (run.trim() !== '') return;
  fail(scope, { prop: 'run', must: 'say what the run is called', got: run, remedy: 'write it like 2026-11' });
}

function checkCounts(scope: Construct, { completions, parallelism }: Counts): void {
  if (parallelism <= completions) return;
  const must = `be at most completions, ${completions}, for no more pods ever run`;
  fail(scope, { prop: 'parallelism', must, got: parallelism, remedy: 'raise completions, or let fewer run at once' });
}

type Counts = Pick<BatchJobSettings, 'completions' | 'parallelism'>;

/** Pods with an index have the name of their Job and their index as their hostname. */
function checkName(scope: Construct, name: string, indexes: number | undefined): void {
  const ofIndex = indexes === undefined ? 0 : `-${indexes - 1}`.length;
  const most = LONGEST_NAME - RUN_SUFFIX_LENGTH - ofIndex;
  if (name.length <= most) return;
  const must = `have at most ${most} characters, for what tells runs and pods apart follows it`;
  fail(scope, { prop: 'name', must, got: name, remedy: 'give a shorter name' });
}

function checkIndexes(scope: Construct, props: BatchJobProps, completions: number): void {
  const { indexed = false, backoffLimit, backoffLimitPerIndex, maxFailedIndexes, spotNodes } = props;
  if (backoffLimitPerIndex === undefined) {
    if (maxFailedIndexes === undefined) return;
    const must = 'come with backoffLimitPerIndex';
    fail(scope, { prop: 'maxFailedIndexes', must, got: maxFailedIndexes, remedy: 'give that too, or leave it out' });
  }
  const complaint = { prop: 'backoffLimitPerIndex', got: backoffLimitPerIndex };
  if (!indexed) {
    fail(scope, { ...complaint, must: 'come with indexed', remedy: 'set indexed: true, or use backoffLimit' });
  }
  checkServed(scope, backoffLimitPerIndex);
  checkRetries(scope, { prop: 'backoffLimitPerIndex', value: backoffLimitPerIndex }, spotNodes);
  if (backoffLimit !== undefined) {
    checkTries(scope, { prop: 'backoffLimit', value: backoffLimit }, backoffLimitPerIndex);
  }
  if (maxFailedIndexes === undefined) return;
  checkInteger(scope, { prop: 'maxFailedIndexes', value: maxFailedIndexes }, { min: 0, max: completions });
}

function checkServed(scope: Construct, got: number): void {
  const platform = Platform.of(scope);
  if (platform._has(Since.BACKOFF_LIMIT_PER_INDEX)) return;
  fail(scope, {
    prop: 'backoffLimitPerIndex',
    must: `be left out on Kubernetes ${platform.kubernetesVersion}, which drops it; 1.29 is the first to have it`,
    got,
    remedy: 'use backoffLimit, or raise kubernetesVersion',
  });
}
