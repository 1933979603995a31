import { ResourceModifier } from './resource-modifier';

/** Properties for `VeleroPlan.recoverInto`. */
export interface VeleroRestoreProps {
  /**
   * Name of the one backup that is restored, such as `shop-20270331021500`.
   *
   * In the document: Restore `spec.backupName`.
   *
   * @default - the newest of the schedule
   */
  readonly backupName?: string;

  /**
   * The namespaces that are restored.
   *
   * In the document: Restore `spec.includedNamespaces`.
   *
   * @default - all of the backup
   */
  readonly namespaces?: string[];

  /**
   * What namespaces are called there, by what they are called in the backup.
   *
   * In the document: Restore `spec.namespaceMapping`.
   *
   * @default - the same
   */
  readonly namespaceMapping?: { [from: string]: string };

  /**
   * Kinds that are not restored, beside those that no other cluster could use: Nodes, Events, and what Velero knows of
   * itself.
   *
   * In the document: Restore `spec.excludedResources`.
   *
   * @default - none
   */
  readonly excludedResources?: string[];

  /**
   * Whether volumes get their data back.
   *
   * In the document: Restore `spec.restorePVs`.
   *
   * @default true
   */
  readonly volumes?: boolean;

  /**
   * Whether objects that are there already become what they are in the backup.
   *
   * In the document: Restore `spec.existingResourcePolicy`.
   *
   * @default false
   */
  readonly overwrites?: boolean;

  /**
   * What is other in that cluster. Where two change the same object, both do.
   *
   * In the document: Restore `spec.resourceModifier`, and a ConfigMap.
   *
   * @default - nothing
   */
  readonly modifiers?: ResourceModifier[];
}
