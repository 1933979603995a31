import { ConfigMap } from 'cdk8s-plus-28';
import { BackupPlan } from './backup-plan';
import { BackupProps } from './backup-props';
import { Bucket } from './bucket-steps';
import { Files, ScriptName } from './job-volumes';
import { Step } from './step-job';
import { WorkloadContext } from '../internal/workload-context';

/** The backup that is restored, and how. */
export interface RehearsedBackup {
  readonly name: string;
  readonly image: string;
  readonly plan: BackupPlan;
  readonly path: string;
  readonly props: BackupProps;
  readonly scripts: readonly ScriptName[];
  readonly files: Files;
  steps(context: WorkloadContext, bucket: Bucket, files: ConfigMap): Step[];
}
