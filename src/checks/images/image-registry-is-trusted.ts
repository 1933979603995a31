import { isBelow } from '../facts/images/image-names';
import { judgeImages } from '../facts/images/judged-images';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Images come from where the team says. */
export const IMAGE_REGISTRY_IS_TRUSTED: ICheck = {
  id: 'image-registry-is-trusted',
  title: 'Images come from the registries that the team lists',
  box: 'images',
  severity: Severity.WARNING,
  // No list is built in: those of other tools contradict each other, and say nothing of whom this team trusts.
  why: 'Whoever can push to a registry that nobody looks after decides what runs here. Trivy has a list of its own, '
    + 'without most public registries; here the team lists those that it trusts.',
  remedy: {
    manifest: 'image: ghcr.io/acme/web:1.4.2, copied to where --registry says; or list one more registry.',
    construct: "new Platform({ registries: { 'docker.io': 'mirror.acme.io' }, trustedRegistries: ['mirror.acme.io'] })",
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/security-checklist/#images', 'kubescape:C-0078', 'kubescape:C-0001',
    'trivy:KSV-0125', 'trivy:KSV-0032', 'kyverno:restrict-image-registries',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }, { trustedRegistries: trusted }) => (trusted.length === 0 ? [] : judgeImages(pods, (image) => {
    const registry = trusted.find((one) => isBelow(image, one));
    return registry === undefined
      ? { passed: false, message: 'comes from no registry that is listed', expected: trusted.join(', ') }
      : { passed: true, message: `comes from ${registry}` };
  })),
};
