import { ApiObject } from 'cdk8s';
import { Deployment, HorizontalPodAutoscaler } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { createDeployment } from './deployment';
import { ReplicatedWorkload } from './replicated-workload';
import { ScalableWorkloadProps } from './scalable-workload-props';
import { Workload } from './workload';
import { workerDefaults } from './workload-defaults';
import { createWorkloadPod } from './workload-pod';
import { IApiClient } from '../contracts/api-client';
import { checked } from '../internal/signatures/checked';

/** Properties for `ProductionWorker`. */
export interface ProductionWorkerProps extends ScalableWorkloadProps {
  /**
   * Port on which the process answers probes and serves metrics, 1024 or above; nobody else may connect.
   *
   * In the manifest: Deployment `spec.template.spec.containers[0].ports[0].containerPort`.
   *
   * @default - 8080; none where neither `probes` nor `metrics` ask it
   */
  readonly port?: number;
}

/**
 * A stateless worker that nobody calls, with everything that production needs around its image.
 *
 * Writes what ProductionService writes, without a Service: a Deployment, ServiceAccount, HorizontalPodAutoscaler,
 * PodDisruptionBudget and NetworkPolicy, and where they are asked for a ConfigMap and a PodMonitor.
 *
 * Fails where a prop cannot work in any cluster; the message names the construct, the prop, the value and what to do.
 *
 * @example
 *
 * const mailer = new ProductionWorker(chart, 'mailer', { image: 'ghcr.io/acme/mailer:1.5.0' });
 * mailer.dependsOn(queue, { addressAs: 'QUEUE_ADDR' });
 */
@checked
export class ProductionWorker extends ReplicatedWorkload implements IApiClient {
  /** The Deployment. */
  public readonly deployment: Deployment;
  /** The HorizontalPodAutoscaler, none where the number of replicas is fixed. */
  public readonly autoscaler?: HorizontalPodAutoscaler;
  /** The PodMonitor, none unless the platform uses the Prometheus operator. */
  public readonly podMonitor?: ApiObject;
  /** @internal */
  public readonly _workload: Workload;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: ProductionWorkerProps) {
    super(scope, id);
    const settings = workerDefaults(this, props);
    const pod = createWorkloadPod(this, settings);
    const { deployment, autoscaler, maxPods } = createDeployment(pod, settings);
    this.deployment = deployment;
    this.autoscaler = autoscaler;
    this._workload = new Workload(pod, settings, deployment);
    this.podMonitor = settings.metrics._podMonitor(pod.context, pod.metricsPort);
    this._recordAt(deployment, pod.context.waivers);
    this._workload.seal(maxPods, { autoscaler });
  }
}
