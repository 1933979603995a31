import { PercentOrAbsolute } from 'cdk8s-plus-28';
import { Tolerations } from './tolerations';
import { NodeAccess } from '../../access/node-access';
import { Resources } from '../../availability/resources';
import { PodWorkloadProps } from '../workload-props';

/** Properties for `NodeAgent`. */
export interface NodeAgentProps extends PodWorkloadProps {
  /**
   * Port on which the process answers probes and serves metrics, 1024 or above; nobody else may connect.
   *
   * On the network of the node it is a port of the node, to which whoever reaches that may connect.
   *
   * In the manifest: DaemonSet `spec.template.spec.containers[0].ports[0].containerPort`.
   *
   * @default - 8080; none where neither `probes` nor `metrics` ask it
   */
  readonly port?: number;

  /**
   * What the pods reach of their node. Its namespace must enforce Pod Security `privileged` where that is anything.
   *
   * @default NodeAccess.none()
   */
  readonly nodeAccess?: NodeAccess;

  /**
   * Labels of the nodes that have a pod.
   *
   * In the manifest: DaemonSet `spec.template.spec.nodeSelector`.
   *
   * @default - every node with Linux
   */
  readonly nodeSelector?: { [key: string]: string };

  /**
   * Which taints keep no pod away.
   *
   * In the manifest: DaemonSet `spec.template.spec.tolerations`.
   *
   * @default Tolerations.everyTaint()
   */
  readonly tolerations?: Tolerations;

  /**
   * CPU, memory and local storage, on each node.
   *
   * @default Resources.extraSmall()
   */
  readonly resources?: Resources;

  /**
   * On how many nodes the pod may be away while a new version comes up.
   *
   * In the manifest: DaemonSet `spec.updateStrategy.rollingUpdate.maxUnavailable`.
   *
   * @default PercentOrAbsolute.percent(10)
   */
  readonly maxUnavailable?: PercentOrAbsolute;

  /**
   * Which pods go first where a node has no room for all.
   *
   * In the manifest: DaemonSet `spec.template.spec.priorityClassName`.
   *
   * @default - `system-node-critical`; on GKE, which admits it in kube-system alone, the platform's elsewhere
   * @see https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/
   */
  readonly priorityClassName?: string;

  /**
   * How many nodes there may be, by which a computed quota of the namespace goes.
   *
   * In the manifest: ResourceQuota `spec.hard`.
   *
   * @default 5000, the most that Kubernetes is made for: no quota keeps an agent from a new node
   * @see https://kubernetes.io/docs/setup/best-practices/cluster-large/
   */
  readonly maxNodes?: number;
}
