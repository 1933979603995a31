import { resourceProblems } from '../facts/validity/resource-rules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** No request is above its limit, and no amount below nothing. */
export const AMOUNTS_ARE_LEGAL: ICheck = {
  id: 'amounts-are-legal',
  title: 'No request is above its limit, and no amount below nothing',
  box: 'valid-manifests',
  severity: Severity.CRITICAL,
  why: 'The API server refuses a container that asks for more than it may use, and amounts that cannot be.',
  remedy: {
    manifest:
      'resources: {requests: {memory: 256Mi}, limits: {memory: 256Mi}}, the request at most as high as the limit.',
  },
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  appliesTo: ['pods', 'LimitRange', 'PersistentVolume', 'PersistentVolumeClaim', 'ResourceQuota'],
  evaluate: (manifest) => {
    const findings = resourceProblems(manifest);
    return findings.length === 0 ? [{ passed: true, message: 'has amounts that fit' }] : findings;
  },
};
