import { Probes } from '../../availability/probes';
import { Resources } from '../../availability/resources';

/** What containers beside the main one have in common. */
export interface AdditionalContainerOptions {
  /**
   * Image, pinned by tag or, better, by tag and digest.
   *
   * In the manifest: `image` of the container.
   */
  readonly image: string;

  /**
   * Program to run instead of the image's entrypoint; no shell is involved.
   *
   * In the manifest: `command` of the container.
   *
   * @default - the entrypoint of the image
   */
  readonly command?: string[];

  /**
   * Arguments of the program.
   *
   * In the manifest: `args` of the container.
   *
   * @default - those of the image
   */
  readonly args?: string[];

  /**
   * Environment variables. `$(NAME)` stands for another one of the same container, and `$$(NAME)` for the text itself.
   *
   * In the manifest: `env` of the container.
   *
   * @default - none
   */
  readonly env?: { [name: string]: string };

  /**
   * CPU, memory and local storage.
   *
   * In the manifest: `resources` of the container.
   *
   * @default - Resources.extraSmall(), in a StatefulService 50m CPU and 64 MiB without a burst
   */
  readonly resources?: Resources;

  /**
   * Folders of the main container that this one sees too, at the same paths. Its `/tmp` is its own unless named here.
   *
   * In the manifest: `volumeMounts` of the container.
   *
   * @default - none
   */
  readonly folders?: string[];
}

/** Options for `addInitContainer`. */
export interface InitContainerOptions extends AdditionalContainerOptions {}

/** Options for `addSidecar`. */
export interface SidecarOptions extends AdditionalContainerOptions {
  /**
   * Port that it listens on, 1024 or above.
   *
   * One of the workload's ports is then declared here instead of on the main container. Another one is there for the
   * probes alone, under the name `probes-<number>`.
   *
   * In the manifest: `ports[0].containerPort` of the container.
   *
   * @default - none; probes that ask a port then fail to be made
   */
  readonly port?: number;

  /**
   * Ports that it listens on beside `port`, as ports of the workload are declared here.
   *
   * In the manifest: `ports[].containerPort` of the container.
   *
   * @default - none
   */
  readonly morePorts?: number[];

  /**
   * How Kubernetes learns whether it started, can serve, and still works.
   *
   * In the manifest: `startupProbe`, `readinessProbe` and `livenessProbe` of the container.
   *
   * @default Probes.http()
   */
  readonly probes?: Probes;
}
