import { closedRegistryOf } from '../facts/images/closed-registries';
import { judgeImages } from '../facts/images/judged-images';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Images come from where there still are some. */
export const IMAGE_REGISTRY_EXISTS: ICheck = {
  id: 'image-registry-exists',
  title: 'Images come from no registry that is closed',
  box: 'images',
  severity: Severity.CRITICAL,
  why: 'Nodes that have kept the image go on, and the pod does not start on the next one; what is frozen gets no fix.',
  remedy: {
    manifest: 'image: registry.k8s.io/pause:3.10',
    construct: "new Platform({ registries: { 'k8s.gcr.io': 'registry.k8s.io' } })",
  },
  references: [
    'https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/',
    'https://github.com/bitnami/charts/issues/35164', 'kubescape:C-0253', 'kyverno:restrict-deprecated-registry',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeImages(pods, (image) => {
    const closed = closedRegistryOf(image);
    if (closed === undefined) return { passed: true, message: 'comes from no registry that is known to be closed' };
    const { prefix, fate, instead } = closed;
    return { passed: false, message: `comes from ${prefix}, which ${fate}`, expected: instead };
  }),
};
