import { ConfigMap } from 'cdk8s-plus-28';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { PulledImage } from '../../pods/containers/pulled-image';
import { Step } from '../../pods/jobs/step';
import { Files } from '../../pods/jobs/step-volumes';
import { BackupPlan } from '../backup-plan';
import { BackupProps } from '../backup-props';
import { Bucket } from '../store/bucket-steps';

/** The backup that is restored, and how. */
export interface RehearsedBackup {
  readonly name: string;
  readonly image: PulledImage;
  readonly plan: BackupPlan;
  readonly path: string;
  readonly props: BackupProps;
  readonly scripts: Files;
  /** What the ConfigMap holds beside the scripts. */
  readonly files: Files;
  steps(context: WorkloadContext, bucket: Bucket, files: ConfigMap): Step[];
}
