/** What the bucket deletes, and when. */
export interface Retention {
  /** Bucket or container. */
  readonly bucket: string;
  /** The folder of the backups, without a slash at the end. */
  readonly path: string;
  readonly days: number;
}

/** Parts of an upload that never became an object are kept this long. */
const UNFINISHED_DAYS = 7;
const NAME = 'expire-backups';

/**
 * For `aws s3api put-bucket-lifecycle-configuration --lifecycle-configuration file://...`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html
 */
export function s3Lifecycle({ path, days }: Retention): object {
  return {
    Rules: [{
      ID: NAME,
      Status: 'Enabled',
      Filter: { Prefix: `${path}/` },
      Expiration: { Days: days },
      NoncurrentVersionExpiration: { NoncurrentDays: days },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: UNFINISHED_DAYS },
    }],
  };
}

/**
 * For `gcloud storage buckets update --lifecycle-file=...`.
 *
 * @see https://cloud.google.com/storage/docs/lifecycle
 */
export function gcsLifecycle({ path, days }: Retention): object {
  const matchesPrefix = [`${path}/`];
  return {
    lifecycle: {
      rule: [
        { action: { type: 'Delete' }, condition: { age: days, matchesPrefix } },
        {
          action: { type: 'AbortIncompleteMultipartUpload' },
          condition: { age: UNFINISHED_DAYS, matchesPrefix },
        },
      ],
    },
  };
}

/**
 * For `az storage account management-policy create --policy @...`.
 *
 * @see https://learn.microsoft.com/azure/storage/blobs/lifecycle-management-policy-configure
 */
export function azureLifecycle({ bucket, path, days }: Retention): object {
  return {
    rules: [{
      enabled: true,
      name: NAME,
      type: 'Lifecycle',
      definition: {
        actions: {
          baseBlob: { delete: { daysAfterModificationGreaterThan: days } },
          snapshot: { delete: { daysAfterCreationGreaterThan: days } },
          version: { delete: { daysAfterCreationGreaterThan: days } },
        },
        filters: { blobTypes: ['blockBlob'], prefixMatch: [`${bucket}/${path}/`] },
      },
    }],
  };
}
