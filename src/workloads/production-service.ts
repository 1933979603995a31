import { ApiObject } from 'cdk8s';
import { Deployment, HorizontalPodAutoscaler, Service } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { createDeployment } from './deployment';
import { ReachableWorkload } from './reachable-workload';
import { ScalableWorkloadProps } from './scalable-workload-props';
import { createService } from './service';
import { Workload } from './workload';
import { serviceDefaults } from './workload-defaults';
import { createWorkloadPod } from './workload-pod';
import { WorkloadPort } from './workload-port';
import { IApiClient } from '../contracts/api-client';
import { IReachable } from '../contracts/reachable';
import { checked } from '../internal/signatures/checked';

/** Properties for `ProductionService`. */
export interface ProductionServiceProps extends ScalableWorkloadProps {
  /**
   * Port on which the process serves HTTP, 1024 or above. The Service offers it on port 80 under the name `http`.
   *
   * In the manifest: Deployment `spec.template.spec.containers[0].ports[0].containerPort`.
   *
   * @default - 8080 where no `ports` are given either
   */
  readonly port?: number;

  /**
   * Ports beside `port`, or instead of it.
   *
   * In the manifest: Deployment `spec.template.spec.containers[0].ports`, and Service `spec.ports`.
   *
   * @default - none
   */
  readonly ports?: WorkloadPort[];
}

/**
 * A stateless service with everything that production needs around its image.
 *
 * Writes a Deployment, Service, ServiceAccount, HorizontalPodAutoscaler, PodDisruptionBudget and NetworkPolicy,
 * and where they are asked for a ConfigMap and a ServiceMonitor. Nobody may connect to it but Prometheus
 * until `allowFrom` says so.
 *
 * Fails where a prop cannot work in any cluster; the message names the construct, the prop, the value and what to do.
 *
 * @example
 *
 * const api = new ProductionService(chart, 'api', { image: 'ghcr.io/acme/api:1.5.0', port: 8080 });
 * api.allowFrom(TrafficPeer.ingressController());
 */
@checked
export class ProductionService extends ReachableWorkload implements IApiClient, IReachable {
  /** The Deployment. */
  public readonly deployment: Deployment;
  /** The Service. */
  public readonly service: Service;
  /** The HorizontalPodAutoscaler, none where the number of replicas is fixed. */
  public readonly autoscaler?: HorizontalPodAutoscaler;
  /** The ServiceMonitor, none unless the platform uses the Prometheus operator. */
  public readonly serviceMonitor?: ApiObject;
  /** @internal */
  public readonly _workload: Workload;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: ProductionServiceProps) {
    super(scope, id);
    const settings = serviceDefaults(this, props);
    const pod = createWorkloadPod(this, settings);
    const { deployment, autoscaler, maxPods } = createDeployment(pod, settings);
    this.deployment = deployment;
    this.autoscaler = autoscaler;
    this._workload = new Workload(pod, settings, deployment);
    this.service = createService(pod.context, pod.ports);
    this.serviceMonitor = settings.metrics._serviceMonitor(pod.context, pod.metricsPort);
    this._recordAt(deployment, pod.context.waivers);
    this._workload.seal(maxPods, { autoscaler });
  }
}
