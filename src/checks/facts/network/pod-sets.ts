import type { Cluster, PodSource } from '../../model/cluster';
import { oncePerCluster } from '../once-per-cluster';
import { oncePerList } from '../once-per-list';

/* eslint-disable no-bitwise -- a bit for each pod makes sets of thousands cheap to compare */

/** Lists up to this length are walked. */
const SHORT = 16;
const BITS = 32;

const positions = oncePerCluster((cluster) => (
  new Map(cluster._labelledPods().map(({ value }, position) => [value, position]))
));

/** A set of pods of a cluster, as one bit for each pod. */
export class PodSet {
  private readonly words: Uint32Array;

  constructor(private readonly cluster: Cluster, pods: readonly PodSource[] = []) {
    this.words = new Uint32Array(Math.ceil(positions(cluster).size / BITS));
    this.add(pods);
  }

  /** Whether a pod is among them. */
  public has(source: PodSource): boolean {
    const position = positions(this.cluster).get(source)!;
    return (this.words[position >>> 5] & 1 << (position & 31)) !== 0;
  }

  /** Adds pods. */
  public add(pods: readonly PodSource[]): void {
    const known = positions(this.cluster);
    for (const source of pods) {
      const position = known.get(source)!;
      this.words[position >>> 5] |= 1 << (position & 31);
    }
  }

  /** Adds all of another set. */
  public addAll({ words }: PodSet): void {
    words.forEach((word, index) => {
      this.words[index] |= word;
    });
  }

  /** Whether all of another set are among them. */
  public holds({ words }: PodSet): boolean {
    return words.every((word, index) => (word & ~this.words[index]) === 0);
  }

  /** Whether a pod is in both sets. */
  public meets({ words }: PodSet): boolean {
    return this.words.some((word, index) => (word & words[index]) !== 0);
  }
}

/** The pods of a list. */
export const podSetOf = oncePerList((pods: readonly PodSource[], cluster) => new PodSet(cluster, pods));

/** Whether a pod is in both lists. */
export function haveCommonPods(left: readonly PodSource[], right: readonly PodSource[], cluster: Cluster): boolean {
  const [few, many] = left.length < right.length ? [left, right] : [right, left];
  if (few === many) return few.length > 0;
  if (few.length > SHORT) return podSetOf(few, cluster).meets(podSetOf(many, cluster));
  const isAmong = many.length > SHORT ? (one: PodSource) => podSetOf(many, cluster).has(one)
    : (one: PodSource) => many.includes(one);
  return few.some(isAmong);
}
