import { promqlString, seriesOf } from './promql';

/** The CronJob that a query is about. */
export interface CronJobReference {
  readonly namespace: string;
  readonly cronJob: string;
}

const OF_CRON_JOB = 'by (namespace, cronjob)';
const OF_JOB = 'on (namespace, job_name)';

/**
 * PromQL about one CronJob and its runs, from the metrics of kube-state-metrics.
 *
 * Every result has the labels `namespace` and `cronjob` and nothing else, so that an alert stays the same one whichever
 * replica of kube-state-metrics is scraped and whichever run it is about.
 *
 * @see https://github.com/kubernetes/kube-state-metrics/tree/main/docs/metrics/workload
 */
export class CronJobQueries {
  private readonly labels: Record<string, string>;

  constructor(private readonly reference: CronJobReference) {
    this.labels = { namespace: reference.namespace, cronjob: reference.cronJob };
  }

  /** Nobody reports the CronJob. */
  public isMissing(): string {
    return `absent(${this.own('kube_cronjob_info')})`;
  }

  /** It starts no runs. */
  public isSuspended(): string {
    return `max ${OF_CRON_JOB} (${this.own('kube_cronjob_spec_suspend')}) == 1`;
  }

  /** When it last succeeded; nothing before the first success. */
  public lastSuccess(): string {
    return `max ${OF_CRON_JOB} (${this.own('kube_cronjob_status_last_successful_time')})`;
  }

  /** When it was created. */
  public created(): string {
    return `max ${OF_CRON_JOB} (${this.own('kube_cronjob_created')})`;
  }

  /** When it last succeeded, or when it was created where it never did. */
  public lastSuccessOrCreation(): string {
    return lines(
      `max ${OF_CRON_JOB} (`,
      `  ${this.own('kube_cronjob_status_last_successful_time')}`,
      `  or ${this.own('kube_cronjob_created')}`,
      ')',
    );
  }

  /** When the newest failed run started, where none has succeeded since; a failed Job is kept longer than that. */
  public failureSinceSuccess(): string {
    const starts = this.runs('kube_job_status_start_time', `and ${OF_JOB} (${this.failedRuns()} == 1)`);
    return lines(this.aggregate('max', starts), `>= ${this.lastSuccessOrCreation()}`);
  }

  /** When the oldest run started that goes on; between two tries of a run no pod is active. */
  public startOfUnfinishedRun(): string {
    return this.aggregate('min', this.runs(
      'kube_job_status_start_time',
      `unless ${OF_JOB} ${this.inNamespace('kube_job_status_completion_time')}`,
      `unless ${OF_JOB} (${this.failedRuns()} == 1)`,
    ));
  }

  /** How long the newest successful run took. */
  public durationOfLastSuccess(): string {
    return this.aggregate('max', lines(
      'topk by (namespace) (1,',
      indent(this.runs('kube_job_status_completion_time')),
      `) - ${OF_JOB} max by (namespace, job_name) (${this.inNamespace('kube_job_status_start_time')})`,
    ));
  }

  private own(metric: string): string {
    return seriesOf(metric, this.labels);
  }

  private inNamespace(metric: string, labels: Record<string, string> = {}): string {
    return seriesOf(metric, { namespace: this.reference.namespace, ...labels });
  }

  private failedRuns(): string {
    return this.inNamespace('kube_job_failed', { condition: 'true' });
  }

  /** The series of the Jobs that the CronJob made, by hand or by schedule. */
  private runs(metric: string, ...conditions: string[]): string {
    const owners = this.inNamespace('kube_job_owner', { owner_kind: 'CronJob', owner_name: this.reference.cronJob });
    return lines(this.inNamespace(metric), ...[`and ${OF_JOB} ${owners}`, ...conditions].map(indent));
  }

  private aggregate(operator: 'max' | 'min', runs: string): string {
    const { cronjob } = this.labels;
    return lines(
      `${operator} ${OF_CRON_JOB} (label_replace(`,
      `${indent(runs)},`,
      `  "cronjob", ${promqlString(cronjob)}, "", ""`,
      '))',
    );
  }
}

function lines(...parts: string[]): string {
  return parts.join('\n');
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
