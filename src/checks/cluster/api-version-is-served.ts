import { REMOVED_API_VERSIONS } from '../facts/cluster/removed-api-versions';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** The cluster still knows what it is given. */
export const API_VERSION_IS_SERVED: ICheck = {
  id: 'api-version-is-served',
  title: 'The cluster serves the API version',
  box: 'valid-manifests',
  severity: Severity.CRITICAL,
  why: 'A cluster refuses what it no longer serves, on the day of the upgrade or of the next deployment.',
  remedy: { manifest: 'Write the apiVersion that took its place, and look up what changed with it.' },
  references: [
    'https://kubernetes.io/docs/reference/using-api/deprecation-guide/', 'kube-score:stable-version',
    'kube-linter:no-extensions-v1beta', 'https://external-secrets.io/latest/introduction/deprecation-policy/',
  ],
  // Only what was or will be removed is judged: of what a cluster has beside that, manifests say nothing.
  appliesTo: [...new Set([...REMOVED_API_VERSIONS.keys()].map(withoutVersion))],
  evaluate: ({ apiVersion, kind }, { minor }) => {
    const removal = REMOVED_API_VERSIONS.get(`${apiVersion}/${kind}`);
    if (removal === undefined) return [];
    const { removedIn, replacement } = removal;
    const passed = minor < removedIn;
    const message = passed ? `is served until 1.${removedIn - 1}` : goneText(removedIn);
    return [{ passed, message, path: 'apiVersion', actual: apiVersion, expected: replacement }];
  },
};

function goneText(removedIn: number): string {
  return removedIn === 0 ? 'is served no longer by the operator' : `is not served since 1.${removedIn}`;
}

function withoutVersion(key: string): string {
  const [group, , kind] = key.split('/');
  return `${group}/${kind}`;
}
