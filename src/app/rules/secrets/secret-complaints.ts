import { circularStores, unservedSecrets } from './store-complaints';
import { TakenSecrets, takenSecrets } from './taken-keys';
import { allMadeSecrets, madeSecret, secretMayHaveKey } from '../../../checks/facts/secrets/made-secrets';
import { ownsSecret } from '../../../checks/facts/secrets/secret-writers';
import { Manifest } from '../../../checks/model/manifest';
import { mapOf } from '../../../checks/model/values/plain-data';
import { messageAt } from '../../../internal/fail';
import { RenderedObject } from '../../rendered-object';
import { TreeCluster } from '../../tree-cluster';

/** By which the controller is asked to write its keys into a Secret that is there. */
const TAKEN_OVER = ['sealedsecrets.bitnami.com/managed', 'sealedsecrets.bitnami.com/patch'];

const NOT_MADE = { makers: [], keys: [] };

/** The complaints about trees in which something makes Secrets. */
export function secretComplaints(objects: readonly RenderedObject[]): string[] {
  const tree = TreeCluster.of(objects);
  const taken = takenSecrets(tree.cluster);
  return [
    ...secondMakers(tree), ...refusedWriters(tree), ...unknownKeys(tree, taken), ...circularStores(tree, taken),
    ...unservedSecrets(tree),
  ];
}

/** Each would write its keys over those of the other. */
function secondMakers(tree: TreeCluster): string[] {
  const { cluster } = tree;
  const made = allMadeSecrets(cluster).flatMap(({ soleMakers: [first, ...others] }) => (
    others.map((maker) => ({ maker, first }))
  ));
  const written = cluster.ofKind('Secret').filter(isWrittenWhole).flatMap((maker) => (
    (madeSecret(cluster, maker.namespace, maker.name)?.soleMakers.slice(0, 1) ?? []).map((first) => ({ maker, first }))
  ));
  return [...made, ...written].map(({ maker, first }) => messageAt(tree.pathOf(maker), {
    prop: 'name',
    must: `name a Secret that nothing else makes, and the ${first.kind} [${tree.pathOf(first)}] makes it`,
    got: maker.name,
    remedy: 'remove one of the two, or give it another name',
  }));
}

/** The operator lets one ExternalSecret alone write into what another one owns: that one. */
function refusedWriters(tree: TreeCluster): string[] {
  return allMadeSecrets(tree.cluster).flatMap(({ soleMakers, refused }) => refused.map((writer) => {
    const owner = soleMakers.find(ownsSecret)!;
    return messageAt(tree.pathOf(writer), {
      prop: 'spec.target.name',
      must: `name a Secret that no other ExternalSecret owns, and [${tree.pathOf(owner)}] does`,
      got: mapOf(writer.spec.target).name ?? writer.name,
      remedy: 'write all of its keys in that one, or give this one a Secret of its own',
    });
  }));
}

function isWrittenWhole({ annotations }: Manifest): boolean {
  return !TAKEN_OVER.some((key) => annotations[key] === 'true');
}

/** Whoever takes a key that its Secret does not get waits for it for ever. */
function unknownKeys(tree: TreeCluster, taken: readonly TakenSecrets[]): string[] {
  const { cluster } = tree;
  return taken.flatMap(({ taker, namespace, references }) => {
    const byKey = new Map(references.map((one) => [`${one.name}\0${one.entry ?? ''}`, one]));
    return [...byKey.values()].flatMap(({ name, entry, path }) => {
      const { makers: [first] = [], keys } = madeSecret(cluster, namespace, name) ?? NOT_MADE;
      if (entry === undefined || first === undefined) return [];
      if (secretMayHaveKey(cluster, namespace, { name, key: entry })) return [];
      const must = `be a key of the Secret ${name}, which [${tree.pathOf(first)}] makes`;
      const remedy = `write one of ${[...keys].sort().join(', ')}, or add it there`;
      return [messageAt(tree.pathOf(taker), { prop: path, must, got: entry, remedy })];
    });
  });
}
