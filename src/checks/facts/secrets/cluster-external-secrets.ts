import { makesSecret } from './secret-writers';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { listOf, mapOf } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { namespacesThatMayMatch } from '../namespaces/namespace-labels';
import { oncePerCluster } from '../once-per-cluster';

/** Those of a name, and the namespaces that get one. */
const madeForNamespaces = oncePerCluster((cluster) => groupBy(
  cluster.ofKind('external-secrets.io/ClusterExternalSecret')
    .filter(({ spec }) => makesSecret(mapOf(spec.externalSecretSpec)))
    .map((maker) => ({ name: secretNameOf(maker), serves: servedBy(maker, cluster) })),
  ({ name }) => [name],
));

/** Whether a ClusterExternalSecret may make the Secret, by an ExternalSecret in each of its namespaces. */
export function mayBeMadeForNamespace(cluster: Cluster, namespace: string, name: string): boolean {
  return madeForNamespaces(cluster).get(name)?.some(({ serves }) => serves(namespace)) ?? false;
}

function secretNameOf({ name, spec }: Manifest): string {
  return textOf(targetOf(spec).name ?? spec.externalSecretName ?? name);
}

function targetOf({ externalSecretSpec }: Manifest['spec']): Record<string, unknown> {
  return mapOf(mapOf(externalSecretSpec).target);
}

/** One that names or selects it is enough. */
function servedBy({ spec }: Manifest, cluster: Cluster): (namespace: string) => boolean {
  const { namespaceSelector, namespaceSelectors, namespaces } = spec;
  const names = new Set(listOf(namespaces).map((name) => cluster.effectiveNamespace(textOf(name))));
  const selectors = [...listOf(namespaceSelectors), ...namespaceSelector === undefined ? [] : [namespaceSelector]]
    .map((selector) => namespacesThatMayMatch(cluster, selector));
  return (namespace) => names.has(cluster.effectiveNamespace(namespace)) || selectors.some((takes) => takes(namespace));
}
