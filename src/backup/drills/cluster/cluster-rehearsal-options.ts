import { NamespaceQuota } from '../../../namespaces/namespace-quota';
import { PodSecurity } from '../../../namespaces/pod-security';
import { RehearsalOptions } from '../../backup-props';

/** When a restore by the cluster is rehearsed, and where. */
export interface ClusterRehearsalOptions extends RehearsalOptions {
  /**
   * Name of the namespace that is restored into, a DNS-1123 label. It must be there for nothing else: a rehearsal does
   * not begin where it finds what no run of it made, and the manifests of anything else in it are refused.
   *
   * @default - the namespace of the backup and its name with `-drill`, such as `shop-orders-drill`; what is longer than
   * 63 characters is cut and gets a hash
   */
  readonly scratchNamespace?: string;

  /**
   * Which pods are admitted there.
   *
   * @default PodSecurity.restricted()
   */
  readonly podSecurity?: PodSecurity;

  /**
   * What pods may ask for there together.
   *
   * @default - none, with that reason as a waiver: nobody can tell before what the backup holds
   */
  readonly quota?: NamespaceQuota;

  /**
   * StorageClass of the claims that are restored, of the same driver. One that deletes the volumes of deleted claims.
   *
   * @default - that of the claims that were backed up
   */
  readonly storageClassName?: string;

  /**
   * An image with kubectl and a shell.
   *
   * @default - alpine/kubectl, by digest
   */
  readonly image?: string;
}
