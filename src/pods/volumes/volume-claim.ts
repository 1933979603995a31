import { Size } from 'cdk8s';
import { knownMembersOnly } from '../../internal/signatures/known-members';

/** A volume of its own for each pod of a StatefulService, which stays when the pod goes. */
export interface VolumeClaim {
  /**
   * Folder at which the volume appears.
   *
   * In the manifest: pod template `spec.containers[0].volumeMounts[].mountPath`.
   */
  readonly mountPath: string;

  /**
   * Size of each volume, in whole MiB.
   *
   * In the manifest: StatefulSet `spec.volumeClaimTemplates[].spec.resources.requests.storage`.
   */
  readonly size: Size;

  /**
   * Name of the claim, to which the name of the pod is added. It can never be changed.
   *
   * In the manifest: StatefulSet `spec.volumeClaimTemplates[].metadata.name`.
   *
   * @default - made from the folder, `/var/lib/data` becomes `var-lib-data`
   */
  readonly name?: string;

  /**
   * StorageClass of the volumes. It must exist in the cluster, and should retain what it holds.
   *
   * In the manifest: StatefulSet `spec.volumeClaimTemplates[].spec.storageClassName`.
   *
   * @default - the cluster's default class
   */
  readonly storageClassName?: string;

  /**
   * Who may mount a volume at once.
   *
   * In the manifest: StatefulSet `spec.volumeClaimTemplates[].spec.accessModes`.
   *
   * @default ClaimAccessMode.READ_WRITE_ONCE
   */
  readonly accessMode?: ClaimAccessMode;
}

/**
 * Who may mount a volume at once.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
 */
export enum ClaimAccessMode {
  /** The pods of one node. */
  READ_WRITE_ONCE = 'ReadWriteOnce',
  /** One pod. Needs a CSI driver. */
  READ_WRITE_ONCE_POD = 'ReadWriteOncePod',
  /** Pods of many nodes. */
  READ_WRITE_MANY = 'ReadWriteMany',
}

knownMembersOnly({ ClaimAccessMode });
