import { Deployment, HorizontalPodAutoscaler } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Autoscaling } from '../../availability/autoscaling';
import { IApiClient } from '../../contracts/api-client';
import { NAME_LABEL } from '../../internal/naming/labels';
import { checked } from '../../internal/signatures/checked';
import { createDeployment } from '../../workloads/deployment';
import { ProductionServiceProps } from '../../workloads/production-service';
import { ReplicatedWorkload } from '../../workloads/replicated-workload';
import { Workload } from '../../workloads/workload';
import { DeploymentSettings, serviceDefaults } from '../../workloads/workload-defaults';
import { createWorkloadPod, WorkloadPod } from '../../workloads/workload-pod';

/** What a version is made of. @internal */
export interface VersionSpec {
  readonly props: ProductionServiceProps;
  /** What it is called itself. */
  readonly name: string;
  /** What it is a version of. */
  readonly application: string;
  /** How many of it run, by what is said of the service. */
  readonly scaled?: (scaling: Autoscaling) => Autoscaling;
}

/**
 * One version of a service beside another one: its pods, and everything around them but a Service.
 *
 * `BlueGreenService` and `CanaryService` make it. Writes a Deployment, ServiceAccount, HorizontalPodAutoscaler,
 * PodDisruptionBudget and NetworkPolicy, and where it is asked for a ConfigMap.
 *
 * @example
 *
 * const shop = new BlueGreenService(chart, 'shop', { image: 'ghcr.io/acme/shop:1.5.0', active: BlueGreenSide.BLUE });
 * shop.blue.addSidecar('exporter', { image: 'ghcr.io/acme/exporter:2.0.0', port: 9121 });
 */
@checked
export class ServiceVersion extends ReplicatedWorkload implements IApiClient {
  /** Makes it for a service. @internal */
  public static _of(scope: Construct, id: string, spec: VersionSpec): ServiceVersion {
    return new ServiceVersion(scope, id, spec);
  }

  /** The Deployment. */
  public readonly deployment: Deployment;
  /** The HorizontalPodAutoscaler, none where the number of replicas is fixed. */
  public readonly autoscaler?: HorizontalPodAutoscaler;
  /** @internal */
  public readonly _workload: Workload;
  /** @internal */
  public readonly _settings: DeploymentSettings;
  /** @internal */
  public readonly _pod: WorkloadPod;

  private constructor(scope: Construct, id: string, { props, name, application, scaled }: VersionSpec) {
    super(scope, id);
    const settings = { ...serviceDefaults(this, { ...props, name }), application };
    this._settings = { ...settings, scaling: scaled?.(settings.scaling) ?? settings.scaling };
    this._pod = createWorkloadPod(this, this._settings);
    const { deployment, autoscaler, maxPods } = createDeployment(this._pod, this._settings);
    this.deployment = deployment;
    this.autoscaler = autoscaler;
    this._workload = new Workload(this._pod, this._settings, deployment);
    this._recordAt(deployment, this._pod.context.waivers);
    this._workload.seal(maxPods, {
      autoscaler,
      fields: () => [{
        path: ['spec', 'template', 'metadata', 'labels', NAME_LABEL],
        value: application,
        reason: 'callers know all versions by it',
        remedy: 'give the service the prop name instead',
      }],
    });
  }
}
