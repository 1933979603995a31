import { azureLifecycle, gcsLifecycle, s3Lifecycle } from '../../../src/backup/store/bucket-lifecycle';

const KEPT = { bucket: 'acme-backups', path: 'kube-system/etcd', days: 14 };

// Each in the words of its provider, whose own client takes the document as it is.
describe('the lifecycle of a bucket', () => {
  it('deletes backups, older versions and unfinished uploads at Amazon', () => {
    expect(s3Lifecycle(KEPT)).toEqual({
      Rules: [{
        ID: 'expire-backups',
        Status: 'Enabled',
        Filter: { Prefix: 'kube-system/etcd/' },
        Expiration: { Days: 14 },
        NoncurrentVersionExpiration: { NoncurrentDays: 14 },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      }],
    });
  });

  it('deletes backups and unfinished uploads at Google', () => {
    const matchesPrefix = ['kube-system/etcd/'];

    expect(gcsLifecycle(KEPT)).toEqual({
      lifecycle: {
        rule: [
          { action: { type: 'Delete' }, condition: { age: 14, matchesPrefix } },
          { action: { type: 'AbortIncompleteMultipartUpload' }, condition: { age: 7, matchesPrefix } },
        ],
      },
    });
  });

  it('deletes backups, snapshots and versions at Azure, whose prefixes begin with the container', () => {
    expect(azureLifecycle(KEPT)).toEqual({
      rules: [{
        enabled: true,
        name: 'expire-backups',
        type: 'Lifecycle',
        definition: {
          actions: {
            baseBlob: { delete: { daysAfterModificationGreaterThan: 14 } },
            snapshot: { delete: { daysAfterCreationGreaterThan: 14 } },
            version: { delete: { daysAfterCreationGreaterThan: 14 } },
          },
          filters: { blobTypes: ['blockBlob'], prefixMatch: ['acme-backups/kube-system/etcd/'] },
        },
      }],
    });
  });
});
