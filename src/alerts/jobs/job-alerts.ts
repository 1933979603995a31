import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { jobRulesObject } from './job-rules-object';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { OMITTED_ANNOTATION_PREFIX } from '../../internal/naming/labels';
import { checked } from '../../internal/signatures/checked';
import { checkRunbook } from '../../internal/values/addresses/web-address';
import { checkReason } from '../../internal/values/plain-text';
import { AlertRule } from '../alert-rules';
import { withRunbook } from '../alert-texts';
import { checkGivenNames } from '../omitted-alerts';

const RUNBOOK = 'https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/runbooks/jobs.md';

type JobAlert = Omit<AlertRule, 'runbook'>;

/** Options for `JobAlerts.standard`. */
export interface JobAlertsOptions {
  /**
   * Whether somebody is woken up where runs fail or do not happen.
   *
   * In the manifest: the label `severity` of the alerts is `critical` instead of `warning`.
   *
   * @default false
   */
  readonly pages?: boolean;

  /**
   * Address of the page that has a section for each alert.
   *
   * In the manifest: annotation `runbook_url` of the alerts.
   *
   * @default - the page of this library
   */
  readonly runbook?: string;

  /**
   * Alerts that are left out, by name, each with the reason, which stays on record.
   *
   * In the manifest: annotations `preflight/omitted.<alert>` of the rules.
   *
   * @default - none
   */
  readonly omit?: { [alert: string]: string };
}

/**
 * Who is told of a job that fails, or that does not run.
 *
 * The alerts go by the metrics of kube-state-metrics.
 *
 * @see https://github.com/kubernetes/kube-state-metrics/tree/main/docs/metrics/workload
 */
@checked
export class JobAlerts {
  /**
   * All alerts of the job, as warnings that wait for the morning.
   *
   * @param options how grave they are, and what to do about them
   */
  public static standard(options: JobAlertsOptions = {}): JobAlerts {
    return new JobAlerts(options, undefined);
  }

  /**
   * No alert: nobody learns from Prometheus that the job fails.
   *
   * In the manifest: annotations `preflight/omitted.<alert>` of the job.
   *
   * @param reason who notices instead
   */
  public static none(reason: string): JobAlerts {
    return new JobAlerts({}, reason);
  }

  private constructor(
    private readonly options: JobAlertsOptions,
    private readonly reason: string | undefined,
  ) {}

  /**
   * Writes the rules, where there are to be some.
   *
   * @param known names of all alerts that such a job may have, those included that it has in other environments
   * @internal
   */
  public _watch(
    context: WorkloadContext, alerts: readonly JobAlert[], known = alerts.map(({ alert }) => alert),
  ): ApiObject | undefined {
    const { runbook = RUNBOOK, omit = {} } = this.options;
    this.check(context.scope, known);
    const kept = alerts.filter(({ alert }) => omit[alert] === undefined).map((alert) => this.weighed(alert));
    if (this.reason !== undefined || kept.length === 0) return undefined;
    return jobRulesObject(context, { rules: withRunbook(kept, runbook), omit });
  }

  /** Whether nobody is told by this alert, for a reason. @internal */
  public _omits(alert: string): boolean {
    return this.reason !== undefined || this.options.omit?.[alert] !== undefined;
  }

  /** Annotations of the job, where no rules are there to carry the reasons. @internal */
  public _annotations(alerts: readonly JobAlert[]): Record<string, string> {
    const { omit = {} } = this.options;
    const reasons = alerts.map(({ alert }) => [OMITTED_ANNOTATION_PREFIX + alert, this.reason ?? omit[alert]]);
    const isSilent = reasons.every(([, reason]) => reason !== undefined);
    return isSilent ? Object.fromEntries(reasons) : {};
  }

  private check(scope: Construct, known: readonly string[]): void {
    const { runbook, omit = {} } = this.options;
    if (this.reason !== undefined) checkReason(scope, 'alerts', this.reason);
    checkRunbook(scope, 'alerts.runbook', runbook);
    const list = `this job has ${known.join(', ')}`;
    checkGivenNames(scope, { prop: 'alerts.omit', given: omit, known, what: 'alerts', list });
    for (const [alert, reason] of Object.entries(omit)) checkReason(scope, `alerts.omit.${alert}`, reason);
  }

  /** What is critical of a job is so where the job is. */
  private weighed<A extends Pick<AlertRule, 'severity'>>(alert: A): A {
    return { ...alert, severity: this.options.pages ? alert.severity : 'warning' };
  }
}
