import { deprecatedInObject, KINDS_WITH_DEPRECATED_FIELDS } from '../facts/deprecations/deprecated-object-fields';
import { deprecatedInPods } from '../facts/deprecations/deprecated-pod-fields';
import { deprecationFindings } from '../facts/deprecations/deprecation';
import { Finding, ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Said of nearly every object. */
const PASSED: Finding[] = [{ passed: true, message: 'has no field that is deprecated' }];

/** What an object says is said in the fields that will be there. */
export const FIELDS_ARE_NOT_DEPRECATED: ICheck = {
  id: 'fields-are-not-deprecated',
  title: 'No field is deprecated',
  box: 'valid-manifests',
  severity: Severity.ADVICE,
  why: 'A field that is deprecated does nothing from some upgrade on, and nobody is told: a profile that binds no '
    + 'longer, a rule that places no pod.',
  remedy: { manifest: 'Write what the finding names, such as serviceAccountName, and remove the field.' },
  references: [
    'https://kubernetes.io/docs/reference/labels-annotations-taints/',
    'https://kubernetes.io/docs/concepts/storage/volumes/#volume-types',
    'https://kubernetes.io/docs/concepts/services-networking/ingress/#deprecated-annotation',
    'https://github.com/kubernetes/kubernetes/blob/master/pkg/api/pod/warnings.go',
    'kube-linter:deprecated-service-account-field', 'kubescape:C-0294',
  ],
  appliesTo: ['pods', ...KINDS_WITH_DEPRECATED_FIELDS],
  evaluate: (manifest, { minor }) => {
    const uses = [...deprecatedInObject(manifest), ...manifest.pods.flatMap(deprecatedInPods)];
    const findings = deprecationFindings(uses, minor);
    return findings.length > 0 ? findings : PASSED;
  },
};
