import { ApiObject } from 'cdk8s';
import { DaemonSet } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checkDaemonSet, createDaemonSet } from './daemon-set';
import { NodeAgentProps } from './node-agent-props';
import { IApiClient } from '../../contracts/api-client';
import { checked } from '../../internal/signatures/checked';
import { LastingWorkload } from '../lasting-workload';
import { Workload } from '../workload';
import { nodeAgentDefaults } from '../workload-defaults';
import { createWorkloadPod } from '../workload-pod';

/**
 * A process on every node, tainted or not, with everything that production needs around its image.
 *
 * Writes a DaemonSet, ServiceAccount and NetworkPolicy, and where they are asked for a ConfigMap and a PodMonitor.
 * A new version comes to a tenth of the nodes at a time. There is no PodDisruptionBudget: drains leave the pods of
 * DaemonSets where they are, and no budget could count them. On the network of the node there is no NetworkPolicy
 * either, for none sees such pods.
 *
 * Fails where a prop cannot work in any cluster, and where the namespace does not admit what `nodeAccess` opens; the
 * message names the construct, the prop, the value and what to do.
 *
 * @example
 *
 * new NodeAgent(chart, 'clock', { image: 'ghcr.io/acme/clock:1.3.0' });
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
 */
@checked
export class NodeAgent extends LastingWorkload implements IApiClient {
  /** The DaemonSet. */
  public readonly daemonSet: DaemonSet;
  /** The PodMonitor, none unless the platform uses the Prometheus operator. */
  public readonly podMonitor?: ApiObject;
  /** The NetworkPolicy, none on the network of the node. */
  public readonly networkPolicy?: ApiObject;
  /** @internal */
  public readonly _workload: Workload;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: NodeAgentProps) {
    super(scope, id);
    const settings = nodeAgentDefaults(this, props);
    const pod = createWorkloadPod(this, settings);
    checkDaemonSet(pod.context, settings);
    this.daemonSet = createDaemonSet(pod, settings);
    this._workload = new Workload(pod, settings, this.daemonSet);
    this.networkPolicy = this._workload.policy.policy;
    this.podMonitor = settings.metrics._podMonitor(pod.context, pod.metricsPort);
    this._recordAt(this.daemonSet, pod.context.waivers);
    this._workload.seal(settings.maxNodes);
  }
}
