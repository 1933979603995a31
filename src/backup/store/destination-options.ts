import { SecretKey } from '../../secrets/secret-key';

/** What is the same of every destination. */
export interface DestinationOptions {
  /**
   * Folder of the bucket, for this backup alone: two clusters must not share one.
   *
   * @default - namespace and name of the backup, `kube-system/etcd`
   */
  readonly prefix?: string;

  /**
   * A key of a Secret that holds the provider's own credentials file.
   *
   * For Amazon that is the one with `[default]`, for Google the JSON of a service account, for Azure the JSON of a
   * service principal. It must allow to write, read and list, and should not allow to delete.
   *
   * @default - the identity of the pod, or of its node
   */
  readonly credentials?: SecretKey;

  /**
   * A key of a Secret that holds the certificate of the authority behind the provider's TLS, in PEM.
   *
   * @default - those that the image trusts
   */
  readonly certificateAuthority?: SecretKey;
}

/** Options for `BackupDestination.s3`. */
export interface S3Options extends DestinationOptions {
  /** Region of the bucket, such as `eu-west-1`. A server of your own has one too, mostly `us-east-1`. */
  readonly region: string;

  /**
   * Address of a server that speaks the protocol of S3, with https.
   *
   * @default - Amazon's
   */
  readonly endpoint?: string;

  /**
   * The IAM role of the pods, as the annotation `eks.amazonaws.com/role-arn` of their ServiceAccount.
   *
   * @default - none
   */
  readonly roleArn?: string;
}

/** Options for `BackupDestination.gcs`. */
export interface GcsOptions extends DestinationOptions {
  /**
   * The service account of the pods, as the annotation `iam.gke.io/gcp-service-account` of their ServiceAccount.
   *
   * @default - none
   */
  readonly serviceAccount?: string;
}

/** Options for `BackupDestination.azureBlob`. */
export interface AzureBlobOptions extends DestinationOptions {
  /** Storage account of the container. */
  readonly account: string;

  /**
   * The client id of the pods' identity, as the annotation `azure.workload.identity/client-id` of their ServiceAccount.
   *
   * @default - none
   */
  readonly clientId?: string;
}
