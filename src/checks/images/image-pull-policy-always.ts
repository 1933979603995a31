import { ImagePin, imagePin } from '../facts/images/image-pins';
import { judgeContainers, isEphemeral } from '../facts/pods/containers';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A tag is looked up each time that a container starts. */
export const IMAGE_PULL_POLICY_ALWAYS: ICheck = {
  id: 'image-pull-policy-always',
  title: 'Images are looked up at every start, or pinned by digest',
  box: 'images',
  severity: Severity.ADVICE,
  // kube-score and Polaris want Always beside a digest too; the same digest cannot mean another image.
  why: 'A node keeps what a tag once meant, and lets any pod run private images that another one pulled. kube-score '
    + 'and Polaris want Always beside a digest too; with Checkov, this check does not: the digest says what runs, '
    + 'and starts need not wait for the registry.',
  remedy: {
    manifest: 'imagePullPolicy: Always, or an image with a digest.',
    construct: "image: 'registry.example.com/shop/web:1.4.2@sha256:<64 hexadecimal digits>'",
  },
  references: [
    'https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy',
    'kube-score:container-image-pull-policy', 'polaris:pullPolicyNotAlways', 'checkov:CKV_K8S_15',
    'kyverno:imagepullpolicy-always', 'kyverno:always-pull-images',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeContainers(pods, (container) => {
    const { image, imagePullPolicy } = container.content;
    const pin = imagePin(image);
    if (pin === undefined || isEphemeral(container)) return undefined;
    const place = { path: `${container.path}.imagePullPolicy`, actual: imagePullPolicy, expected: 'Always' };
    if (pin.digest !== undefined) return { ...place, passed: true, message: 'runs an image that its digest pins' };
    return (imagePullPolicy ?? defaultPolicy(pin)) === 'Always'
      ? { ...place, passed: true, message: 'looks its image up at every start' }
      : { ...place, passed: false, message: 'runs whatever image the node kept under the tag' };
  }),
};

/** What the API server fills in. */
function defaultPolicy({ tag }: ImagePin): string {
  return tag === undefined || tag === 'latest' ? 'Always' : 'IfNotPresent';
}
