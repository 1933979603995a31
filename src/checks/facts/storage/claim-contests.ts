import { ClaimHolder, claimsHeldBy, holdersOf } from './claim-holders';
import { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { listOf, mapOf, PlainMap } from '../../model/values/plain-data';
import { percentageOf } from '../../model/values/scaled-number';
import { textOf } from '../../model/values/text-of';
import { rolloutSurge } from '../scaling/maximum-pods';
import { desiredReplicas } from '../scaling/replica-range';
import { rolloutInPlaceOf } from '../scaling/rollout-references';
import { isJob } from '../workload-kinds';

/** The access modes by which pods of several nodes, or several pods, cannot mount a claim at once. */
export type ExclusiveMode = 'ReadWriteOnce' | 'ReadWriteOncePod';

// Local volumes bring pods to their node, and file servers serve several, whatever the access mode says.
const ON_ONE_NODE = /local|hostpath|topolvm|no-provisioner|nfs|efs|filestore|azurefile|file\.csi|cephfs/i;

/** How many are named: whoever finds three finds the others. */
const NAMED_RIVALS = 3;

/** More pods that mount a claim at once, and for good, than its access mode lets. */
export interface ClaimContest {
  readonly mode: ExclusiveMode;
  /** What the pods of the holder alone come from; undefined where they are no contest. */
  readonly ownPods?: string;
  /** Others that hold it too, the first three of them. */
  readonly others: readonly Manifest[];
}

/** The access mode of a claim, or of the volume that it names, where it is exclusive. */
export function exclusiveModeOf(claim: Manifest, cluster: Cluster): ExclusiveMode | undefined {
  if (accessModesOf(claim, cluster).includes('ReadWriteOncePod')) return 'ReadWriteOncePod';
  if (bringsPodsTogether(volumeOf(claim, cluster)) || isOnOneNode(claim, cluster)) return undefined;
  return isForOneNode(claim, cluster) ? 'ReadWriteOnce' : undefined;
}

function isForOneNode(claim: Manifest, cluster: Cluster): boolean {
  const modes = accessModesOf(claim, cluster);
  const isShared = modes.includes('ReadWriteMany') || modes.includes('ReadOnlyMany');
  return (modes.includes('ReadWriteOnce') || modes.includes('ReadWriteOncePod')) && !isShared;
}

function accessModesOf(claim: Manifest, cluster: Cluster): unknown[] {
  return listOf((volumeOf(claim, cluster) ?? claim).spec.accessModes);
}

function volumeOf({ spec }: Manifest, cluster: Cluster): Manifest | undefined {
  return cluster.named('PersistentVolume', '', textOf(spec.volumeName));
}

/** What lies on one node brings all pods there; what is shared by the network holds nobody to one. */
function bringsPodsTogether(volume: Manifest | undefined): boolean {
  const spec = mapOf(volume?.spec);
  return ['nodeAffinity', 'local', 'hostPath', 'nfs'].some((field) => spec[field] !== undefined);
}

/** By the class, or by its name where it is not here. */
function isOnOneNode({ spec }: Manifest, cluster: Cluster): boolean {
  const className = textOf(spec.storageClassName);
  const storageClass = cluster.named('storage.k8s.io/StorageClass', '', className);
  return ON_ONE_NODE.test(storageClass === undefined ? className : textOf(storageClass.content.provisioner));
}

/** The claim that lets the pods of an object run on one node alone, whatever brings them there; undefined without. */
export function claimForOneNode(owner: Manifest, cluster: Cluster): Manifest | undefined {
  return claimsHeldBy(owner, cluster)
    .map(({ claimName }) => cluster.named('PersistentVolumeClaim', owner.namespace, claimName))
    .find((claim) => claim !== undefined && isForOneNode(claim, cluster));
}

/** Whether an object mounts a claim that is not in the input, which may have any access mode. */
export function mountsUnknownClaim(owner: Manifest, cluster: Cluster): boolean {
  return claimsHeldBy(owner, cluster).some(({ claimName }) => (
    cluster.named('PersistentVolumeClaim', owner.namespace, claimName) === undefined
  ));
}

/** Who holds the claim that a holder needs, for as long as it waits; undefined where it need not. */
export function contestOf(holder: ClaimHolder, claim: Manifest, cluster: Cluster): ClaimContest | undefined {
  const mode = exclusiveModeOf(claim, cluster);
  if (mode === undefined) return undefined;
  const ownPods = mode === 'ReadWriteOncePod' || isFree(holder) ? severalPods(holder.owner, cluster) : undefined;
  const others = rivalsOf(holder, holdersOf(claim, cluster), mode);
  return ownPods === undefined && others.length === 0 ? undefined : { mode, ownPods, others };
}

function rivalsOf(holder: ClaimHolder, all: readonly ClaimHolder[], mode: ExclusiveMode): Manifest[] {
  const rivals = new Set<Manifest>();
  for (const other of all) {
    if (other.owner !== holder.owner && areRivals(holder, other, mode)) rivals.add(other.owner);
    if (rivals.size === NAMED_RIVALS) break;
  }
  return [...rivals];
}

/** Whether the pods may stand on different nodes. */
function isFree({ node, isFollower }: ClaimHolder): boolean {
  return node === undefined && !isFollower;
}

function areRivals(one: ClaimHolder, other: ClaimHolder, mode: ExclusiveMode): boolean {
  // Jobs wait for one another to end.
  if (isJob(one.owner) && isJob(other.owner)) return false;
  if (mode === 'ReadWriteOncePod') return true;
  return !one.isFollower && !other.isFollower && (one.node === undefined || one.node !== other.node);
}

/** What lets several pods of an object run at once; undefined where one stops before the next one starts. */
export function severalPods(owner: Manifest, cluster: Cluster): string | undefined {
  if (isJob(owner)) return undefined;
  if (owner.kind.endsWith('DaemonSet')) return 'a pod on each node';
  const { max: replicas } = desiredReplicas(owner, cluster);
  const surge = blockingSurge(rolloutInPlaceOf(owner, cluster) ?? owner, replicas);
  if (replicas + surge < 2) return undefined;
  return `up to ${replicas} replica(s)${surge === 0 ? '' : ` and a surge of ${surge}`}`;
}

/** A surge that may take the place of all old pods does not wait for them to go. */
function blockingSurge(owner: Manifest, replicas: number): number {
  const { rollingUpdate, canary } = mapOf(owner.spec.strategy);
  const kept = replicas - unavailablePods(mapOf(rollingUpdate ?? canary), replicas);
  return kept > 0 ? rolloutSurge(owner, replicas) : 0;
}

/** Rounded down, as controllers do. */
function unavailablePods({ maxUnavailable = '25%' }: PlainMap, replicas: number): number {
  const percentage = percentageOf(maxUnavailable);
  return percentage === undefined ? Number(textOf(maxUnavailable)) : Math.floor(percentage * replicas / 100);
}
