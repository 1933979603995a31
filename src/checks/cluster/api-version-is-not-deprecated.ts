import { ENDING_API_VERSIONS, EndingApiVersion, kindsOf, replacementIn } from '../facts/cluster/api-versions';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** What the cluster knows today it will know after the next upgrades. */
export const API_VERSION_IS_NOT_DEPRECATED: ICheck = {
  id: 'api-version-is-not-deprecated',
  title: 'The API version is not deprecated',
  box: 'valid-manifests',
  severity: Severity.ADVICE,
  why: 'What is deprecated goes with some later upgrade, which then waits for manifests, charts and clients to follow.',
  remedy: { manifest: 'Write the apiVersion that took its place, and look up what changed with it.' },
  references: [
    'https://kubernetes.io/docs/reference/using-api/deprecation-policy/',
    'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
    'https://kubernetes.io/blog/2025/04/24/endpoints-deprecation/',
    'https://gateway-api.sigs.k8s.io/concepts/versioning/', 'https://istio.io/latest/blog/2024/v1-apis/',
    'kube-score:stable-version', 'trivy:KSV-0107', 'kyverno:check-deprecated-apis',
  ],
  appliesTo: kindsOf(({ release, removedIn }) => release === undefined || removedIn === Infinity),
  evaluate: ({ apiVersion, kind }, { minor }) => {
    const version = ENDING_API_VERSIONS.get(`${apiVersion}/${kind}`);
    // What is gone is another question.
    if (version === undefined || minor >= version.removedIn) return [];
    const instead = replacementIn(version, minor);
    // Where nothing took its place yet, nothing else can be written.
    const isEarly = minor < version.deprecatedIn || version.replacement !== undefined && instead === undefined;
    const message = isEarly ? 'is the one to write in this minor' : deprecationText(version);
    return [{ passed: isEarly, message, path: 'apiVersion', actual: apiVersion, expected: instead }];
  },
};

function deprecationText({ deprecatedIn, removedIn, replacement, release }: EndingApiVersion): string {
  if (release !== undefined) return `has a successor since ${release}: ${replacement}`;
  const end = removedIn === Infinity ? '' : `, and goes with 1.${removedIn}`;
  return `is deprecated since 1.${deprecatedIn}${end}`;
}
