import { ApiObject, Duration } from 'cdk8s';
import { Job } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { admitEarly } from './early-admission';
import { EARLY_SECRET_REMEDY, requireEarlySecrets } from './early-secrets';
import { createJob } from './job-pods';
import { jobDefaults, SingleRunSettings, singleRunTimes } from './job-settings';
import { JobWorkload } from './job-workload';
import { applyBefore, hookAnnotations, ReleaseHook } from './release-hooks';
import { ReleaseJobProps } from './release-job-props';
import { ReleasePhase } from './release-phase';
import { finishedJobAlerts } from '../../alerts/jobs/finished-job-alerts';
import { IApiClient } from '../../contracts/api-client';
import { IReachable } from '../../contracts/reachable';
import { fail } from '../../internal/fail';
import { checked } from '../../internal/signatures/checked';
import { checkInteger } from '../../internal/values/numbers';
import { SharedConfig, UseConfigOptions } from '../../pods/config/shared-config';
import { IPodSecret } from '../../secrets/pod-secret';
import { DeliveredSecret } from '../../secrets/secret-delivery';
import { DependsOnOptions } from '../relations/dependency-options';
import { UseSecretOptions } from '../relations/secret-use';
import { Workload } from '../workload';
import { createWorkloadPod } from '../workload-pod';

const REMEDY = 'The release that it belongs to did not go on. First read the log of its last pod, then release again.';
const ORDER_RANGE = { min: -100, max: 100 };

/**
 * A job that belongs to a release, such as the migration of a database before the new version comes up.
 *
 * Writes what BatchJob writes, with the annotations by which Argo CD and Helm run it in its place and remove the one of
 * the release before. What it needs is applied before it in the same way: before a release, nothing else is there yet.
 * `kubectl apply` knows no such places, and refuses a Job that has changed.
 *
 * Secrets, shared configuration and the namespace must be there from before. On the very first release a database that
 * is part of it is not there yet either, when a job runs before it.
 *
 * Fails where a prop cannot work in any cluster; the message names the construct, the prop, the value and what to do.
 *
 * @example
 *
 * const migrate = new ReleaseJob(chart, 'migrate', { image: 'ghcr.io/acme/api:1.5.0', args: ['migrate'] });
 * migrate.dependsOn(store, { addressAs: 'DB_ADDR' });
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 * @see https://helm.sh/docs/topics/charts_hooks/
 */
