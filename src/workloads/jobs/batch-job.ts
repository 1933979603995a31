import { ApiObject } from 'cdk8s';
import { Job } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { BatchJobProps } from './batch-job-props';
import { batchJobDefaults, BatchJobSettings } from './batch-job-settings';
import { createJob, JobFields } from './job-pods';
import { JobWorkload } from './job-workload';
import { nameByContent, RUN_SUFFIX } from './run-name';
import { finishedJobAlerts } from '../../alerts/jobs/finished-job-alerts';
import { IApiClient } from '../../contracts/api-client';
import { RUN_ANNOTATION } from '../../internal/naming/labels';
import { checked } from '../../internal/signatures/checked';
import { JsonObject } from '../../internal/values/json';
import { Workload } from '../workload';
import { createWorkloadPod } from '../workload-pod';

const REMEDY = 'First read the log of its last pod. Once the cause is gone, delete the Job and apply it again.';

/**
 * A job that runs once, with everything that production needs around its image.
 *
 * Writes a Job, ServiceAccount, NetworkPolicy and an alert rule, and a ConfigMap where it is asked for. It has a
 * deadline, is removed some time after it finished, and a pod that is lost with its node is replaced without counting
 * as a failure.
 *
 * What a Job does cannot be changed in a cluster. Its name therefore ends with eight digits that change with the image,
 * the command, the configuration and whatever else cannot be changed: applied again, the same Job is the same, and
 * another one is another run: also where the ownership, the registries or other defaults of the platform change what
 * its pods have. Where something applies it for ever, such as Argo CD, it would run again once it was removed: use
 * ReleaseJob there.
 *
 * Fails where a prop cannot work in any cluster; the message names the construct, the prop, the value and what to do.
 *
 * @example
 *
 * new BatchJob(chart, 'thumbnails', {
 *   image: 'ghcr.io/acme/thumbnails:2.1.0',
 *   indexed: true,
 *   completions: 20,
 *   parallelism: 5,
 * });
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
@checked
export class BatchJob extends JobWorkload implements IApiClient {
  /** The Job. */
  public readonly job: Job;
  /** The alert rules, none where all were left out. */
  public readonly alertRules?: ApiObject;
  /** @internal */
  public readonly _workload: Workload;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: BatchJobProps) {
    super(scope, id);
    const settings = batchJobDefaults(this, props);
    const pod = createWorkloadPod(this, settings);
    const { namespace, name } = pod.context;
    const subject = { alertPrefix: 'BatchJob', namespace, name, suffix: RUN_SUFFIX, remedy: REMEDY };
    const alerts = finishedJobAlerts(subject);
    this.job = createJob(pod, settings, fieldsOf(settings, settings.alerts._annotations(alerts)));
    this._workload = new Workload(pod, settings, this.job);
    this.alertRules = settings.alerts._watch(pod.context, alerts);
    this._recordAt(this.job, pod.context.waivers);
    this._workload.seal(settings.parallelism);
    nameByContent(ApiObject.of(this.job));
  }
}

function fieldsOf(settings: BatchJobSettings, annotations: Record<string, string>): JobFields {
  const { run } = settings;
  return {
    job: countFields(settings),
    failureAlert: 'BatchJobFailed',
    annotations,
    podAnnotations: run === undefined ? undefined : { [RUN_ANNOTATION]: run },
  };
}

function countFields(settings: BatchJobSettings): JsonObject {
  const { completions, parallelism, isIndexed, backoffLimitPerIndex, maxFailedIndexes } = settings;
  return {
    completions,
    parallelism,
    completionMode: isIndexed ? 'Indexed' : undefined,
    backoffLimitPerIndex,
    maxFailedIndexes,
  };
}
