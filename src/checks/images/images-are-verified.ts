import { ImageName } from '../facts/images/image-names';
import { imageVerifiers, ImageVerifier } from '../facts/images/image-verifiers';
import { judgeImages } from '../facts/images/judged-images';
import { oncePerCluster } from '../facts/once-per-cluster';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Severity } from '../model/severity';

/** Where signatures are asked for, they are asked for of every image. */
export const IMAGES_ARE_VERIFIED: ICheck = {
  id: 'images-are-verified',
  title: 'Signatures of all images are verified where policies are there',
  box: 'images',
  severity: Severity.WARNING,
  // Whether an image is signed stands in its registry; manifests say who asks.
  why: 'The one image that no policy asks about is the way in for code that nobody of the team has signed. Kubescape '
    + 'asks the registry for the signature; manifests show who verifies it, which is what is asked here.',
  remedy: {
    manifest: 'Add the image to a ClusterImagePolicy, and label the Namespace policy.sigstore.dev/include: "true"; or '
      + 'to the imageReferences of a Kyverno policy that enforces.',
  },
  references: [
    'https://docs.sigstore.dev/policy-controller/overview/',
    'https://kyverno.io/docs/policy-types/image-validating-policy/', 'kubescape:C-0236', 'kubescape:C-0237',
    'kyverno:verify-image',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods, namespace }, cluster) => (imageVerifiers(cluster).length === 0 ? [] : (
    judgeImages(pods, (image) => verdictOn(verifierOf(cluster, namespace, image)))
  )),
};

function verdictOn(verifier: ImageVerifier | undefined): Pick<Finding, 'passed' | 'message'> {
  if (verifier === undefined) return { passed: false, message: 'runs an image that no policy verifies' };
  const { kind, name } = verifier.policy;
  return verifier.isEnforced
    ? { passed: true, message: `is verified by ${kind} ${name}` }
    : { passed: false, message: `is verified by ${kind} ${name}, which refuses nothing` };
}

const inNamespaces = oncePerCluster(() => new Map<string, readonly ImageVerifier[]>());

/** What verifies an image; what merely reports counts where nothing else does. */
function verifierOf(cluster: Cluster, namespace: string, image: ImageName): ImageVerifier | undefined {
  const known = inNamespaces(cluster);
  const here = known.get(namespace) ?? imageVerifiers(cluster).filter(({ covers }) => covers(namespace));
  known.set(namespace, here);
  const matching = here.filter(({ matches }) => matches(image));
  return matching.find(({ isEnforced }) => isEnforced) ?? matching[0];
}
