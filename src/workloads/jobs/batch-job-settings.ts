import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { BatchJobProps } from './batch-job-props';
import { checkRetries, DEADLINE_RANGE, jobDefaults, JobSettings } from './job-settings';
import { RUN_SUFFIX_LENGTH } from './run-name';
import { fail } from '../../internal/fail';
import { Since } from '../../internal/kubernetes-version';
import { inSeconds, wholeSeconds } from '../../internal/values/durations';
import { checkInteger } from '../../internal/values/numbers';
import { checkText } from '../../internal/values/plain-text';
import { Platform } from '../../platform/platform';

/** The most that a Job with indexes may have when it also counts failures by them. */
const COMPLETION_RANGE = { min: 1, max: 10_000 };
const LONGEST_NAME = 63;
const TTL_RANGE = { min: 0, max: 365 * 24 * 3600 };
/** In which kube-state-metrics is scraped, the rule is evaluated, and Alertmanager has told somebody. */
const SEEN_SECONDS = 10 * 60;

/** What a Job is made of that nothing makes but one construct. */
export interface FinishedJobSettings extends JobSettings {
  readonly deadlineSeconds: number;
  readonly ttlSeconds: number;
}

/** What a BatchJob is made of. */
export interface BatchJobSettings extends FinishedJobSettings {
  readonly completions: number;
  readonly parallelism: number;
  readonly isIndexed: boolean;
  /** How often all parts together are tried again; undefined where each is counted by itself alone. */
  readonly backoffLimitOfAll?: number;
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
    ...finishedJobTimes(scope, props, { deadline: Duration.hours(1), alert: 'BatchJobFailed' }),
    completions,
    parallelism,
    isIndexed,
    backoffLimitOfAll: props.backoffLimitPerIndex === undefined ? settings.backoffLimit : props.backoffLimit,
    backoffLimitPerIndex: props.backoffLimitPerIndex,
    maxFailedIndexes: props.maxFailedIndexes,
    run,
  };
}

/** What is usual of a job, and its alert. */
interface UsualJob {
  readonly deadline: Duration;
  readonly alert: string;
}

/** How long a Job may take, and how long it stays. */
export function finishedJobTimes(
  scope: Construct,
  props: Pick<BatchJobProps, 'alerts' | 'deadline' | 'ttlAfterFinished'>,
  usual: UsualJob,
): Pick<FinishedJobSettings, 'deadlineSeconds' | 'ttlSeconds'> {
  const { deadline = usual.deadline, ttlAfterFinished = Duration.days(3), alerts } = props;
  const isTold = alerts?._omits(usual.alert) !== true;
  if (isTold && inSeconds(ttlAfterFinished) < SEEN_SECONDS) {
    fail(scope, {
      prop: 'ttlAfterFinished',
      must: `be at least ${SEEN_SECONDS} seconds, for ${usual.alert} fires while the failed Job is there`,
      got: `${inSeconds(ttlAfterFinished)} seconds`,
      remedy: 'let the Job stay longer, or say who notices instead by JobAlerts.none(reason)',
    });
  }
  return {
    deadlineSeconds: wholeSeconds(scope, { prop: 'deadline', value: deadline }, DEADLINE_RANGE),
    ttlSeconds: wholeSeconds(scope, { prop: 'ttlAfterFinished', value: ttlAfterFinished }, TTL_RANGE),
  };
}

function checkRun(scope: Construct, run: string | undefined): void {
  if (run === undefined) return;
  checkText(scope, 'run', run);
  if (run.trim() !== '') return;
  fail(scope, { prop: 'run', must: 'say what the run is called', got: run, remedy: 'write it like 2026-11' });
}

function checkCounts(scope: Construct, { completions, parallelism }: Required<Counts>): void {
  if (parallelism <= completions) return;
  const must = `be at most completions, ${completions}, for no more pods ever run`;
  fail(scope, { prop: 'parallelism', must, got: parallelism, remedy: 'raise completions, or let fewer run at once' });
}

type Counts = Pick<BatchJobProps, 'completions' | 'parallelism'>;

/** Pods with an index have the name of their Job and their index as their hostname. */
function checkName(scope: Construct, name: string, indexes: number | undefined): void {
  const ofIndex = indexes === undefined ? 0 : `-${indexes - 1}`.length;
  const most = LONGEST_NAME - RUN_SUFFIX_LENGTH - ofIndex;
  if (name.length <= most) return;
  const must = `have at most ${most} characters, for what tells runs and pods apart follows it`;
  fail(scope, { prop: 'name', must, got: name, remedy: 'give a shorter name' });
}

function checkIndexes(scope: Construct, props: BatchJobProps, completions: number): void {
  const { indexed = false, backoffLimitPerIndex, maxFailedIndexes, spotNodes } = props;
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
