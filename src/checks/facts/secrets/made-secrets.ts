import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';

/** What makes Secrets, and how each names it. */
const SECRET_MAKERS: Record<string, (maker: Manifest) => unknown> = {
  'external-secrets.io/ExternalSecret': ({ name, spec }) => {
    const { name: target, creationPolicy } = mapOf(spec.target);
    // These write into a Secret that somebody else makes, or into none.
    return creationPolicy === 'Merge' || creationPolicy === 'None' ? '' : target ?? name;
  },
  // The controller passes by what its template is called.
  'bitnami.com/SealedSecret': ({ name }) => name,
  'cert-manager.io/Certificate': ({ spec }) => spec.secretName,
  'secrets.hashicorp.com/VaultStaticSecret': ({ spec }) => mapOf(spec.destination).name,
  'secrets.hashicorp.com/VaultDynamicSecret': ({ spec }) => mapOf(spec.destination).name,
  'secrets.hashicorp.com/VaultPKISecret': ({ spec }) => mapOf(spec.destination).name,
};

const madeSecrets = oncePerCluster((cluster) => new Set([
  ...Object.entries(SECRET_MAKERS).flatMap(([kind, nameOf]) => (
    cluster.ofKind(kind).map((maker) => placeKey(cluster, maker.namespace, nameOf(maker)))
  )),
  // The driver makes as many as are listed, once a pod mounts the volume.
  ...cluster.ofKind('secrets-store.csi.x-k8s.io/SecretProviderClass').flatMap(({ namespace, spec }) => (
    mapsIn(spec.secretObjects).map(({ item }) => placeKey(cluster, namespace, item.secretName))
  )),
]));

/** Whether a Secret is in the input, or something that makes it. */
export function secretExists(cluster: Cluster, namespace: string, name: string): boolean {
  return cluster.named('Secret', namespace, name) !== undefined
    || madeSecrets(cluster).has(placeKey(cluster, namespace, name));
}

function placeKey(cluster: Cluster, namespace: string, name: unknown): string {
  return `${cluster.effectiveNamespace(namespace)}\0${textOf(name)}`;
}
