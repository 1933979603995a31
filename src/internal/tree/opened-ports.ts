import { perTree } from './per-tree';

/** Ports of pods that a policy of ours opens to somebody. */
export interface OpenedPorts {
  /** As the policy writes it. */
  readonly peer: object;
  readonly namespace: string;
  /** What selects the pods. */
  readonly labels: Record<string, string>;
  readonly ports: readonly { readonly containerPort: number; readonly protocol: string }[];
}

/** All of them in a tree, for those who are let in and must be let out, too. */
export const openedPorts = perTree<OpenedPorts[]>('opened-ports', () => []);
