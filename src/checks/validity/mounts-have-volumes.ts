import { mountProblems } from '../facts/validity/mounted-volumes';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** What containers mount is a volume of their pod. */
export const MOUNTS_HAVE_VOLUMES: ICheck = {
  id: 'mounts-have-volumes',
  title: 'Every mount has its volume',
  box: 'valid-manifests',
  severity: Severity.CRITICAL,
  why: 'The API server refuses a pod that mounts a volume which it does not have.',
  remedy: { manifest: 'Add the volume to the spec of the pod, or correct the name of the mount.' },
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/'],
  appliesTo: ['pods'],
  evaluate: (manifest) => {
    const findings = mountProblems(manifest);
    if (findings === undefined) return [];
    return findings.length === 0 ? [{ passed: true, message: 'mounts volumes that it has' }] : findings;
  },
};
