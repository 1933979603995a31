import { ENDING_API_VERSIONS, EndingApiVersion, kindsOf, replacementIn } from '../facts/cluster/api-versions';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** The cluster still knows what it is given. */
export const API_VERSION_IS_SERVED: ICheck = {
  id: 'api-version-is-served',
  title: 'The cluster serves the API version',
  box: 'valid-manifests',
  severity: Severity.CRITICAL,
  why: 'A cluster refuses what it no longer serves, on the day of the upgrade or of the next deployment. kube-score '
    + 'judges by 1.18 unless it is told another version, preflight by 1.30.',
  remedy: { manifest: 'Write the apiVersion that took its place, and look up what changed with it.' },
  references: [
    'https://kubernetes.io/docs/reference/using-api/deprecation-guide/', 'kube-score:stable-version',
    'kube-linter:no-extensions-v1beta', 'trivy:KSV-0107', 'kyverno:check-deprecated-apis',
    'https://external-secrets.io/latest/introduction/deprecation-policy/',
    'https://cert-manager.io/docs/releases/upgrading/remove-deprecated-apis/',
  ],
  // Only what was or will be removed is judged: of what a cluster has beside that, manifests say nothing.
  appliesTo: kindsOf(({ removedIn }) => removedIn !== Infinity),
  evaluate: ({ apiVersion, kind }, { minor }) => {
    const version = ENDING_API_VERSIONS.get(`${apiVersion}/${kind}`);
    if (version === undefined || version.removedIn === Infinity) return [];
    const { removedIn } = version;
    const passed = minor < removedIn;
    const message = passed ? `is served until 1.${removedIn - 1}` : goneText(version);
    return [{ passed, message, path: 'apiVersion', actual: apiVersion, expected: replacementIn(version, minor) }];
  },
};

function goneText({ removedIn, release }: EndingApiVersion): string {
  return release === undefined ? `is not served since 1.${removedIn}` : `is served no longer, since ${release}`;
}
