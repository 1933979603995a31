import { imagePin } from '../facts/images/image-pins';
import { judgeContainers, isEphemeral } from '../facts/pods/containers';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

const DIGEST = /^sha(256:[a-f0-9]{64}|512:[a-f0-9]{128})$/;

/** Images are pinned to what was tested. */
export const IMAGE_HAS_DIGEST: ICheck = {
  id: 'image-has-digest',
  title: 'Images are pinned by digest',
  box: 'images',
  severity: Severity.ADVICE,
  why: 'A tag can be pushed again: by a mistake, or by whoever stole a password of the registry.',
  remedy: {
    manifest: 'image: registry.example.com/shop/web:1.4.2@sha256:<64 hexadecimal digits>',
    construct: "image: 'registry.example.com/shop/web:1.4.2@sha256:<64 hexadecimal digits>'",
  },
  references: [
    'https://kubernetes.io/docs/concepts/containers/images/#image-names', 'checkov:CKV_K8S_43', 'kubescape:C-0306',
    'kyverno:require-image-checksum',
  ],
  appliesTo: ['pods'],
  // Checkov takes whatever follows an @; what is no digest cannot be pulled.
  evaluate: ({ pods }) => judgeContainers(pods, (container) => {
    const { image } = container.content;
    const pin = imagePin(image);
    if (pin === undefined || isEphemeral(container)) return undefined;
    const place = { path: `${container.path}.image`, actual: image };
    if (pin.digest === undefined) return { ...place, passed: false, message: 'runs an image without a digest' };
    return DIGEST.test(pin.digest)
      ? { ...place, passed: true, message: 'runs an image that its digest pins' }
      : { ...place, passed: false, message: 'runs an image with a digest that is none' };
  }),
};
