import { perTree } from './per-tree';

/** A port of a workload's pods that its policy opens to somebody. */
export interface OpenedPort {
  /** As the policy writes it. */
  readonly peer: object;
  /** Of the workload, and the value of the label by which its pods are selected. */
  readonly name: string;
  readonly namespace: string;
  readonly port: number;
  readonly protocol: string;
}

/** All of them in a tree, for those who are let in and must be let out, too. */
export const openedPorts = perTree<OpenedPort[]>('opened-ports', () => []);
