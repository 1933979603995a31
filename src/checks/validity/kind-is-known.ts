import { ENDING_API_VERSIONS } from '../facts/cluster/api-versions';
import { isKnownKind, isOfKubernetes, laterMinorOf, meantKind } from '../facts/validity/known-kinds';
import { Finding, ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';

/** Said of nearly every object. */
const PASSED: Finding[] = [{ passed: true, message: 'is a kind that Kubernetes has' }];

/** In the groups of Kubernetes itself there is the kind that is written. */
export const KIND_IS_KNOWN: ICheck = {
  id: 'kind-is-known',
  title: 'Kubernetes has the kind, by that version',
  box: 'valid-manifests',
  severity: Severity.CRITICAL,
  why: 'The API server refuses a kind that it does not have. Those of others are counted, as nobody can tell.',
  remedy: { manifest: 'Correct kind or apiVersion; kubectl api-resources lists what a cluster has.' },
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/', 'kube-linter:schema-validation'],
  appliesTo: ['*'],
  evaluate: (manifest, { minor }) => {
    const { apiVersion, kind } = manifest;
    if (!isOfKubernetes(manifest, minor)) return [];
    if (isKnownKind(manifest, minor)) return PASSED;
    // What was there once is told by api-version-is-served.
    if (ENDING_API_VERSIONS.has(`${apiVersion}/${kind}`) && laterMinorOf(manifest, minor) === undefined) return [];
    return [unknownKind(manifest, minor)];
  },
};

function unknownKind(manifest: Manifest, minor: number): Finding {
  const { apiVersion, kind } = manifest;
  const none = `is a ${kind} of ${apiVersion}, and Kubernetes 1.${minor} has none`;
  const since = laterMinorOf(manifest, minor);
  if (since !== undefined) {
    return { passed: false, message: `${none}; it is there since 1.${since}`, path: 'apiVersion', actual: apiVersion };
  }
  const meant = meantKind(manifest, minor);
  const message = meant === undefined ? none : `${none}; did you mean ${meant}?`;
  const isElsewhere = meant?.startsWith(`${kind} of `) === true;
  return { passed: false, message, path: isElsewhere ? 'apiVersion' : 'kind', actual: isElsewhere ? apiVersion : kind };
}
