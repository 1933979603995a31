import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { listOf, mapOf } from '../model/values/plain-data';

const OCCASIONS = { whenDeleted: 'it is deleted', whenScaled: 'it is scaled down' };

/** The claims of a StatefulSet outlive its pods. */
export const RETAINS_CLAIMS: ICheck = {
  id: 'retains-claims',
  title: 'Data outlives the pods that wrote it',
  box: 'data',
  severity: Severity.CRITICAL,
  why: 'With Delete, whoever removes the StatefulSet or scales it down deletes the claims, and mostly the data.',
  remedy: { manifest: 'persistentVolumeClaimRetentionPolicy: {whenDeleted: Retain, whenScaled: Retain}' },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention',
  ],
  appliesTo: ['apps/StatefulSet'],
  evaluate: ({ spec }) => {
    if (listOf(spec.volumeClaimTemplates).length === 0) return [];
    const policy = mapOf(spec.persistentVolumeClaimRetentionPolicy);
    const deleting = Object.entries(OCCASIONS).filter(([field]) => policy[field] === 'Delete');
    const failed = deleting.map(([field, occasion]) => ({
      passed: false,
      message: `deletes claims when ${occasion}`,
      path: `spec.persistentVolumeClaimRetentionPolicy.${field}`,
      actual: 'Delete',
      expected: 'Retain',
    }));
    return failed.length > 0 ? failed : [{ passed: true, message: 'keeps the claims of its pods' }];
  },
};
