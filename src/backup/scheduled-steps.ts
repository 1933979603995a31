import { ConfigMap, CronJob, ServiceAccount } from 'cdk8s-plus-28';
import { OwnConstruct } from '../platform/own-construct';
import { StepJob } from '../pods/jobs/step-job';

/** What every backup and every drill has: a CronJob that takes one step after the other. @internal */
export abstract class ScheduledSteps extends OwnConstruct {
  /** @internal */
  public abstract readonly _job: StepJob;

  /** The CronJob. */
  public get cronJob(): CronJob {
    return this._job.cronJob;
  }

  /** The ServiceAccount of its pods. */
  public get serviceAccount(): ServiceAccount {
    return this._job.serviceAccount;
  }

  /** The ConfigMap with its scripts. */
  public get files(): ConfigMap {
    return this._job.files;
  }
}