@checked
export class ReleaseJob extends JobWorkload implements IApiClient {
  /** The Job. */
  public readonly job: Job;
  /** The alert rules, none where all were left out. */
  public readonly alertRules?: ApiObject;
  /** @internal */
  public readonly _workload: Workload;
  private readonly hook: ReleaseHook;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: ReleaseJobProps) {
    super(scope, id);
    const { phase = ReleasePhase.BEFORE, order = 0 } = props;
    checkInteger(this, { prop: 'order', value: order }, ORDER_RANGE);
    this.hook = { phase, order };
    const settings = releaseJobDefaults(this, props);
    if (this.isBefore && props.config?._isImmutable) this.refuseImmutable();
    const pod = createWorkloadPod(this, settings);
    const { namespace, name } = pod.context;
    const alerts = finishedJobAlerts({ alertPrefix: 'ReleaseJob', namespace, name, remedy: REMEDY });
    const annotations = { ...hookAnnotations(this.hook), ...settings.alerts._annotations(alerts) };
    this.job = createJob(pod, settings, { failureAlert: 'ReleaseJobFailed', annotations });
    this._workload = new Workload(pod, settings, this.job);
    this._bringForward(this.serviceAccount, this.configMap, this.networkPolicy);
    if (this.isBefore) requireEarlySecrets(this._workload, this.job);
    this.alertRules = settings.alerts._watch(pod.context, alerts);
    this._recordAt(this.job, pod.context.waivers);
    this._workload.seal(1);
  }

  /**
   * Depends on something in the cluster: opens exactly that flow, on both sides.
   *
   * Before a release, a workload of ours lets the job in by a NetworkPolicy of its own, which is there before the job.
   * Fails where the flow is open already, and where the target has no port or several and none is named.
   *
   * In the manifest: NetworkPolicy `spec.egress` of this job, and `spec.ingress` of the target.
   *
   * @example
   *
   * migrate.dependsOn(store, { addressAs: 'DB_ADDR' });
   *
   * @param target a workload
   * @param options which port, and how this job learns the address
   */
  public dependsOn(target: IReachable, options: DependsOnOptions = {}): void {
    super.dependsOn(target, options);
    this.letIn(target, options.port);
  }

  /**
   * Takes configuration that other workloads have too, beside what this one has of its own.
   *
   * Fails before a release, when it is not there yet, and where a variable or a folder of it is there already.
   *
   * In the manifest: pod template `spec.containers[0].envFrom`, or `volumeMounts` there.
   *
   * @param shared the configuration
   * @param options where its files appear
   */
  public useConfig(shared: SharedConfig, options: UseConfigOptions = {}): void {
    if (this.isBefore) {
      const must = 'be called for jobs after a release: before it, the shared configuration is not there yet';
      const remedy = 'give the job a config of its own, or let it run in ReleasePhase.AFTER';
      fail(this, { prop: 'useConfig', must, got: shared.configMap.name, remedy });
    }
    super.useConfig(shared, options);
  }

  /**
   * Takes a secret that this library made: as files, which say least.
   *
   * Fails before a release, when what makes it is not there yet, unless that is the agent of VaultSecrets. Fails too
   * where the secret is in another namespace, where it has no such key, and where its folder or a variable of it is
   * there already.
   *
   * In the manifest: pod template `spec.containers[0].volumeMounts` and `spec.volumes`, or `spec.containers[0].env`.
   *
   * @example
   *
   * const server = VaultServer.outside('https://vault.example.com:8200', ['203.0.113.0/28']);
   * const files = { password: VaultFile.field('secret/data/shop/database', 'password') };
   * migrate.useSecret(new VaultSecrets(chart, 'database', { server, role: 'shop', files }));
   *
   * @param secret the secret, such as VaultSecrets
   * @param options how the process gets it
   */
  public useSecret(secret: IPodSecret, options: UseSecretOptions = {}): void {
    const { _delivery: delivery } = secret as DeliveredSecret;
    if (this.isBefore && (delivery?.made ?? delivery?.mounted) !== undefined) {
      const must = 'be that of VaultSecrets before a release, when what brings other secrets is not there yet';
      fail(this, { prop: 'useSecret.secretName', must, got: secret.secretName, remedy: EARLY_SECRET_REMEDY });
    }
    super.useSecret(secret, options);
    if (delivery.agent?.target !== undefined) this.letIn(delivery.agent.target);
  }

  /** Lets what the job needs be there before it: before a release, nothing else is. @internal */
  public _bringForward(...constructs: (Construct | undefined)[]): void {
    if (!this.isBefore) return;
    for (const construct of constructs) if (construct !== undefined) applyBefore(ApiObject.of(construct), this.hook);
  }

  private get isBefore(): boolean {
    return this.hook.phase === ReleasePhase.BEFORE;
  }

  private letIn(target: IReachable, port?: number): void {
    if (this.isBefore) this._bringForward(admitEarly(this._workload, target, port));
  }

  private refuseImmutable(): never {
    const must = 'be left out before a release: it is applied as a hook, of which nobody prunes what another name has';
    const remedy = 'leave it out: the ConfigMap of the release before is removed, and the job reads that of its own';
    fail(this, { prop: 'config.immutable', must, got: true, remedy });
  }
}

function releaseJobDefaults(scope: Construct, props: ReleaseJobProps): SingleRunSettings {
  const usual = { deadline: Duration.minutes(5), alert: 'ReleaseJobFailed' };
  return { ...jobDefaults(scope, props, 'release-job'), ...singleRunTimes(scope, props, usual) };
}
