import { secretReferences } from '../../../checks/facts/references/pod-references';
import { allSecretMakers, makersOf, secretMayHaveKey } from '../../../checks/facts/secrets/made-secrets';
import { Manifest } from '../../../checks/model/manifest';
import { messageAt } from '../../../internal/fail';
import { RenderedObject } from '../../rendered-object';
import { TreeCluster } from '../../tree-cluster';

/** By which the controller is asked to write its keys into a Secret that is there. */
const TAKEN_OVER = ['sealedsecrets.bitnami.com/managed', 'sealedsecrets.bitnami.com/patch'];

/** The complaints about trees in which something makes Secrets. */
export function secretComplaints(objects: readonly RenderedObject[]): string[] {
  const tree = TreeCluster.of(objects);
  return [...secondMakers(tree), ...unknownKeys(tree)];
}

/** Each would write its keys over those of the other. */
function secondMakers(tree: TreeCluster): string[] {
  const { cluster } = tree;
  const made = allSecretMakers(cluster).flatMap(([{ maker: first }, ...others]) => (
    others.map(({ maker }) => ({ maker, first }))
  ));
  const written = cluster.ofKind('Secret').filter(isWrittenWhole).flatMap((maker) => (
    makersOf(cluster, maker.namespace, maker.name).slice(0, 1).map(({ maker: first }) => ({ maker, first }))
  ));
  return [...made, ...written].map(({ maker, first }) => messageAt(tree.pathOf(maker), {
    prop: 'name',
    must: `name a Secret that nothing else makes, and the ${first.kind} [${tree.pathOf(first)}] makes it`,
    got: maker.name,
    remedy: 'remove one of the two, or give it another name',
  }));
}

function isWrittenWhole({ annotations }: Manifest): boolean {
  return !TAKEN_OVER.some((key) => annotations[key] === 'true');
}

/** A pod waits for ever for a key that its Secret does not get. */
function unknownKeys(tree: TreeCluster): string[] {
  const { cluster } = tree;
  return cluster.podOwners.flatMap((owner) => {
    const taken = new Map(secretReferences(owner.pods).map((one) => [`${one.name}\0${one.entry ?? ''}`, one]));
    return [...taken.values()].flatMap(({ name, entry, path }) => {
      const [first] = makersOf(cluster, owner.namespace, name);
      if (entry === undefined || first === undefined) return [];
      if (secretMayHaveKey(cluster, owner.namespace, { name, key: entry })) return [];
      const must = `be a key of the Secret ${name}, which [${tree.pathOf(first.maker)}] makes`;
      const remedy = `write one of ${[...first.keys ?? []].sort().join(', ')}, or add it there`;
      return [messageAt(tree.pathOf(owner), { prop: path, must, got: entry, remedy })];
    });
  });
}
