/** Options for `MountProvider.awsSecretsManager` and `MountProvider.awsParameterStore`. */
export interface AwsMountOptions {
  /**
   * Region of the secrets, such as `eu-west-1`.
   *
   * In the manifest: SecretProviderClass `spec.parameters.region`.
   */
  readonly region: string;

  /**
   * Whether pods are known by EKS Pod Identity, as `WorkloadIdentity.eksPodIdentity` says, and not by a role of IAM.
   *
   * In the manifest: SecretProviderClass `spec.parameters.usePodIdentity`.
   *
   * @default false
   */
  readonly podIdentity?: boolean;
}

/** Options for `MountProvider.vault`. */
export interface VaultMountOptions {
  /**
   * Address of Vault, with https, such as `https://vault.vault.svc:8200`.
   *
   * In the manifest: SecretProviderClass `spec.parameters.vaultAddress`.
   */
  readonly server: string;

  /**
   * The role of the auth method that may read the secrets, bound to the ServiceAccount of the pods.
   *
   * In the manifest: SecretProviderClass `spec.parameters.roleName`.
   */
  readonly role: string;

  /**
   * Where the secrets engine is mounted, one of key and value in version 2.
   *
   * In the manifest: SecretProviderClass `spec.parameters.objects`.
   *
   * @default 'secret'
   */
  readonly path?: string;

  /**
   * Where the auth method of this cluster is mounted.
   *
   * In the manifest: SecretProviderClass `spec.parameters.vaultKubernetesMountPath`.
   *
   * @default 'kubernetes'
   */
  readonly mountPath?: string;

  /**
   * For whom the token is by which the provider logs in, where the role names one.
   *
   * In the manifest: SecretProviderClass `spec.parameters.audience`.
   *
   * @default - the API server, as for roles that name no audience
   */
  readonly audience?: string;
}

/** Options for `MountProvider.gcp` and `MountProvider.gkeAddOn`. */
export interface GcpMountOptions {
  /**
   * Project of the secrets.
   *
   * In the manifest: SecretProviderClass `spec.parameters.secrets`.
   */
  readonly projectId: string;
}

/** Options for `MountProvider.azure`. */
export interface AzureMountOptions {
  /**
   * Name of the Key Vault.
   *
   * In the manifest: SecretProviderClass `spec.parameters.keyvaultName`.
   */
  readonly keyVault: string;

  /**
   * Client id of the managed identity or of the application that may read them, that of `WorkloadIdentity.azure`.
   *
   * In the manifest: SecretProviderClass `spec.parameters.clientID`.
   */
  readonly clientId: string;

  /**
   * Tenant of the Key Vault.
   *
   * In the manifest: SecretProviderClass `spec.parameters.tenantId`.
   */
  readonly tenantId: string;
}
