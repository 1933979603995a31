import { SecretKey } from '../../../secrets/secret-key';

/** What is the same of every location. */
export interface VeleroLocationOptions {
  /**
   * Folder of the bucket, for one cluster alone: two Veleros that share one take each other's backups for their own.
   *
   * In the manifest: BackupStorageLocation `spec.objectStorage.prefix`.
   *
   * @default - the top of the bucket
   */
  readonly prefix?: string;

  /**
   * A key of a Secret in Velero's namespace that holds the provider's own credentials file.
   *
   * For Amazon that is the one with `[default]`, for Google the JSON of a service account, for Azure a file of
   * variables such as `AZURE_TENANT_ID`. Velero writes and deletes, for it is Velero that ends the life of a backup.
   *
   * In the manifest: BackupStorageLocation `spec.credential`.
   *
   * @default - the identity of Velero's pods, as `identity` of the server says it
   */
  readonly credentials?: SecretKey;

  /**
   * A key of a Secret in Velero's namespace that holds the certificate of the authority behind the provider's TLS, in
   * PEM.
   *
   * In the manifest: BackupStorageLocation `spec.objectStorage.caCertRef`.
   *
   * @default - those that the image trusts
   */
  readonly certificateAuthority?: SecretKey;

  /**
   * The networks of the provider.
   *
   * In the manifest: NetworkPolicy `spec.egress`.
   *
   * @default - every address, for policies see no names
   */
  readonly cidrs?: string[];
}

/** Options for `VeleroLocation.s3`. */
export interface VeleroS3Options extends VeleroLocationOptions {
  /** Region of the bucket, such as `eu-west-1`. A server of your own has one too, mostly `us-east-1`. */
  readonly region: string;

  /**
   * Address of a server that speaks the protocol of S3, with https. It is then asked for paths instead of host names,
   * and for no checksums that only Amazon knows.
   *
   * In the manifest: BackupStorageLocation `spec.config.s3Url`, `s3ForcePathStyle` and `checksumAlgorithm`.
   *
   * @default - Amazon's
   */
  readonly endpoint?: string;

  /**
   * The key of AWS KMS that encrypts what is written: its id, alias or ARN.
   *
   * In the manifest: BackupStorageLocation `spec.config.kmsKeyId`.
   *
   * @default - the one of the bucket
   */
  readonly kmsKeyId?: string;
}

/** Options for `VeleroLocation.gcs`. */
export interface VeleroGcsOptions extends VeleroLocationOptions {
  /**
   * The key of Cloud KMS that encrypts what is written.
   *
   * In the manifest: BackupStorageLocation `spec.config.kmsKeyName`.
   *
   * @default - the one of the bucket
   */
  readonly kmsKeyName?: string;
}

/** Options for `VeleroLocation.azureBlob`. */
export interface VeleroAzureOptions extends VeleroLocationOptions {
  /** Storage account of the container. */
  readonly account: string;

  /** Resource group of the storage account. */
  readonly resourceGroup: string;
}
