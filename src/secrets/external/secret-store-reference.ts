/** A store that secrets are read from, whoever made it. */
export interface ISecretStore {
  /** Its name. */
  readonly storeName: string;

  /** `SecretStore`, which serves its own namespace, or `ClusterSecretStore`. */
  readonly storeKind: string;

  /**
   * The namespaces that may read from it.
   *
   * Undefined where that is not known here, or where all may.
   */
  readonly storeNamespaces?: string[];
}
