import type { ObjectReference } from '../facts/references/object-reference';
import { pullSecretReferences, secretReferences } from '../facts/references/pod-references';
import { judgeReferences } from '../facts/references/reference-findings';
import { tlsReferences } from '../facts/references/tls-references';
import { secretExists, secretMayHaveKey } from '../facts/secrets/made-secrets';
import { ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';

/** Secrets that pods cannot start without, and those with certificates, are in the input, or something makes them. */
export const SECRET_EXISTS: ICheck = {
  id: 'secret-exists',
  title: 'Secrets that are named exist',
  box: 'references',
  severity: Severity.ADVICE,
  why: 'A pod that names a Secret which is not there waits for it for ever, and an Ingress shows a wrong certificate.',
  remedy: {
    manifest: 'Add it, or declare it: metadata.annotations[preflight/external]: "Secret/db".',
    construct: "workload.waive('secret-exists', 'made by the platform team')",
  },
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets', 'kube-linter:env-value-from'],
  appliesTo: [
    'pods', 'ServiceAccount', 'networking.k8s.io/Ingress', 'gateway.networking.k8s.io/Gateway',
    'gateway.networking.k8s.io/ListenerSet',
  ],
  evaluate: (manifest, cluster) => {
    const { namespace } = manifest;
    return judgeReferences(manifest, referencesOf(manifest), ({ name, entry }) => (
      entry === undefined ? secretExists(cluster, namespace, name)
        : secretMayHaveKey(cluster, namespace, { name, key: entry })
    ));
  },
};

function referencesOf(manifest: Manifest): ObjectReference[] {
  switch (manifest.kind) {
    case 'ServiceAccount': return pullSecretReferences(manifest.content, 'imagePullSecrets');
    case 'Ingress':
    case 'Gateway':
    case 'ListenerSet': return tlsReferences(manifest);
    default: return secretReferences(manifest.pods);
  }
}
