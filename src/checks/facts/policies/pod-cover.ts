import { PolicyCover, policyCover } from './policy-cover';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import type { PodTemplate } from '../../model/manifest-pods';
import { withMadeKeys } from '../../model/selectors/made-labels';
import { Direction, DIRECTIONS } from '../network/network-policies';

/** What policies do to pods in one direction. */
export interface DirectedCover extends PolicyCover {
  readonly direction: Direction;
}

/** What policies do to the pods of an object in each direction. */
export function coversOfPod(owner: Manifest, pod: PodTemplate, cluster: Cluster): DirectedCover[] {
  return coversOf(cluster, owner.namespace, withMadeKeys(owner, pod.labels));
}

/** What policies do in each direction to pods that carry no label: those that are for all pods of a namespace. */
export function coversOfAll(cluster: Cluster, namespace: string): DirectedCover[] {
  return coversOf(cluster, namespace, {});
}

function coversOf(cluster: Cluster, namespace: string, labels: Record<string, string>): DirectedCover[] {
  return DIRECTIONS.map((direction) => ({ direction, ...policyCover(cluster, { namespace, labels }, direction) }));
}
