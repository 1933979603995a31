import { imagePin, isMovingTag } from '../facts/images/image-pins';
import { judgeContainers } from '../facts/pods/containers';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Images say which version they are. */
export const IMAGE_HAS_TAG: ICheck = {
  id: 'image-has-tag',
  title: 'Images name a version',
  box: 'images',
  severity: Severity.CRITICAL,
  why: 'What latest, stable or alpine means changes: a restart may run other code than the pod beside it, and no way '
    + 'leads back. With a digest the tag may be left out, though some tools, such as kube-score, read the tag alone.',
  remedy: {
    manifest: 'image: registry.example.com/shop/web:1.4.2',
    construct: "image: 'registry.example.com/shop/web:1.4.2'",
  },
  references: [
    'https://kubernetes.io/docs/concepts/containers/images/#image-names',
    'kube-score:container-image-tag', 'kube-linter:latest-tag', 'polaris:tagNotSpecified', 'checkov:CKV_K8S_14',
    'kubescape:C-0075', 'trivy:KSV-0013', 'kyverno:disallow-latest-tag',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeContainers(pods, (container) => {
    const { image } = container.content;
    const pin = imagePin(image);
    if (pin === undefined) return undefined;
    const place = { path: `${container.path}.image`, actual: image };
    if (pin.digest !== undefined) return { ...place, passed: true, message: 'runs an image that its digest pins' };
    if (pin.tag === undefined) return { ...place, passed: false, message: 'runs an image without a tag' };
    return isMovingTag(pin.tag)
      ? { ...place, passed: false, message: `runs whatever ${pin.tag} means` }
      : { ...place, passed: true, message: `runs version ${pin.tag}` };
  }),
};
