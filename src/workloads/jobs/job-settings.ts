import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { BatchJobProps } from './batch-job-props';
import { JobWorkloadProps } from './job-workload-props';
import { SpotNodes } from './spot-nodes';
import { JobAlerts } from '../../alerts/jobs/job-alerts';
import { Resources } from '../../availability/resources';
import { fail } from '../../internal/fail';
import { inSeconds, wholeSeconds } from '../../internal/values/durations';
import { Json, JsonObject } from '../../internal/values/json';
import { checkInteger, GivenNumber } from '../../internal/values/numbers';
import { PodSettings, processDefaults } from '../workload-defaults';

const DAY = 24 * 3600;
const USUAL_RETRIES = 2;
const RETRY_RANGE = { min: 0, max: 100 };
const EXIT_CODE_RANGE = { min: 1, max: 255 };
const GRACE_RANGE = { min: 0, max: DAY };
const TTL_RANGE = { min: 0, max: 365 * DAY };
/** In which kube-state-metrics is scraped, the rule is evaluated, and Alertmanager has told somebody. */
const ALERT_SECONDS = 10 * 60;
/** In which the pod of a job may start, run and end. */
export const DEADLINE_RANGE = { min: 10, max: 30 * DAY };

/** What every job is made of, with all defaults filled in. */
export interface JobSettings extends PodSettings {
  /** How often a run is tried again; undefined where the tries of each index are counted alone. */
  readonly backoffLimit?: number;
  readonly failOnExitCodes: readonly number[];
  readonly graceSeconds: number;
  readonly spotNodes?: SpotNodes;
  readonly alerts: JobAlerts;
}

/** What a Job is made of that no schedule starts. */
export interface SingleRunSettings extends JobSettings {
  readonly deadlineSeconds: number;
  readonly ttlSeconds: number;
}

/** The defaults that all jobs have. */
export function jobDefaults(scope: Construct, props: JobWorkloadProps, component: string): JobSettings {
  const { spotNodes, priorityClassName } = props;
  const grace = { prop: 'terminationGracePeriod', value: props.terminationGracePeriod ?? Duration.seconds(30) };
  return {
    ...processDefaults(scope, props, component),
    callablePorts: [],
    ports: [],
    resources: props.resources ?? Resources.medium(),
    smallResources: Resources.extraSmall(),
    backoffLimit: backoffLimit(scope, props),
    failOnExitCodes: exitCodes(scope, props.failOnExitCodes ?? []),
    graceSeconds: wholeSeconds(scope, grace, GRACE_RANGE),
    spotNodes,
    priorityClassName,
    alerts: props.alerts ?? JobAlerts.standard(),
  };
}

/** What is usual of a job that runs once, and the alert that tells of its failure. */
interface UsualRun {
  readonly deadline: Duration;
  readonly alert: string;
}

/** How long a Job may take, and how long it stays. */
export function singleRunTimes(
  scope: Construct,
  props: Pick<BatchJobProps, 'alerts' | 'deadline' | 'ttlAfterFinished'>,
  usual: UsualRun,
): Pick<SingleRunSettings, 'deadlineSeconds' | 'ttlSeconds'> {
  const { deadline = usual.deadline, ttlAfterFinished = Duration.days(3), alerts = JobAlerts.standard() } = props;
  if (inSeconds(ttlAfterFinished) < shortestTtl(alerts, usual.alert)) {
    fail(scope, {
      prop: 'ttlAfterFinished',
      must: `be at least ${ALERT_SECONDS} seconds, for ${usual.alert} fires while the failed Job is there`,
      got: `${inSeconds(ttlAfterFinished)} seconds`,
      remedy: 'let the Job stay longer, or say who notices instead by JobAlerts.none(reason)',
    });
  }
  return {
    deadlineSeconds: wholeSeconds(scope, { prop: 'deadline', value: deadline }, DEADLINE_RANGE),
    ttlSeconds: wholeSeconds(scope, { prop: 'ttlAfterFinished', value: ttlAfterFinished }, TTL_RANGE),
  };
}

function backoffLimit(scope: Construct, { backoffLimit: value = USUAL_RETRIES, spotNodes }: JobWorkloadProps): number {
  checkRetries(scope, { prop: 'backoffLimit', value }, spotNodes);
  return value;
}

/** Refuses a number of tries that no Job may have, and none at all on spot nodes. */
export function checkRetries(scope: Construct, { prop, value }: GivenNumber, spotNodes?: SpotNodes): void {
  checkInteger(scope, { prop, value }, RETRY_RANGE);
  if (value > 0 || spotNodes === undefined) return;
  fail(scope, {
    prop,
    must: 'be at least 1 on spot nodes, which end pods at any time',
    got: value,
    remedy: 'let it be tried again, or leave spotNodes out where nothing may run twice',
  });
}

/** The tries of all indexes are counted together, beside those of each. */
export function checkTries(scope: Construct, { prop, value }: GivenNumber, perIndex: number): void {
  if (value >= perIndex) return;
  const must = `be at least backoffLimitPerIndex, ${perIndex}, for with so many failures of all the Job gives up`;
  fail(scope, { prop, must, got: value, remedy: 'raise it, or leave it out and let the tries of each index count' });
}

/** A Job, as its maker has it. */
interface MadeJob {
  readonly spec: JsonObject;
  /** Where that stands. */
  readonly place: string;
  readonly shortestTtlSeconds: number;
}

/** Holds a Job that was changed to what the props take: that its failure is seen, and that there are tries enough. */
export function checkLimits(scope: Construct, { spec, place, shortestTtlSeconds }: MadeJob, spot?: SpotNodes): void {
  const { ttlSecondsAfterFinished: ttl, backoffLimit: value, backoffLimitPerIndex: perIndex } = spec;
  const prop = `${place}.backoffLimit`;
  if (isSet(ttl)) {
    const range = { min: shortestTtlSeconds, max: TTL_RANGE.max };
    checkInteger(scope, { prop: `${place}.ttlSecondsAfterFinished`, value: ttl }, range);
  }
  if (isSet(value)) checkRetries(scope, { prop, value }, spot);
  if (!isSet(perIndex)) return;
  checkRetries(scope, { prop: `${prop}PerIndex`, value: perIndex }, spot);
  if (isSet(value)) checkTries(scope, { prop, value }, perIndex);
}

function isSet(value: Json): boolean {
  return value !== undefined && value !== null;
}

/** How long a Job must stay for the alert about its failure, which it may be without. */
export function shortestTtl(alerts: JobAlerts, alert: string): number {
  return alerts._omits(alert) ? 0 : ALERT_SECONDS;
}

/** The API server wants them in ascending order. */
function exitCodes(scope: Construct, codes: readonly number[]): number[] {
  const prop = 'failOnExitCodes';
  codes.forEach((value) => checkInteger(scope, { prop, value }, EXIT_CODE_RANGE));
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined) {
    fail(scope, { prop, must: 'name each code once', got: twice, remedy: 'remove one of the two' });
  }
  return [...codes].sort((left, right) => left - right);
}
