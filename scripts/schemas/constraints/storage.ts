import { DNS_SUBDOMAIN, FILE_KEYS, maybeOneOf, NOT_EMPTY, QUALIFIED_NAME, SOME } from './words';
import type { Constraints } from '../constraints';

const CLASS_NAME = { ...DNS_SUBDOMAIN, pattern: `${DNS_SUBDOMAIN.pattern}|^$` };

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go */
export const STORAGE_CONSTRAINTS: Constraints = {
  'core.v1.ConfigMap': { fields: { data: FILE_KEYS, binaryData: FILE_KEYS } },
  'core.v1.Secret': { fields: { data: FILE_KEYS, stringData: FILE_KEYS } },
  'core.v1.PersistentVolumeClaimSpec': {
    fields: { accessModes: SOME, volumeMode: maybeOneOf('Block', 'Filesystem'), storageClassName: CLASS_NAME },
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
    fields: { accessModes: SOME, storageClassName: CLASS_NAME },
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
