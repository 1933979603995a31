import type { Manifest } from '../../model/manifest';
import type { PlainMap } from '../../model/values/plain-data';
import type { Direction } from '../network/network-policies';

/** Pods, as policies select them. */
export interface PolicyPods {
  /** What their namespace means, as `Cluster.effectiveNamespace` says. */
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The place under which policies for all namespaces are kept. */
export const ANY_NAMESPACE = '*';

/** A policy that is no NetworkPolicy of Kubernetes. */
export interface PolicyOfOthers {
  readonly policy: Manifest;
  /** Its namespace, or that for any. */
  readonly namespace: string;
  /** What the labels of its pods must be at least, as a selector of Kubernetes. */
  readonly selector: PlainMap;
  /** The directions in which it lets nothing pass but what it names. */
  readonly closed: readonly Direction[];
  /** Whether it selects pods that have those labels; undefined where manifests do not show it. */
  readonly selects: (pods: PolicyPods) => boolean | undefined;
}
