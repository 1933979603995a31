import { ConfigMap } from 'cdk8s-plus-28';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { BackupPlan } from '../backup-plan';
import { BackupProps } from '../backup-props';
import { Files } from '../job-volumes';
import { Step } from '../step-job';
import { Bucket } from '../store/bucket-steps';

/** The backup that is restored, and how. */
export interface RehearsedBackup {
  readonly name: string;
  readonly image: string;
  readonly plan: BackupPlan;
  readonly path: string;
  readonly props: BackupProps;
  readonly scripts: Files;
  readonly files: Files;
  steps(context: WorkloadContext, bucket: Bucket, files: ConfigMap): Step[];
}
