import { ApiObject, Size } from 'cdk8s';
import { ConfigMap, CronJob, ServiceAccount } from 'cdk8s-plus-28';
import { Files, jobFiles } from './job-volumes';
import { Schedule } from './schedule';
import { Step, StepJob } from './step-job';
import { BackupDestination } from './store/backup-destination';
import { AlertRule, alertRulesObject, RecordingRule } from '../alerts/alert-rules';
import { objectMetadata, WorkloadContext } from '../internal/manifest/workload-context';
import { ResourceDemand } from '../internal/tree/namespace-registry';
import { WorkloadPolicy } from '../network/workload-policy';

const ANYWHERE = ['0.0.0.0/0', '::/0'];

/** What one job is for, whatever it backs up or restores. */
export interface JobSubject {
  readonly schedule: Schedule;
  readonly deadlineSeconds: number;
  readonly destination: BackupDestination;
  readonly scripts: Files;
  readonly files: Files;
  readonly size: Size;
  readonly demand: ResourceDemand;
  readonly rules: readonly (AlertRule | RecordingRule)[];
  readonly isOnControlPlane?: boolean;
  /** The steps, which find their texts in the ConfigMap. */
  steps(files: ConfigMap): Step[];
}

/** The objects that every backup and every drill has. */
export class JobObjects {
  public readonly cronJob: CronJob;
  public readonly serviceAccount: ServiceAccount;
  public readonly files: ConfigMap;
  public readonly alertRules: ApiObject;
  /** None where the pods are on the network of their node, which no policy sees. */
  public readonly policy?: WorkloadPolicy;

  constructor(context: WorkloadContext, subject: JobSubject) {
    const { destination, scripts, isOnControlPlane, rules } = subject;
    const metadata = { ...objectMetadata(context), name: `${context.name}-alerts` };
    this.files = jobFiles(context, scripts, subject.files);
    if (!isOnControlPlane) {
      this.policy = new WorkloadPolicy(context);
      openBucket(this.policy, destination);
    }
    this.alertRules = alertRulesObject(context.scope, 'AlertRules', {
      metadata,
      groups: [{ name: `${context.namespace}-${context.name}`, rules }],
    });
    const { cronJob, serviceAccount } = new StepJob(context, {
      ...subject,
      files: this.files,
      steps: subject.steps(this.files),
      accountAnnotations: destination._accountAnnotations,
      podLabels: destination._podLabels,
    });
    this.cronJob = cronJob;
    this.serviceAccount = serviceAccount;
  }
}

/** Policies know no names, and the addresses of a provider change. */
function openBucket(policy: WorkloadPolicy, destination: BackupDestination): void {
  const flow = (cidr: string, ports: readonly number[]) => policy.allowTo({
    verb: 'destination',
    peer: { ipBlock: { cidr } },
    ports: ports.map((containerPort) => ({ containerPort, protocol: 'TCP' })),
  });
  ANYWHERE.forEach((cidr) => flow(cidr, [destination._port]));
  destination._identityHosts.forEach(({ cidr, ports }) => flow(cidr, ports));
}
