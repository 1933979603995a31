import { judgeImages } from '../facts/images/judged-images';
import { retiredImageOf } from '../facts/images/retired-images';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Somebody mends what runs. */
export const IMAGE_IS_MAINTAINED: ICheck = {
  id: 'image-is-maintained',
  title: 'Images are of what is still maintained',
  box: 'images',
  severity: Severity.WARNING,
  why: 'Whatever is found in it from now on stays open, and it is not tried with newer versions of Kubernetes.',
  remedy: { manifest: 'Replace it by what the message names.' },
  references: [
    'https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/',
    'https://helm.sh/blog/helm-v2-deprecation-timeline/', 'https://github.com/kubernetes-retired/dashboard',
    'checkov:CKV_K8S_33', 'checkov:CKV_K8S_34', 'checkov:CKV_K8S_45', 'kubescape:C-0014', 'kubescape:C-0292',
    'trivy:KSV-0102', 'trivy:KCV-0093', 'kyverno:disallow-helm-tiller',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeImages(pods, (image) => {
    const retired = retiredImageOf(image);
    if (retired === undefined) return { passed: true, message: 'runs nothing that is known to be retired' };
    const { product, end, instead } = retired;
    return { passed: false, message: `runs ${product}, which ended in ${end}`, expected: instead };
  }),
};
