import { STORES, TakenSecrets } from './taken-keys';
import { madeSecret } from '../../../checks/facts/secrets/made-secrets';
import { EXTERNAL_SECRET } from '../../../checks/facts/secrets/secret-writers';
import { Manifest } from '../../../checks/model/manifest';
import { selectorMatches } from '../../../checks/model/selectors/label-selector';
import { matchesAny } from '../../../checks/model/values/go-pattern';
import { listOf, mapOf, mapsIn } from '../../../checks/model/values/plain-data';
import { textOf } from '../../../checks/model/values/text-of';
import { messageAt } from '../../../internal/fail';
import { NAMESPACE_NAME_LABEL } from '../../../internal/naming/labels';
import { TreeCluster } from '../../tree-cluster';

const CLUSTER_STORE = 'external-secrets.io/ClusterSecretStore';

/** A store is never ready that waits for a Secret which is made through it. */
export function circularStores(tree: TreeCluster, taken: readonly TakenSecrets[]): string[] {
  const ofStores = taken.filter(({ taker }) => STORES.includes(taker.groupKind));
  return ofStores.flatMap(({ taker, namespace, references }) => references.flatMap(({ name, path }) => {
    const { makers = [] } = madeSecret(tree.cluster, namespace, name) ?? {};
    const maker = makers.find((one) => storeOf(one, tree) === taker);
    if (maker === undefined) return [];
    return [messageAt(tree.pathOf(taker), {
      prop: path,
      must: `be of a Secret that is there before the store, and [${tree.pathOf(maker)}] makes it through the store`,
      got: name,
      remedy: 'make it by a SealedSecret, or by a store that needs none',
    })];
  }));
}

/** What is no namespace of its store is never synced. */
export function unservedSecrets(tree: TreeCluster): string[] {
  const { cluster } = tree;
  const rules = new Map(cluster.ofKind(CLUSTER_STORE).map((store) => [store, servedBy(store)]));
  return cluster.ofKind(EXTERNAL_SECRET).flatMap((secret) => {
    const store = storeOf(secret, tree);
    const namespace = cluster.named('Namespace', '', secret.namespace);
    const serves = store && rules.get(store);
    if (serves === undefined || namespace === undefined || serves(namespace)) return [];
    return [messageAt(tree.pathOf(secret), {
      prop: 'store',
      must: `serve the namespace ${namespace.name}`,
      got: `ClusterSecretStore ${store!.name}, whose conditions do not let it in`,
      remedy: 'name it in the access of the store, or give the namespace the labels that are asked there',
    })];
  });
}

function storeOf({ groupKind, namespace, spec }: Manifest, { cluster }: TreeCluster): Manifest | undefined {
  if (groupKind !== EXTERNAL_SECRET) return undefined;
  const { kind = 'SecretStore', name } = mapOf(spec.secretStoreRef);
  const place = kind === 'ClusterSecretStore' ? '' : namespace;
  return cluster.named(`external-secrets.io/${textOf(kind)}`, place, textOf(name));
}

/** One part of one condition is enough to be let in. */
function servedBy({ spec }: Manifest): (namespace: Manifest) => boolean {
  const conditions = mapsIn(spec.conditions).map(({ item }) => item);
  const names = new Set(conditions.flatMap(({ namespaces }) => listOf(namespaces)));
  const patterns = conditions.flatMap(({ namespaceRegexes }) => listOf(namespaceRegexes).map(textOf));
  const selectors = conditions.flatMap(({ namespaceSelector }) => namespaceSelector ?? []);
  return ({ name, labels }) => conditions.length === 0 || names.has(name)
    || selectors.some((selector) => selectorMatches(selector, { ...labels, [NAMESPACE_NAME_LABEL]: name }))
    || patterns.some((pattern) => matchesAny(pattern, [name]));
}
