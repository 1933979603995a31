import { DNS_SUBDOMAIN, FILE_KEYS, maybeOneOf, NOT_EMPTY, oneOf, QUALIFIED_NAME, SOME, emptyOr } from './words';
import type { Constraints } from '../constraints';

const ACCESS_MODES = {
  ...SOME,
  items: oneOf('ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'),
};
const CLASS_NAME = emptyOr(DNS_SUBDOMAIN);

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go */
export const STORAGE_CONSTRAINTS: Constraints = {
  'core.v1.ConfigMap': { fields: { data: FILE_KEYS, binaryData: FILE_KEYS } },
  'core.v1.Secret': { fields: { data: FILE_KEYS, stringData: FILE_KEYS } },
  'core.v1.PersistentVolumeClaimSpec': {
    fields: { accessModes: ACCESS_MODES, volumeMode: maybeOneOf('Block', 'Filesystem'), storageClassName: CLASS_NAME },
    whole: [
      { required: ['accessModes'] },
      {
        required: ['resources'],
        properties: { resources: { required: ['requests'], properties: { requests: { required: ['storage'] } } } },
      },
      {
        if: { properties: { accessModes: { contains: { const: 'ReadWriteOncePod' } } }, required: ['accessModes'] },
        then: { properties: { accessModes: { maxItems: 1 } } },
        description: 'no other access mode together with ReadWriteOncePod',
      },
    ],
  },
  'core.v1.PersistentVolumeSpec': {
    fields: { accessModes: ACCESS_MODES, storageClassName: CLASS_NAME },
    whole: [
      { required: ['accessModes', 'capacity'] },
      { properties: { capacity: { required: ['storage'], maxProperties: 1 } } },
    ],
  },
  'core.v1.CSIPersistentVolumeSource': { fields: { driver: NOT_EMPTY, volumeHandle: NOT_EMPTY } },
  'core.v1.PersistentVolumeClaim': { whole: [{ required: ['spec'] }] },
  'core.v1.PersistentVolume': { whole: [{ required: ['spec'] }] },
  'storage.v1.StorageClass': {
    fields: { provisioner: QUALIFIED_NAME, reclaimPolicy: maybeOneOf('Delete', 'Retain') },
  },
  'storage.v1.CSIDriver': { optional: ['spec'] },
  'storage.v1.CSIDriverSpec': {
    fields: {
      fsGroupPolicy: maybeOneOf('File', 'None', 'ReadWriteOnceWithFSType'),
      volumeLifecycleModes: { items: { enum: ['Ephemeral', 'Persistent'] } },
    },
  },
};
