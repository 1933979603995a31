import { SecretKey } from '../secret-key';

/** Options for `SecretProvider.awsSecretsManager` and `SecretProvider.awsParameterStore`. */
export interface AwsSecretsOptions {
  /**
   * Region of the secrets, such as `eu-west-1`.
   *
   * In the manifest: `spec.provider.aws.region`.
   */
  readonly region: string;

  /**
   * The IAM role that may read them, for the ServiceAccount of the store alone.
   *
   * In the manifest: ServiceAccount annotation `eks.amazonaws.com/role-arn`.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
   */
  readonly roleArn: string;
}

/** Options for `SecretProvider.vault`. */
export interface VaultSecretsOptions {
  /**
   * Address of Vault, with https, such as `https://vault.vault.svc:8200`.
   *
   * In the manifest: `spec.provider.vault.server`.
   */
  readonly server: string;

  /**
   * The role of the auth method that may read the secrets, bound to the ServiceAccount of the store.
   *
   * In the manifest: `spec.provider.vault.auth.kubernetes.role`.
   */
  readonly role: string;

  /**
   * Where the secrets engine is mounted, one of key and value in version 2.
   *
   * In the manifest: `spec.provider.vault.path`.
   *
   * @default 'secret'
   */
  readonly path?: string;

  /**
   * Where the auth method of this cluster is mounted.
   *
   * In the manifest: `spec.provider.vault.auth.kubernetes.mountPath`.
   *
   * @default 'kubernetes'
   */
  readonly mountPath?: string;

  /**
   * For whom the token is by which the operator logs in, where the role names one.
   *
   * In the manifest: `spec.provider.vault.auth.kubernetes.serviceAccountRef.audiences`.
   *
   * @default - the API server, as for roles that name no audience
   */
  readonly audience?: string;

  /**
   * Namespace of Vault itself, which is no namespace of Kubernetes.
   *
   * In the manifest: `spec.provider.vault.namespace`.
   *
   * @default - the root namespace
   */
  readonly vaultNamespace?: string;

  /**
   * A key of a Secret that holds the certificate of the authority behind Vault's own, in PEM.
   *
   * In the manifest: `spec.provider.vault.caProvider`.
   *
   * @default - those that the operator trusts
   */
  readonly certificateAuthority?: SecretKey;
}

/** Options for `SecretProvider.gcp`. */
export interface GcpSecretsOptions {
  /**
   * Project of the secrets.
   *
   * In the manifest: `spec.provider.gcpsm.projectID`.
   */
  readonly projectId: string;

  /**
   * E-mail address of the IAM service account that may read them.
   *
   * In the manifest: ServiceAccount annotation `iam.gke.io/gcp-service-account`.
   *
   * @default - none: roles are granted to the ServiceAccount itself
   */
  readonly serviceAccount?: string;

  /**
   * The cluster whose ServiceAccounts Google knows.
   *
   * In the manifest: `spec.provider.gcpsm.auth.workloadIdentity`.
   *
   * @default - the one that the operator runs in, which the metadata server of GKE names
   */
  readonly cluster?: GkeCluster;
}

/** A cluster of GKE. */
export interface GkeCluster {
  /** Its name. */
  readonly name: string;

  /** Its region or zone, such as `europe-west1`. */
  readonly location: string;

  /**
   * Its project.
   *
   * @default - that of the secrets
   */
  readonly projectId?: string;
}

/** Options for `SecretProvider.azure`. */
export interface AzureSecretsOptions {
  /**
   * Address of the Key Vault, such as `https://acme.vault.azure.net`.
   *
   * In the manifest: `spec.provider.azurekv.vaultUrl`.
   */
  readonly vaultUrl: string;

  /**
   * Client id of the managed identity or of the application that may read them.
   *
   * In the manifest: ServiceAccount annotation `azure.workload.identity/client-id`.
   */
  readonly clientId: string;

  /**
   * Its tenant.
   *
   * In the manifest: ServiceAccount annotation `azure.workload.identity/tenant-id`.
   */
  readonly tenantId: string;
}
