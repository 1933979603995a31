import { InputSeries } from './promtool';

/** A run of a CronJob; times are seconds of Unix time. */
export interface RunState {
  readonly name: string;
  readonly started: number;
  readonly completed?: number;
  /** Whether its condition `Failed` holds; usually there is none before it does. */
  readonly failed?: boolean;
  /** What made it, where that is no CronJob. */
  readonly ownerKind?: string;
}

/** What a cluster knows of a CronJob. */
export interface CronJobState {
  readonly namespace: string;
  readonly name: string;
  readonly created: number;
  readonly lastSuccess?: number;
  readonly suspended?: boolean;
  readonly runs: readonly RunState[];
}

type Labels = Record<string, string>;
type Sample = [metric: string, labels: Labels, value: number];

const REPLICAS: readonly Labels[] = [
  { job: 'kube-state-metrics', instance: '10.0.1.7:8080', pod: 'kube-state-metrics-0' },
  { job: 'ksm', instance: '10.0.2.9:8080', pod: 'kube-state-metrics-1' },
];

/**
 * What Prometheus scrapes from the replicas of kube-state-metrics, one for each list of what it has seen.
 *
 * @see https://github.com/kubernetes/kube-state-metrics/tree/main/docs/metrics/workload
 */
export function scraped(seen: readonly (readonly CronJobState[])[]): InputSeries[] {
  return seen.flatMap((cronJobs, replica) => cronJobs.flatMap(samplesOf).map(([metric, labels, value]) => ({
    series: `${metric}{${Object.entries({ ...labels, ...REPLICAS[replica] }).map(matcher).join(',')}}`,
    values: `${value}x60`,
  })));
}

/** The same as one replica exposes it. */
export function exposed(cronJobs: readonly CronJobState[]): string {
  return cronJobs.flatMap(samplesOf)
    .map(([metric, labels, value]) => `${metric}{${Object.entries(labels).map(matcher).join(',')}} ${value}\n`)
    .join('');
}

function matcher([label, value]: [string, string]): string {
  return `${label}="${value}"`;
}

function samplesOf(state: CronJobState): Sample[] {
  const { namespace, name, created, lastSuccess, suspended = false, runs } = state;
  const labels = { namespace, cronjob: name };
  return [
    ['kube_cronjob_info', { ...labels, schedule: '0 3 * * *', concurrency_policy: 'Forbid' }, 1],
    ['kube_cronjob_created', labels, created],
    ['kube_cronjob_spec_suspend', labels, Number(suspended)],
    ...lastSuccess === undefined ? [] : [['kube_cronjob_status_last_successful_time', labels, lastSuccess] as Sample],
    ...runs.flatMap((run) => runSamples(state, run)),
  ];
}

function runSamples({ namespace, name }: CronJobState, run: RunState): Sample[] {
  const labels = { namespace, job_name: run.name };
  const owner = { owner_kind: run.ownerKind ?? 'CronJob', owner_name: name, owner_is_controller: 'true' };
  return [
    ['kube_job_owner', { ...labels, ...owner }, 1],
    ['kube_job_status_start_time', labels, run.started],
    ...run.completed === undefined ? [] : [['kube_job_status_completion_time', labels, run.completed] as Sample],
    ...run.failed === undefined ? [] : failureSamples(labels, run.failed),
  ];
}

function failureSamples(labels: Labels, failed: boolean): Sample[] {
  const status = String(failed);
  return ['true', 'false', 'unknown'].map((condition) => {
    return ['kube_job_failed', { ...labels, condition }, Number(condition === status)];
  });
}
