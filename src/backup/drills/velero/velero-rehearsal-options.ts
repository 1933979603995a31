import { ClusterRehearsalOptions } from '../cluster/cluster-rehearsal-options';

/** When a restore by Velero is rehearsed, where, and what must be back. */
export interface VeleroRehearsalOptions extends ClusterRehearsalOptions {
  /**
   * The namespace of the backup that is restored.
   *
   * @default - the one that the backup includes; an error where it includes several
   */
  readonly namespace?: string;

  /**
   * Names of Deployments and StatefulSets that must be among those that are restored.
   *
   * @default - all that the backup holds must become ready, whatever it holds
   */
  readonly workloads?: string[];

  /**
   * Let the rehearsal delete restored volumes whose reclaim policy is Retain, which Velero gives them where the volumes
   * that were backed up have it. For that, its ServiceAccount may change every PersistentVolume of the cluster.
   *
   * @default false, so that a rehearsal fails where such a volume stays
   */
  readonly deletesRetainedVolumes?: boolean;
}
