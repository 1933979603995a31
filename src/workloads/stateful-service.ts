import { ApiObject } from 'cdk8s';
import { Service, StatefulSet } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { ReachableWorkload } from './reachable-workload';
import { allowPeers } from './relations/dependencies';
import { AllowFromOptions } from './relations/dependency-options';
import { createHeadlessService } from './service';
import { StatefulServiceProps } from './stateful-service-props';
import { checkStatefulSet, createStatefulSet } from './stateful-set';
import { Workload } from './workload';
import { statefulServiceDefaults } from './workload-defaults';
import { createWorkloadPod } from './workload-pod';
import { IApiClient } from '../contracts/api-client';
import { IReachable } from '../contracts/reachable';
import { checked } from '../internal/signatures/checked';

/**
 * A service whose pods have names and volumes of their own, with everything that production needs around its image.
 *
 * Writes a StatefulSet, headless Service, ServiceAccount, PodDisruptionBudget and NetworkPolicy, and where they are
 * asked for a ConfigMap and a ServiceMonitor. Pods are of the class Guaranteed, so that they are the last to be
 * evicted, and are replaced one by one. Volumes outlive them.
 *
 * Fails where a prop cannot work in any cluster; the message names the construct, the prop, the value and what to do.
 *
 * @example
 *
 * const store = new StatefulService(chart, 'store', {
 *   image: 'docker.io/library/redis:8.2.1',
 *   ports: [{ name: 'redis', containerPort: 6379 }],
 *   claims: [{ mountPath: '/data', size: Size.gibibytes(10) }],
 *   probes: Probes.tcp({ livenessCommand: ['redis-cli', 'ping'] }),
 *   metrics: Metrics.none('the exporter comes with the next release'),
 * });
 * api.dependsOn(store, { addressAs: 'REDIS_ADDR' });
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 */
@checked
export class StatefulService extends ReachableWorkload implements IApiClient, IReachable {
  /** The StatefulSet. */
  public readonly statefulSet: StatefulSet;
  /** The headless Service. */
  public readonly service: Service;
  /** The ServiceMonitor, none unless the platform uses the Prometheus operator. */
  public readonly serviceMonitor?: ApiObject;
  /** @internal */
  public readonly _workload: Workload;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: StatefulServiceProps) {
    super(scope, id);
    const settings = statefulServiceDefaults(this, props);
    const pod = createWorkloadPod(this, settings);
    checkStatefulSet(pod.context, settings);
    this.service = createHeadlessService(pod.context, pod.ports, settings);
    this.statefulSet = createStatefulSet(pod, settings, this.service);
    this._workload = new Workload(pod, settings, this.statefulSet);
    this.serviceMonitor = settings.metrics._serviceMonitor(pod.context, pod.metricsPort);
    this._recordAt(this.statefulSet, pod.context.waivers);
    this._workload.seal(settings.replicas);
  }

  /**
   * Lets the pods of this service talk to one another, as the members of a cluster do.
   *
   * Each finds the others as `<name>-<ordinal>.<name>`. Members that must meet before they are ready need
   * `publishNotReadyAddresses`. Fails where the flow is open already, or the port is none of the container's.
   *
   * In the manifest: NetworkPolicy `spec.egress` and `spec.ingress`.
   *
   * @param options on which port
   */
  public allowPeers(options: AllowFromOptions = {}): void {
    allowPeers(this._workload, options.port);
  }
}
