import { severalPods } from '../facts/storage/claim-contests';
import { holdersOf } from '../facts/storage/claim-holders';
import { isJob } from '../facts/workload-kinds';
import { ICheck } from '../model/check';
import type { Cluster } from '../model/cluster';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { listOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** The first minor in which the access mode is stable. */
const STABLE_SINCE = 29;
const FOR_ONE_POD = 'ReadWriteOncePod';

/** Files that one pod writes are mounted by one pod. */
export const CLAIM_IS_FOR_ONE_POD: ICheck = {
  id: 'claim-is-for-one-pod',
  title: 'A claim that one pod mounts is for one pod',
  box: 'data',
  severity: Severity.ADVICE,
  // Kyverno asks for it of every claim, whatever mounts it, and of volumes that no CSI driver makes and that have none.
  why: 'ReadWriteOnce is about nodes: a second pod on the same one, by a slip or while the first still ends, writes '
    + 'into the same files.',
  remedy: { manifest: 'spec: {accessModes: [ReadWriteOncePod]} in a new claim' },
  references: [
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
    'https://kubernetes.io/blog/2023/12/18/read-write-once-pod-access-mode-ga/', 'kyverno:enforce-readwriteonce-pod',
  ],
  appliesTo: ['PersistentVolumeClaim'],
  evaluate: (claim, cluster) => {
    const actual = listOf(claim.spec.accessModes);
    const place = { path: 'spec.accessModes', actual };
    if (actual.includes(FOR_ONE_POD)) return [{ ...place, passed: true, message: 'is for one pod' }];
    const isForOneNode = actual.length === 1 && actual[0] === 'ReadWriteOnce';
    if (!isForOneNode || !canBeForOnePod(claim, cluster)) return [];
    const owner = onlyHolder(claim, cluster);
    if (owner === undefined) return [];
    const message = `is mounted by the one pod of ${owner.kind} ${owner.name}, and by any other one of its node`;
    return [{ ...place, passed: false, message, expected: [FOR_ONE_POD] }];
  },
};

/** Of a class that is not here, nobody knows who makes its volumes. */
function canBeForOnePod({ spec }: Manifest, cluster: Cluster): boolean {
  const storageClass = cluster.named('storage.k8s.io/StorageClass', '', textOf(spec.storageClassName));
  return cluster.minor >= STABLE_SINCE && /csi/i.test(textOf(storageClass?.content.provisioner));
}

/** What alone mounts it, with never more than one pod. */
function onlyHolder(claim: Manifest, cluster: Cluster): Manifest | undefined {
  const [holder, ...others] = holdersOf(claim, cluster);
  if (holder === undefined || others.length > 0 || isJob(holder.owner)) return undefined;
  return severalPods(holder.owner, cluster) === undefined ? holder.owner : undefined;
}
