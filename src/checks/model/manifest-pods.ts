import { knownMembersOnly } from '../../internal/signatures/known-members';

/** What a container of a pod is there for. */
export enum ContainerRole {
  /** Does the work of the pod. */
  MAIN = 'main',
  /** Ends before the main containers start. */
  INIT = 'init',
  /** Starts before the main containers and runs beside them: an init container that is restarted always. */
  SIDECAR = 'sidecar',
  /** Added to a running pod to look into it. */
  EPHEMERAL = 'ephemeral',
}

knownMembersOnly({ ContainerRole });

/** A container of a pod. */
export interface PodContainer {
  /** Its name. */
  readonly name: string;

  /** What it is there for. */
  readonly role: ContainerRole;

  /** Where it stands in the object, such as `spec.template.spec.containers[0]`. */
  readonly path: string;

  /** The container as it is written. */
  readonly content: { [key: string]: any };
}

/** The pods that an object makes, seen the same way whatever makes them. */
export interface PodTemplate {
  /** Where it stands in the object, such as `spec.template`; empty for a Pod. */
  readonly path: string;

  /** Where its `spec` stands, such as `spec.template.spec`. */
  readonly specPath: string;

  /** The labels of the pods. */
  readonly labels: { [key: string]: string };

  /** The annotations of the pods. */
  readonly annotations: { [key: string]: string };

  /** The pod's `spec`. */
  readonly spec: { [key: string]: any };

  /**
   * The volumes that each pod gets a claim of its own for, whatever `spec` says of them.
   *
   * @default - none; StatefulSets alone have them
   */
  readonly claimedVolumes?: string[];

  /** All containers in the order in which they are written, init containers first. */
  readonly containers: PodContainer[];
}
