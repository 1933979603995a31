import { oncePerCluster } from '../facts/once-per-cluster';
import { claimReferences } from '../facts/references/pod-references';
import { judgeReferences } from '../facts/references/reference-findings';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf, mapsIn } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** The claims that a StatefulSet makes are called `data-db-0`. */
const claimsOfStatefulSets = oncePerCluster((cluster) => new Set(cluster.ofKind('apps/StatefulSet').flatMap((owner) => (
  mapsIn(owner.spec.volumeClaimTemplates).map(({ item }) => (
    `${cluster.effectiveNamespace(owner.namespace)}\0${textOf(mapOf(item.metadata).name)}-${owner.name}`
  ))
))));

/** The claims that pods mount are in the input. */
export const CLAIM_EXISTS: ICheck = {
  id: 'claim-exists',
  title: 'Claims that are mounted exist',
  box: 'references',
  severity: Severity.WARNING,
  why: 'A pod that mounts a claim which is not there is never scheduled. Kubescape finds fault with each claim that '
    + 'is mounted; to be mounted is what it is for.',
  remedy: {
    manifest: 'Add it, or declare it: metadata.annotations[preflight/external]: "PersistentVolumeClaim/data".',
  },
  references: [
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes',
  ],
  appliesTo: ['pods'],
  evaluate: (manifest, cluster) => judgeReferences(manifest, claimReferences(manifest.pods), ({ name }) => (
    cluster.named('PersistentVolumeClaim', manifest.namespace, name) !== undefined
      || claimsOfStatefulSets(cluster)
        .has(`${cluster.effectiveNamespace(manifest.namespace)}\0${name.replace(/-\d+$/, '')}`)
  )),
};
