import { Duration } from 'cdk8s';
import { PodManagementPolicy } from 'cdk8s-plus-28';
import { WorkloadPort } from './workload-port';
import { WorkloadProps } from './workload-props';
import { Resources } from '../availability/resources';
import { ClaimRetention } from '../pods/volumes/claim-retention';
import { VolumeClaim } from '../pods/volumes/volume-claim';

/** Properties for `StatefulService`. */
export interface StatefulServiceProps extends WorkloadProps {
  /**
   * Ports of the main container, at least one. Callers reach the pods themselves, so `servicePort` cannot differ.
   *
   * In the manifest: StatefulSet `spec.template.spec.containers[0].ports`, and Service `spec.ports`.
   */
  readonly ports: WorkloadPort[];

  /**
   * Volumes that each pod has of its own. An empty list makes pods that keep nothing but their names.
   *
   * Kubernetes refuses every later change, so give each the size it will need, or a StorageClass that can grow.
   *
   * In the manifest: StatefulSet `spec.volumeClaimTemplates`.
   */
  readonly claims: VolumeClaim[];

  /**
   * What becomes of the volumes when their pods go for good.
   *
   * In the manifest: StatefulSet `spec.persistentVolumeClaimRetentionPolicy`.
   *
   * @default ClaimRetention.retained()
   */
  readonly claimRetention?: ClaimRetention;

  /**
   * How many replicas run. No autoscaler changes it: members of a cluster of data do not come and go with the load.
   *
   * In the manifest: StatefulSet `spec.replicas`.
   *
   * @default - what the platform's environment keeps, three in production
   */
  readonly replicas?: number;

  /**
   * Whether pods start one after the other, each once its predecessor is ready, or all at once.
   *
   * In the manifest: StatefulSet `spec.podManagementPolicy`.
   *
   * @default PodManagementPolicy.ORDERED_READY
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-management-policies
   */
  readonly podManagementPolicy?: PodManagementPolicy;

  /**
   * How long a new pod must stay ready before the next one is replaced.
   *
   * In the manifest: StatefulSet `spec.minReadySeconds`.
   *
   * @default Duration.seconds(5)
   */
  readonly minReady?: Duration;

  /**
   * Whether pods are found by name before they are ready, as members of a cluster need that must meet to become ready.
   * Callers then find those too.
   *
   * In the manifest: Service `spec.publishNotReadyAddresses`.
   *
   * @default false
   */
  readonly publishNotReadyAddresses?: boolean;

  /**
   * CPU, memory and local storage.
   *
   * @default Resources.guaranteed(Cpu.millis(500), Size.gibibytes(1))
   */
  readonly resources?: Resources;
}
