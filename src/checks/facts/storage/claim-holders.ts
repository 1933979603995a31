import { followsPodsWith, nodeOf } from './node-bindings';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import type { PodTemplate } from '../../model/manifest-pods';
import { groupBy } from '../../model/values/group-by';
import { oncePerCluster } from '../once-per-cluster';
import { claimReferences } from '../references/pod-references';
import { maximumPods } from '../scaling/maximum-pods';
import { isOwned } from '../workload-kinds';

/** What mounts a claim, and where its pods may stand. */
export interface ClaimHolder {
  readonly owner: Manifest;
  readonly claimName: string;
  /** Where the claim is named. */
  readonly path: string;
  /** The one node that its pods ask for by name. */
  readonly node?: string;
  /** Whether its pods only start where a pod is that mounts the claim too. */
  readonly isFollower: boolean;
}

interface Mount {
  readonly owner: Manifest;
  readonly template: PodTemplate;
  readonly claimName: string;
  readonly path: string;
}

const holders = oncePerCluster((cluster) => {
  const mounts = groupBy(cluster.podOwners.flatMap((owner) => mountsOf(owner, cluster)), ({ owner, claimName }) => (
    [claimKey(cluster, owner.namespace, claimName)]
  ));
  const byClaim = new Map([...mounts].map(([key, ofClaim]) => [key, holdersAmong(ofClaim)]));
  const byOwner = new Map<Manifest, ClaimHolder[]>();
  for (const holder of [...byClaim.values()].flat()) {
    const held = byOwner.get(holder.owner);
    if (held) held.push(holder);
    else byOwner.set(holder.owner, [holder]);
  }
  return { byClaim, byOwner };
});

/** All that mounts a claim; what another object made counts there. */
export function holdersOf({ namespace, name }: Manifest, cluster: Cluster): readonly ClaimHolder[] {
  return holders(cluster).byClaim.get(claimKey(cluster, namespace, name)) ?? [];
}

/** The claims that the pods of an object mount. */
export function claimsHeldBy(owner: Manifest, cluster: Cluster): readonly ClaimHolder[] {
  return holders(cluster).byOwner.get(owner) ?? [];
}

function mountsOf(owner: Manifest, cluster: Cluster): Mount[] {
  if (isOwned(owner) || maximumPods(owner, cluster) === 0) return [];
  return owner.pods.flatMap((template) => claimReferences([template])
    .filter(({ name }) => name !== '')
    .map(({ name: claimName, path }) => ({ owner, template, claimName, path })));
}

function holdersAmong(mounts: readonly Mount[]): ClaimHolder[] {
  const labels = mounts.map(({ template }) => template.labels);
  return mounts.map(({ owner, template, claimName, path }) => (
    { owner, claimName, path, node: nodeOf(template), isFollower: followsPodsWith(template, labels) }
  ));
}

function claimKey(cluster: Cluster, namespace: string, name: string): string {
  return `${cluster.effectiveNamespace(namespace)}\0${name}`;
}
