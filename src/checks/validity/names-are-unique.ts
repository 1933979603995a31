import { duplicateProblems } from '../facts/validity/unique-items';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Within an object, no two things have the same name or place. */
export const NAMES_ARE_UNIQUE: ICheck = {
  id: 'names-are-unique',
  title: 'Containers, volumes, mounts and ports have names of their own',
  box: 'valid-manifests',
  severity: Severity.CRITICAL,
  why: 'The API server refuses what is there twice, and ports of a Service without a name as soon as there are two.',
  remedy: { manifest: 'Give each of them a name, or a path, of its own.' },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services',
    'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go',
    'kube-score:container-ports-check',
  ],
  appliesTo: [
    'pods', 'LimitRange', 'Service', 'apps/StatefulSet', 'discovery.k8s.io/EndpointSlice',
    'admissionregistration.k8s.io/MutatingWebhookConfiguration',
    'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  ],
  evaluate: (manifest) => {
    const findings = duplicateProblems(manifest);
    return findings.length === 0 ? [{ passed: true, message: 'has nothing twice' }] : findings;
  },
};
